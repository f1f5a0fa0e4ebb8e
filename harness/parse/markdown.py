"""Markdown's own structure of an outline: headings, fences and comments, found by markdown-it-py.

Only block rules that tell these three from the rest are switched on, and nothing is read inside a paragraph. Lists and
quotes matter only where something stands in them; most pages have nothing there but text and blocks of shortcodes, and
are read in half the time without these rules.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from harness.parse.outline import Outline

_FLAT: Final = ("heading", "fence")
_NESTED: Final = (*_FLAT, "code", "blockquote", "hr", "list", "html_block", "lheading")
_SOMETHING_NESTED: Final = re.compile(
    r"""
      ^[ \t>*+\-\d.)]+(?:\#|```|~~~)   # a heading or a fence that is indented, or after a list's or a quote's mark
    | ^[ \t>*+\-\d.)]*<                # HTML
    | ^[ \t>]*(?:-+|=+)[ \t]*$         # what may underline a heading
    | <!--
    """,
    re.MULTILINE | re.VERBOSE,
)
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

    return MarkdownIt("zero", {"html": True}).enable(list(rules))


def structure(outline: "Outline", *, nested: bool | None = None) -> list[Span]:
    """Headings, fences and comments in order; ``nested`` can say that all rules are wanted."""
    tokens: list[Token] = []
    if nested is None:
        nested = _SOMETHING_NESTED.search(outline.text) is not None
    parser = _parser(_NESTED if nested else _FLAT)
    parser.block.parse(outline.text, parser, {}, tokens)
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
