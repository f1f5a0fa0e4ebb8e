"""A ``text`` block or a fence as a snippet, once its id is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from harness.diagnostic import Diagnostic
from harness.parse.codes import diagnostic
from harness.parse.dedent import dedent
from harness.parse.inline import expand
from harness.parse.lines import Lines
from harness.parse.nearest import nearest
from harness.parse.page import Segment, Snippet, TabChoice
from harness.parse.scan import Fence, RawBlock
from harness.parse.segment import Body, has_prompt, prompted_segments, script_segments
from harness.parse.syntaxes import KNOWN, SESSIONS, SHELLS
from harness.parse.values import Values
from harness.source import Location

_ATTRIBUTES: Final = frozenset(
    {"syntax", "outputis", "snip_id", "expandlinks", "repo", "file", "url", "downloadas", "snippet"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the text around a block says about it."""

    heading: str = ""
    section: str = ""
    tab_path: tuple[TabChoice, ...] = ()
    boilerplate: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block's parts, whichever way it was written."""

    at: Location
    attributes: Mapping[str, str]
    lines: Sequence[str]
    columns: Sequence[int]
    body_at: Location
    fence: bool
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def explicit_id(self) -> str | None:
        """What the author calls it; ``None`` where nothing is said, or ``none`` is."""
        own = self.attributes.get("snip_id")
        return None if own in {None, "", "none"} else own


def text_block(block: RawBlock, lines: Lines, extra: Mapping[str, str]) -> Block | None:
    """A ``text`` shortcode's block; ``None`` where it has no body because it stands on one line."""
    text = lines.text
    tag = block.opening
    first = lines.number(tag.end)
    last = lines.number(block.closing.start)
    if first == last:
        return None
    at = lines.location(block.start)
    odd: list[Diagnostic] = []
    attributes = {**extra, **_attributes(tag.positional, tag.named)}
    indent = lines.indent(block.start)
    raw = text[lines.starts[first + 1] : lines.starts[last]].split("\n")[:-1]
    start = next((index for index, line in enumerate(raw) if line.strip()), len(raw))
    end = next((index for index in range(len(raw), start, -1) if raw[index - 1].strip()), start)
    dedented = dedent(raw[start:end], indent or "")
    body_at = lines.at(first + 1 + start)
    beside = (text[tag.end : lines.end(tag.end)], text[lines.starts[last] : block.closing.start])
    if any(piece.strip() for piece in beside):
        odd.append(_text_beside(at))
    if end > start and indent is not None:
        odd += _indent_oddities(body_at, indent, dedented.indent, odd=dedented.odd)
    return Block(
        at=at,
        attributes=attributes,
        lines=dedented.lines,
        columns=[len(line) - len(cut) for line, cut in zip(raw[start:end], dedented.lines, strict=True)],
        body_at=body_at,
        fence=False,
        diagnostics=tuple(odd),
    )


def fence_block(fence: Fence, lines: Lines, extra: Mapping[str, str]) -> Block:
    content = fence.content.split("\n")[:-1]
    written = [lines.text[start : lines.end(start)] for start in fence.line_starts]
    words = fence.info.replace("{", " ").replace("}", " ").split()
    named = dict(pair for word in words if (pair := _named(word)) is not None)
    syntax = next((word.lstrip(".") for word in words if "=" not in word), "")
    return Block(
        at=lines.location(fence.start),
        attributes={"syntax": syntax or "plain", **named, **extra},
        lines=content,
        columns=[
            len(line) - len(text) if line.endswith(text) else 0 for line, text in zip(written, content, strict=False)
        ],
        body_at=lines.location(fence.body_start) if content else lines.location(fence.start),
        fence=True,
    )


def snippet(block: Block, own_id: str, values: Values, around: Surroundings) -> tuple[Snippet, tuple[Diagnostic, ...]]:
    """The snippet, and what is odd about it."""
    words = block.attributes.get("syntax", "").split()
    written = words[0] if words else ""
    shell = written in SHELLS
    output_syntax = block.attributes.get("outputis") or (words[1] if len(words) > 1 else None)
    expanded = expand(
        block.lines,
        values,
        block.body_at,
        columns=block.columns,
        links=block.attributes.get("expandlinks") != "false" and not block.fence,
    )
    found: tuple[Segment, ...] = ()
    odd = [*block.diagnostics, *_syntax_oddities(block, written, output_syntax), *expanded.diagnostics]
    if shell:
        body = Body(lines=expanded.lines, documented=block.lines, at=block.body_at, columns=block.columns)
        found, more = _segments(block, body, written)
        odd += more
    return (
        Snippet(
            id=own_id,
            at=block.at,
            syntax="bash" if shell else written or "plain",
            body="\n".join(expanded.lines),
            body_at=block.body_at,
            segments=found,
            output_syntax=output_syntax,
            tab_path=around.tab_path,
            left_out=block.attributes.get("snip_id") == "none",
            heading=around.heading,
            section=around.section,
            boilerplate=around.boilerplate,
            attributes=block.attributes,
            samples=expanded.samples,
        ),
        tuple(odd),
    )


def _segments(block: Block, body: Body, syntax: str) -> tuple[tuple[Segment, ...], tuple[Diagnostic, ...]]:
    if has_prompt(body.lines):
        return prompted_segments(body)
    if block.fence and syntax not in SESSIONS:
        return script_segments(body)
    if not any(line.strip() for line in body.lines):
        return (), ()
    return (), (
        diagnostic(
            "no-prompt",
            block.body_at,
            "no line of this block of commands starts with a prompt, so none is a command",
            expected="'$ ' before each command",
            remedy="add the prompts, or name the syntax that the block really has",
        ),
    )


def _attributes(positional: Sequence[str], named: Mapping[str, str]) -> dict[str, str]:
    attributes = dict(named)
    for key, value in zip(("syntax", "outputis"), positional, strict=False):
        attributes.setdefault(key, value)
    return attributes


def _named(word: str) -> tuple[str, str] | None:
    key, equals, value = word.partition("=")
    return (key, value.strip("\"'")) if equals and key else None


def _syntax_oddities(block: Block, syntax: str, output_syntax: str | None) -> list[Diagnostic]:
    odd: list[Diagnostic] = []
    if not syntax:
        odd.append(
            diagnostic(
                "missing-syntax",
                block.at,
                "the block does not say its syntax",
                expected="{{< text bash >}} or {{< text syntax=bash >}}",
                remedy="add the syntax; 'plain' is text without one",
            )
        )
    elif syntax in SHELLS and syntax != "bash" and not block.fence:
        odd.append(
            diagnostic(
                "shell-syntax",
                block.at,
                f"the syntax {syntax!r} is read as 'bash'; the site knows only 'bash' for commands",
                expected="bash",
                remedy="write bash",
            )
        )
    elif syntax not in KNOWN:
        meant = nearest(syntax, KNOWN)
        odd.append(
            diagnostic(
                "unknown-syntax",
                block.at,
                f"the syntax {syntax!r} is not known, so nothing in the block is read",
                expected=f"{meant!r}, perhaps" if meant else "",
                remedy="correct it; 'plain' is text without a syntax",
            )
        )
    if output_syntax is not None and syntax not in SHELLS:
        odd.append(
            diagnostic(
                "output-syntax",
                block.at,
                f"the block's syntax is {syntax!r}, so it has no output whose syntax could be {output_syntax!r}",
                remedy="remove the output's syntax, or make the block one of commands",
            )
        )
    if not block.fence and (unknown := sorted(block.attributes.keys() - _ATTRIBUTES)):
        meant = nearest(unknown[0], _ATTRIBUTES)
        odd.append(
            diagnostic(
                "unknown-attribute",
                block.at,
                f"the attribute {unknown[0]!r} of a block is not known",
                expected=f"{meant!r}, perhaps" if meant else "",
                remedy="correct or remove it",
            )
        )
    return odd


def _indent_oddities(at: Location, tag_indent: str, indent: int, *, odd: bool) -> list[Diagnostic]:
    if odd:
        return [
            diagnostic(
                "indent-characters",
                at,
                "the block is indented by tabs or no-break spaces, which Hugo keeps",
                expected="spaces, a multiple of four",
                remedy="indent the block by spaces, as far as its tags",
            )
        ]
    if indent == len(tag_indent):
        return []
    return [
        diagnostic(
            "dedent",
            at,
            f"the tag is indented by {len(tag_indent)} and {indent} is taken off the body",
            expected=f"a body that is indented by {len(tag_indent)} like its tag",
            remedy="indent the block as far as its tags; Hugo takes off 16, 12, 8 or 4 spaces",
        )
    ]


def _text_beside(at: Location) -> Diagnostic:
    return diagnostic(
        "text-beside-tag",
        at,
        "text on the line of a block's opening or closing tag is not shown",
        expected="tags on lines of their own",
        remedy="move the text into the block",
    )
