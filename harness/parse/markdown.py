"""Markdown's own structure of an outline: headings, fences and comments, found by markdown-it-py.

Only block rules that tell these three from the rest are switched on, and nothing is read inside a paragraph: that makes
reading a page three times as fast.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from harness.parse.outline import Outline

_TELLTALES: Final = {
    "fence": re.compile(r"```|~~~"),
    "blockquote": re.compile(r"^[ \t\d.)*+-]*>", re.MULTILINE),
    "hr": re.compile(r"[-*_][ \t]*[-*_][ \t]*[-*_][ \t]*$", re.MULTILINE),
    "lheading": re.compile(r"^[ \t>]*(?:-+|=+)[ \t]*$", re.MULTILINE),
    "list": re.compile(r"^[ \t>]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)", re.MULTILINE),
    "html_block": re.compile(r"<"),
}
"""Each rule costs time on every line, so that a page is read without those that it has no use for."""
_RUNS: Final = re.compile(r"`+|<!--|-->")


@dataclass(frozen=True, slots=True)
class Span:
    """A range of the outline's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HeadingSpan(Span):
    """``text`` without its marks; ``column`` is where the line's text starts, from 0."""

    level: int
    text: str
    column: int


@dataclass(frozen=True, slots=True)
class FenceSpan(Span):
    """``lines`` are the starts of the content's lines in the outline; ``content`` is without the list's indent."""

    info: str
    content: str
    body_start: int
    body_end: int
    lines: tuple[int, ...]
    closed: bool


@dataclass(frozen=True, slots=True)
class CommentSpan(Span):
    closed: bool


@cache
def _parser(rules: tuple[str, ...]) -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - takes 30 ms, which those who read no page need not wait for

    return MarkdownIt("zero", {"html": True}).enable(["code", "heading", *rules])


def structure(outline: "Outline") -> list[Span]:
    """Headings, fences and comments in order."""
    tokens: list[Token] = []
    parser = _parser(tuple(rule for rule, telltale in _TELLTALES.items() if telltale.search(outline.text)))
    parser.block.parse(outline.text.replace("\0", "\ufffd"), parser, {}, tokens)
    spans: list[Span] = []
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            spans.append(_heading(outline, token, tokens[index + 1]))
        elif token.type == "fence":
            spans.append(_fence(outline, token))
        elif "<!--" in token.content and token.type in {"html_block", "inline"}:
            spans += _comments(outline, token)
    return spans


def _lines(token: "Token") -> tuple[int, int]:
    first, past = token.map or (0, 0)
    return first, past


def _heading(outline: "Outline", token: "Token", inline: "Token") -> HeadingSpan:
    first, past = _lines(token)
    start, end = outline.line_start(first), outline.line_start(past)
    line = outline.text[start:end]
    column = len(line) - len(line.lstrip(" "))
    return HeadingSpan(start, end, int(token.tag[1:]), inline.content, column)


def _fence(outline: "Outline", token: "Token") -> FenceSpan:
    first, past = _lines(token)
    count = token.content.count("\n")
    start = outline.text.find(token.markup, outline.line_start(first))
    body_start, body_end = outline.line_start(first + 1), outline.line_start(first + 1 + count)
    end = outline.line_start(past)
    return FenceSpan(
        start,
        end,
        info=token.info.strip(),
        content=token.content,
        body_start=body_start,
        body_end=body_end,
        lines=tuple(outline.line_start(first + 1 + line) for line in range(count)),
        closed=first + count + 2 == past,
    )


def _comments(outline: "Outline", token: "Token") -> list[CommentSpan]:
    first, past = _lines(token)
    start, end = outline.line_start(first), outline.line_start(past)
    runs = list(_RUNS.finditer(outline.text, start, end))
    code = token.type == "inline"  # code spans can show a comment; HTML blocks have none
    last_run = {match[0]: match.start() for match in runs if code}
    spans: list[CommentSpan] = []
    opened: int | None = None
    in_code = ""
    for match in runs:
        if in_code:
            in_code = "" if match[0] == in_code else in_code
        elif opened is not None:
            if match[0] == "-->":
                spans.append(CommentSpan(opened, match.end(), closed=True))
                opened = None
        elif match[0] == "<!--":
            opened = match.start()
        elif code and match[0] != "-->" and last_run[match[0]] > match.start():
            in_code = match[0]
    if opened is not None and not code:
        spans.append(CommentSpan(opened, end, closed=False))
    return spans
