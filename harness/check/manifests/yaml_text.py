"""YAML text in, its documents out, with the place of every key; and what stands in them twice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import yaml

from harness.check.manifests.yaml_fault import Fault, fault_of
from harness.shell.heredoc import UNKNOWN

# The C parser gives the same nodes twenty times faster; a build of PyYAML without it is slow, not wrong.
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_MERGE: Final = "tag:yaml.org,2002:merge"
_NOT_KNOWN: Final = re.compile(rf"{UNKNOWN}|^\.\.\.$|<[^<>]+>|^\{{\{{|\$[\w({{]")
_NAME: Final = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*")
_CHOICE: Final = re.compile(r"(?i) *#.*(?:\b(?:or|option|alternativ\w*|instead|either)\b|或|або)")  # noqa: RUF001
_NULL: Final = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlText:
    """``documents`` are those before the fault, empty ones left out."""

    documents: tuple[yaml.Node, ...]
    fault: Fault | None = None


def read_yaml(text: str) -> YamlText:
    documents: list[yaml.Node] = []
    try:
        documents.extend(node for node in yaml.compose_all(text, Loader=_LOADER) if not is_null(node))
    except yaml.MarkedYAMLError as error:
        return YamlText(documents=tuple(documents), fault=fault_of(error, text))
    except (yaml.YAMLError, RecursionError) as error:
        return YamlText(documents=tuple(documents), fault=Fault(line=0, column=0, message=f"this is not YAML: {error}"))
    return YamlText(documents=tuple(documents))


def is_null(node: yaml.Node | None) -> bool:
    return node is None or (node.tag == _NULL and isinstance(node, yaml.ScalarNode))


def known(node: yaml.Node) -> bool:
    """Whether a value stands on the page, and not something that comes only with running or from the reader."""
    if isinstance(node, yaml.ScalarNode):  # most are: keys, too
        value = node.value
        return (value.isascii() and value.isalnum()) or _NOT_KNOWN.search(value) is None
    return not isinstance(node, yaml.MappingNode) or not _stands_in(node)


def _stands_in(node: yaml.MappingNode) -> bool:
    """Whether a mapping is a name in braces, ``{YOUR_TOKEN}``, for what the reader fills in."""
    if not node.flow_style or len(node.value) != 1:
        return False
    key, value = node.value[0]
    return isinstance(key, yaml.ScalarNode) and _NAME.fullmatch(key.value) is not None and is_null(value)


def entries(node: yaml.MappingNode) -> Iterator[tuple[str, yaml.ScalarNode, yaml.Node]]:
    """Key, its node and its value's node; keys that are no plain text, or not known, are left out."""
    for key, value in node.value:
        if is_name(key):
            yield key.value, key, value


def nodes(node: yaml.Node) -> Iterator[yaml.Node]:
    """Those of all depths, in order, each once, whatever aliases lead to it."""
    seen: set[int] = set()
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        if isinstance(each, yaml.SequenceNode):
            waiting.extend(reversed(each.value))
        elif isinstance(each, yaml.MappingNode):
            waiting.extend(value for _, _, value in reversed(list(entries(each))))


def is_name(key: yaml.Node) -> bool:
    """Whether a key is plain text that stands on the page."""
    return isinstance(key, yaml.ScalarNode) and key.tag != _MERGE and known(key)


def merges(node: yaml.MappingNode) -> bool:
    """Whether fields come from elsewhere too: by ``<<``, or from a key that only running would tell."""
    return any(key.tag == _MERGE or not known(key) for key, _ in node.value)


def value_of(node: yaml.MappingNode, name: str) -> yaml.Node | None:
    for key, value in node.value:
        if key.value == name and is_name(key):
            return value  # type: ignore[no-any-return] # PyYAML's nodes have no types
    return None


def text_of(node: yaml.Node | None) -> str | None:
    """A known value that is text or looks like it; ``None`` for anything else."""
    return node.value if isinstance(node, yaml.ScalarNode) and known(node) and not is_null(node) else None


def duplicates(document: yaml.Node, text: str = "") -> Iterator[Fault]:
    """Keys that occur twice in one mapping: the first one's value would be lost.

    In ``text`` a remark between them may say that the reader is to choose one.
    """
    lines = text.split("\n")
    yield from (
        fault for fault in _duplicates(document) if not _CHOICE.match("".join(lines[fault.line - 1 : fault.line]))
    )


def _duplicates(document: yaml.Node) -> Iterator[Fault]:
    if (start := second_resource(document)) is not None:
        yield Fault(
            line=start.start_mark.line,
            column=start.start_mark.column,
            message=f"a second resource starts here, in the same YAML document: {start.value!r} occurs twice",
            remedy="put a line with '---' above it",
        )
        return
    seen: set[int] = set()
    waiting = [document]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:  # an alias
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            yield from _repeated_keys(node)
            waiting.extend(value for _, value in node.value)


def second_resource(document: yaml.Node) -> yaml.ScalarNode | None:
    """The key that starts another resource where a line ``---`` is missing."""
    if not isinstance(document, yaml.MappingNode):
        return None
    heads = [key for name, key, _ in entries(document) if name in {"apiVersion", "kind"}]
    return heads[2] if len(heads) == 4 and {key.value for key in heads[2:]} == {"apiVersion", "kind"} else None


def _repeated_keys(node: yaml.MappingNode) -> Iterator[Fault]:
    lines: dict[str, int] = {}
    for name, key, _ in entries(node):
        line = key.start_mark.line
        if name in lines:
            above = line - lines[name]
            yield Fault(
                line=line,
                column=key.start_mark.column,
                message=f"the key {name!r} occurs twice in one mapping, first {above} line{'s' * (above != 1)} above",
                remedy="keep one of them: only the last one counts, and kubectl refuses both",
            )
        lines.setdefault(name, line)
