"""YAML and JSON as trees with line numbers, ``...`` lines included.

JSON is read as the YAML that it is. A ``...`` line is first written as entries of its own: in JSON one entry at its
place; in YAML, where it may leave out the rest of several nested blocks, one in each block that is open before it down
to the depth of the line after it. A key that it leaves without a value has any value.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import yaml

from harness.plan.vacuous import GAP_LINE

GAP: Final = "\u2026left out"
DEEPEST: Final = 100  # brackets or dashes inside each other; the reader is recursive
BRACKETS: Final = re.compile(r"[\[\]{}]")
DASHES: Final = re.compile(rf"(?:- ){{{DEEPEST}}}")
ITEM: Final = re.compile(r"-\s+(?=\S)")
TEXT: Final = re.compile(r":\s+[|>][-+0-9]*\s*(?:#.*)?$")
"""At the end of a line: its value is the text below it, in which a ``...`` line is a part of that text."""
KEY: Final = re.compile(r"[^\s#].*:(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Documents:
    """Trees, and for each line (from 0) that they were read from the line of the text that it came from."""

    roots: tuple[yaml.Node, ...]
    lines: tuple[int, ...]

    def line(self, written: int) -> int:
        return self.lines[min(written, len(self.lines) - 1)]

    def collections(self) -> Iterator[yaml.CollectionNode]:
        """All mappings and sequences in the order of the text, one that has several names (``&a``, ``*a``) once."""
        seen: set[int] = set()
        left = list(reversed(self.roots))
        while left:
            node = left.pop()
            if not isinstance(node, yaml.CollectionNode) or id(node) in seen:
                continue
            seen.add(id(node))
            yield node
            values = [value for _, value in node.value] if isinstance(node, yaml.MappingNode) else node.value
            left += reversed(values)


def read_documents(text: str) -> Documents | None:
    """The documents of a text; ``None`` unless it can be read and holds mappings or sequences only."""
    if _depth(text) > DEEPEST or DASHES.search(text):
        return None
    lines = text.expandtabs().splitlines()
    first = next(_written(lines), "").strip()
    written = _flow(lines) if first[:1] in {"{", "["} else _block(lines)
    source = "\n".join(line for line, _ in written)
    try:
        roots = tuple(yaml.compose_all(source, Loader=yaml.CSafeLoader))
    except yaml.YAMLError:
        return None
    if not roots or not all(isinstance(root, yaml.MappingNode | yaml.SequenceNode) for root in roots):
        return None
    return Documents(roots, tuple(number for _, number in written))


def is_gap(node: yaml.Node) -> bool:
    """Whether a key, an item or a value stands for a ``...`` line."""
    return isinstance(node, yaml.ScalarNode) and str(node.value).startswith(GAP)


def is_gap_item(node: yaml.Node) -> bool:
    """Whether an item of a sequence stands for others: a ``...`` line, or ``- ...``."""
    return is_gap(node) or (isinstance(node, yaml.ScalarNode) and GAP_LINE.fullmatch(node.value) is not None)


def looks_like_document(text: str) -> bool:
    """Whether a text is a whole JSON document or a whole Kubernetes object, seen from its first and last line."""
    lines = list(_written(text.splitlines()))
    if not lines:
        return False
    first, last = lines[0].strip(), lines[-1].strip()
    if (first[0], last[-1]) in {("{", "}"), ("[", "]")}:
        return len(lines) > 1 or ":" in first
    return len(lines) > 1 and re.match(r"(?:---$|(?:apiVersion|kind): \S)", first) is not None


def _written(lines: Sequence[str]) -> Iterator[str]:
    return (line for line in lines if line.strip() and not GAP_LINE.fullmatch(line))


def _flow(lines: Sequence[str]) -> list[tuple[str, int]]:
    """Each ``...`` line as a string between commas, which may be a key without a value or an item."""
    written: list[tuple[str, int]] = []
    for number, line in enumerate(lines):
        if not GAP_LINE.fullmatch(line):
            written.append((line, number))
            continue
        before = next(_written(lines[:number][::-1]), "{").strip()
        after = next(_written(lines[number + 1 :]), "}").strip()
        comma_before = "" if before[-1] in "{[," else ", "
        comma_after = "" if after[0] in "}]," else ","
        written.append((f'{comma_before}"{GAP} {number}"{comma_after}', number))
    return written


@dataclass(slots=True)
class _Blocks:
    """The blocks that are open after a line: how deep each is, and whether it holds items rather than keys."""

    open: list[tuple[int, bool]] = field(default_factory=list)

    def take(self, line: str) -> None:
        depth = _indent(line)
        rest = line.lstrip()
        self.open = [block for block in self.open if block[0] < depth or block == (depth, False)]
        while found := ITEM.match(rest):
            self._open(depth, items=True)
            depth, rest = depth + found.end(), rest[found.end() :]
        if KEY.match(rest):
            self._open(depth, items=False)

    def gaps(self, number: int, following: str) -> Iterator[str]:
        """Entries for a ``...`` line, deepest first."""
        depth = _indent(following)
        items = ITEM.match(following.lstrip()) is not None
        blocks = [
            block for block in reversed(self.open) if block[0] > depth or (block[0] == depth and block[1] >= items)
        ]
        if not any(block[0] == depth for block in blocks):
            blocks.append((depth, items))
        for index, (indent, of_items) in enumerate(blocks):
            entry = f'"{GAP} {number}.{index}"'
            yield " " * indent + (f"- {entry}" if of_items else f"{entry}:")

    def _open(self, depth: int, *, items: bool) -> None:
        if (depth, items) not in self.open:
            self.open.append((depth, items))


def _block(lines: Sequence[str]) -> list[tuple[str, int]]:
    written: list[tuple[str, int]] = []
    blocks = _Blocks()
    text_of: int | None = None  # the depth of the line that a text is the value of
    for number, line in enumerate(lines):
        if text_of is not None and (not line.strip() or _indent(line) > text_of):
            written.append((line, number))
            continue
        text_of = _indent(line) if TEXT.search(line) else None
        if not GAP_LINE.fullmatch(line):
            written.append((line, number))
            if line.strip():
                blocks.take(line)
            continue
        following = next(_written(lines[number + 1 :]), "")
        if written and written[-1][0].rstrip().endswith(":") and not _goes_into(written[-1][0], following):
            written[-1] = (f'{written[-1][0].rstrip()} "{GAP}"', written[-1][1])
        written += [(gap, number) for gap in blocks.gaps(number, following)]
    return written


def _goes_into(line: str, following: str) -> bool:
    """Whether the following line is inside the block that a line opens."""
    return bool(following) and _indent(following) > _indent(line)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _depth(text: str) -> int:
    depth = deepest = 0
    for found in BRACKETS.finditer(text):
        depth += 1 if found.group() in "[{" else -1
        deepest = max(deepest, depth)
    return deepest
