"""A ``text`` shortcode or a fence as a block: attributes and body, the same whichever way it is written."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from typing import Final

from harness.diagnostic import Diagnostic
from harness.parse.blocks.info_string import read_info
from harness.parse.codes import DEDENT, INDENT_CHARACTERS, ONE_LINE_BLOCK, TEXT_BESIDE_TAG, UNKNOWN_ATTRIBUTE
from harness.parse.markdown.dedent import dedent
from harness.parse.markdown.mdx import MARKED_UP, constants_of, with_constants
from harness.parse.markdown.offsets import Lines
from harness.parse.markdown.parts import Fence, RawBlock
from harness.sites.container_roles import ELEMENT_CODE
from harness.source import Location
from harness.suggest import nearest

_KNOWN_ATTRIBUTES: Final = frozenset(
    {"downloadas", "expandlinks", "file", "outputis", "repo", "snip_id", "snippet", "syntax", "url"}
)

_QUOTE_MARK: Final = re.compile(r"[ \t]*(?:>[ \t]?)+")
_TAG: Final = re.compile(r"</?[a-z]+(?:\s[^<>]*)?>")
_PROMPTED: Final = re.compile(r"^[ \t]+\$ ", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """``lines`` are the body without its indent, ``columns`` how far each of them stood from the left.

    ``attributes`` has ``syntax``, ``outputis``, ``snip_id`` and so on, by name also where the page gives no name.
    ``places`` are those of the lines where some come from other files; ``unread`` says what is missing of the text.
    ``raw``: what looks like a macro is shown.
    """

    at: Location
    attributes: Mapping[str, str]
    lines: Sequence[str]
    columns: Sequence[int]
    body_at: Location
    fence: bool
    bare: bool = False  # a fence without a syntax
    diagnostics: tuple[Diagnostic, ...] = ()
    places: tuple[Location, ...] = ()
    unread: str = ""
    raw: bool = False

    def place(self, index: int) -> Location:
        """Where the text of a line starts."""
        return self.places[index] if self.places else self.body_at.down(index, column=self.columns[index] + 1)

    @property
    def excluded(self) -> bool:
        """Whether its author says that it is shown and not run."""
        return self.attributes.get("snip_id") == "none"

    @property
    def explicit_id(self) -> str | None:
        """What its author calls it."""
        return None if self.excluded else self.attributes.get("snip_id") or None

    def read_as(self, syntaxes: Mapping[str, str]) -> "Block":
        """The block with the syntax that its own one stands for on the site."""
        usual = syntaxes.get(self.attributes.get("syntax", "").casefold()) if syntaxes else None
        return self if usual is None else replace(self, attributes={**self.attributes, "syntax": usual})


def text_block(raw: RawBlock, lines: Lines, extra: Mapping[str, str]) -> Block | None:
    """A ``text`` shortcode's block; ``None`` where it has no body because it stands on one line."""
    tag, text = raw.opening, lines.text
    first, last = lines.number(tag.end) + 1, lines.number(raw.closing.start)
    if first > last:
        return None
    at = lines.location(raw.start)
    before = text[lines.start(raw.start) : raw.start]
    mark = _quote_mark(before)
    indent = before[len(mark) :]
    written = [text[lines.starts[line] : lines.starts[line + 1] - 1] for line in range(first, last)]
    shown = [_without_mark(line, mark) for line in written] if mark else written
    start = next((index for index, line in enumerate(shown) if line.strip()), len(shown))
    end = next((index for index in range(len(shown), start, -1) if shown[index - 1].strip()), start)
    dedented = dedent(shown[start:end], "" if indent.strip() else indent)
    body_at = lines.at(first + start)
    odd = _unknown_attributes(at, tag.named) if tag.name == "text" else []  # others are the site's business
    last_line = _without_mark(text[lines.starts[last] : raw.closing.start], mark)
    if text[tag.end : lines.end(tag.end)].strip() or last_line.strip():
        odd.append(_text_beside(at))
    if end > start and not indent.strip():
        odd += _indent_oddities(body_at, indent, dedented.indent, odd=dedented.odd)
    return Block(
        at=at,
        attributes={**extra, **_attributes(raw)},
        lines=dedented.lines,
        columns=[len(line) - len(cut) for line, cut in zip(written[start:end], dedented.lines, strict=True)],
        body_at=body_at,
        fence=False,
        diagnostics=tuple(odd),
    )


def _attributes(raw: RawBlock) -> Mapping[str, str]:
    """Those of its opening tag; without names they are the block's syntax and that of its output."""
    positional = dict(zip(("syntax", "outputis"), raw.opening.positional, strict=False))
    return {**positional, **raw.opening.named, **({"syntax": raw.syntax} if raw.syntax else {})}


def code_block(raw: RawBlock, lines: Lines, extra: Mapping[str, str]) -> Block:
    """The code that a shortcode holds, read like a fence; it may begin and end on the lines of the tags."""
    text = lines.text[raw.opening.end : raw.closing.start].rstrip()
    start = raw.opening.end + len(text) - len(text.lstrip())
    start = max(raw.opening.end, lines.start(start)) if text else start
    shown = lines.text[start : raw.opening.end + len(text)].split("\n") if text else []
    element = raw.opening.name == ELEMENT_CODE
    if MARKED_UP in raw.opening.named:
        shown = [unescape(_TAG.sub("", line)) for line in shown]
    if element and not shown:
        shown = raw.opening.named.get("code", "").split("\n")
    elif element and "${" in text:
        shown = with_constants("\n".join(shown), constants_of(lines.text)).split("\n")
    dedented = _without_common(shown) if element else dedent(shown, lines.indent(raw.start) or "").lines
    return Block(
        at=lines.location(raw.start),
        attributes={"syntax": raw.syntax or "plain", **_of_element(raw), **extra},
        lines=dedented,
        columns=[len(line) - len(cut) for line, cut in zip(shown, dedented, strict=True)],
        body_at=lines.location(start),
        fence=True,
        bare=not raw.syntax,
    )


def _without_common(lines: list[str]) -> list[str]:
    """Lines without the blanks that all of them begin with: only shortcodes have steps of four."""
    width = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return [line[width:] for line in lines]


def _of_element(raw: RawBlock) -> Mapping[str, str]:
    """What an element or a directive says of its code beside the syntax."""
    named = raw.opening.named
    return {key: named[key] for key in ("title", "class") if named.get(key)} if raw.opening.name == ELEMENT_CODE else {}


def _quote_mark(before: str) -> str:
    """The marks of a quote at the start of a line, which every line of a block in the quote has, too."""
    match = _QUOTE_MARK.match(before)
    return "" if match is None else match[0]


def _without_mark(line: str, mark: str) -> str:
    return line.removeprefix(mark) if line.startswith(mark) else line.removeprefix(mark.rstrip())


def fence_block(fence: Fence, lines: Lines, extra: Mapping[str, str]) -> Block:
    """A fence's block; its info string may hold attributes, as in ``bash {snip_id=install}``."""
    content = fence.content.split("\n")[:-1]
    if _PROMPTED.search(fence.content):
        content = _without_common(content)
    written = [lines.text[start : lines.end(start)] for start in fence.line_starts]
    info = read_info(fence.info)
    return Block(
        at=lines.location(fence.start),
        attributes={"syntax": info.syntax or "plain", **info.named, **extra},
        lines=content,
        columns=[
            len(line) - len(shown) if line.endswith(shown) else 0 for line, shown in zip(written, content, strict=False)
        ],
        body_at=lines.location(fence.body_start if content else fence.start),
        fence=True,
        bare=not info.syntax,
    )


def _unknown_attributes(at: Location, named: Mapping[str, str]) -> list[Diagnostic]:
    odd: list[Diagnostic] = []
    for name in named.keys() - _KNOWN_ATTRIBUTES:
        meant = nearest(name, _KNOWN_ATTRIBUTES)
        odd.append(
            UNKNOWN_ATTRIBUTE.found(
                at,
                f"the attribute {name!r} of a block is not known",
                expected=f"{meant!r}, perhaps" if meant else ", ".join(sorted(_KNOWN_ATTRIBUTES)),
                remedy="correct or remove it",
            )
        )
    return odd


def _indent_oddities(at: Location, tag_indent: str, indent: int, *, odd: bool) -> list[Diagnostic]:
    if odd:
        return [
            INDENT_CHARACTERS.found(
                at,
                "the block is indented by tabs or no-break spaces, which Hugo keeps",
                expected="spaces, a multiple of four",
                remedy="indent the block by spaces, as far as its tags",
            )
        ]
    if indent == len(tag_indent):
        return []
    return [
        DEDENT.found(
            at,
            f"the tag is indented by {len(tag_indent)} and {indent} is taken off the body",
            expected=f"a body that is indented by {len(tag_indent)} like its tag",
            remedy="indent the block as far as its tags; Hugo takes off 16, 12, 8 or 4 spaces",
        )
    ]


def _text_beside(at: Location) -> Diagnostic:
    return TEXT_BESIDE_TAG.found(
        at,
        "text on the line of a block's opening or closing tag is not shown",
        expected="tags on lines of their own",
        remedy="move the text into the block",
    )


def one_line(at: Location) -> Diagnostic:
    return ONE_LINE_BLOCK.found(
        at,
        "the block opens and closes on one line, so it has no body",
        expected="the tags on lines of their own, the body between them",
        remedy="put the body on lines of its own",
    )
