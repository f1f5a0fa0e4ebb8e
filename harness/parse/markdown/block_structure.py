"""Markdown's own structure of an outline: headings, fences and comments, found by markdown-it-py.

Only block rules that tell these three from the rest are switched on, and nothing is read inside a paragraph. Lists and
quotes matter only where something stands in them; most pages have nothing there but text and blocks of shortcodes. They
are flat: a line that starts with ``#`` is a heading or not by itself, so that only such lines are asked about, which
takes a tenth of the time.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from harness.parse.markdown.masked_text import Outline
from harness.parse.markdown.parts import Comment, Fence, HeadingLine, MarkdownPart

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_RULES: Final = ("heading", "fence", "code", "blockquote", "hr", "list", "html_block", "lheading")
_NOT_FLAT: Final = re.compile(
    r"""
      ^[ \t>*+\-\d.)]+\#           # a heading that is indented, or after a list's or a quote's mark
    | ^[ \t>*+\-\d.)]*(?:```|~~~|<)  # a fence, HTML
    | ^[ \t>]*(?:-+|=+)[ \t]*$     # what may underline a heading
    | <!--
    """,
    re.MULTILINE | re.VERBOSE,
)
_HASH: Final = re.compile(r"^#.*\n?", re.MULTILINE)
_CODE: Final = re.compile(r"^(?: {4}|\t)[ \t]*\S", re.MULTILINE)
_MARK: Final = re.compile(r"[ ]{0,3}(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)$")
_RUNS: Final = re.compile(r"`+|<!--|-->")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndentedCode:
    """Which of it is read: what is typed into a shell, and, with ``fences``, fences that a site sees in it."""

    is_typed: Callable[[Sequence[str]], bool]
    fences: bool = False


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - takes 30 ms, which those who read no page need not wait for

    return MarkdownIt("zero", {"html": True}).enable(list(_RULES))


def _tokens(text: str) -> list["Token"]:
    tokens: list[Token] = []
    _parser().block.parse(text, _parser(), {}, tokens)
    return tokens


def structure(outline: Outline, code: IndentedCode | None = None) -> list[MarkdownPart]:
    """Headings, fences and comments in order; indented code is a fence where ``code`` wants it."""
    if _NOT_FLAT.search(outline.text) or (code is not None and _CODE.search(outline.text)):
        return nested_structure(outline, code)
    return flat_structure(outline)


def flat_structure(outline: Outline) -> list[MarkdownPart]:
    """Likewise where lines that start with ``#`` are all that matters."""
    lines = list(_HASH.finditer(outline.text))
    tokens = _tokens("".join(line[0] for line in lines))
    return [
        _heading(outline, token, tokens[index + 1].content, *lines[_lines(token)[0]].span())
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def nested_structure(outline: Outline, code: IndentedCode | None = None) -> list[MarkdownPart]:
    """Likewise for any text."""
    tokens = _tokens(outline.text)
    parts: list[MarkdownPart] = []
    untyped: list[Fence] = []  # code that may show what typed code prints
    typed = False
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            first, past = _lines(token)
            place = outline.line_start(first), outline.line_start(past)
            parts.append(_heading(outline, token, tokens[index + 1].content, *place))
        elif token.type == "fence":
            parts.append(_fence(outline, token))
        elif token.type == "code_block" and code is not None:
            found = list(_indented(outline, token, code))
            typed = typed or bool(found)
            untyped += [] if found else [_whole(outline, token)]
            parts += found
        elif "<!--" in token.content and token.type in {"html_block", "inline"}:
            parts += _comments(outline, token, after=parts[-1].end if parts else 0)
    return sorted((*parts, *untyped), key=lambda part: part.start) if typed and untyped else parts


def _lines(token: "Token") -> tuple[int, int]:
    first, past = token.map or (0, 0)
    return first, past


def _heading(outline: Outline, token: "Token", text: str, start: int, end: int) -> HeadingLine:
    line = outline.text[start:end]
    column = len(line) - len(line.lstrip(" "))
    return HeadingLine(outline.before_hole(start), outline.before_hole(end), int(token.tag[1:]), text, column)


def _fence(outline: Outline, token: "Token") -> Fence:
    first, past = _lines(token)
    count = token.content.count("\n")
    *line_starts, body_end = (outline.before_hole(outline.line_start(first + 1 + line)) for line in range(count + 1))
    return Fence(
        start=outline.after_hole(outline.text.find(token.markup, outline.line_start(first))),
        end=outline.before_hole(outline.line_start(past)),
        info=token.info.strip(),
        content=token.content,
        body_start=line_starts[0] if line_starts else body_end,
        body_end=body_end,
        line_starts=tuple(line_starts),
        closed=first + count + 2 == past,
    )


def _indented(outline: Outline, token: "Token", code: IndentedCode) -> Iterator[Fence]:
    """The fences that indented code holds, or the code itself if it is typed into a shell."""
    first, _ = _lines(token)
    lines = _code_lines(token)
    marks = [index for index, line in enumerate(lines) if _MARK.match(line)]
    if not marks and code.is_typed(lines):
        yield _whole(outline, token)
    index = 0
    while code.fences and index < len(lines):
        opening = _MARK.match(lines[index])
        end = index if opening is None else _closing(lines, index, opening["mark"])
        if opening is not None:
            yield _of_lines(outline, lines, first, (index + 1, end), opening["info"].strip())
        index = end + 1


def _whole(outline: Outline, token: "Token") -> Fence:
    lines = _code_lines(token)
    return _of_lines(outline, lines, _lines(token)[0], (0, len(lines)))


def _code_lines(token: "Token") -> list[str]:
    first, past = _lines(token)
    return token.content.split("\n")[: past - first]


def _closing(lines: Sequence[str], opening: int, mark: str) -> int:
    closing = re.compile(rf"[ ]*{re.escape(mark)}{re.escape(mark[0])}*[ \t]*$")
    return next((index for index in range(opening + 1, len(lines)) if closing.match(lines[index])), len(lines))


def _of_lines(
    outline: Outline, lines: Sequence[str], first: int, body: tuple[int, int], info: str | None = None
) -> Fence:
    """Lines of indented code as a fence; without ``info`` there are no marks around them."""
    start, end = body
    places = [outline.before_hole(outline.line_start(first + index)) for index in range(start, end + 1)]
    marked = info is not None
    return Fence(
        start=outline.before_hole(outline.line_start(first + start - marked)),
        end=outline.before_hole(outline.line_start(first + min(end + marked, len(lines)))),
        info=info or "",
        content="".join(f"{line}\n" for line in lines[start:end]),
        body_start=places[0],
        body_end=places[-1],
        line_starts=tuple(places[:-1]),
        closed=True,
    )


def _comments(outline: Outline, token: "Token", *, after: int) -> Iterator[Comment]:
    """The comments of an HTML block or a paragraph that no part found before holds."""
    first, past = _lines(token)
    start, end = outline.line_start(first), outline.line_start(past)
    runs = list(_RUNS.finditer(outline.text, start, end))
    code = token.type == "inline"  # code spans can show a comment; HTML blocks have none
    last_run = {match[0]: match.start() for match in runs if code}
    opened: int | None = None
    in_code = ""
    for match in runs:
        if in_code:
            in_code = "" if match[0] == in_code else in_code
        elif opened is not None:
            if match[0] == "-->":
                yield Comment(opened, outline.before_hole(match.end()), closed=True)
                opened = None
        elif match[0] == "<!--":
            place = outline.after_hole(match.start())
            opened = place if place >= after else None
        elif code and match[0] != "-->" and last_run[match[0]] > match.start():
            in_code = match[0]
    if opened is not None and not code:
        yield Comment(opened, outline.before_hole(end), closed=False)
