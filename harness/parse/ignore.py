"""``<!-- harness: ignore CODE -- reason -->``, and what other such comments say about the block below them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from harness.parse.markdown.offsets import Lines
from harness.parse.markdown.parts import Comment, Part
from harness.parse.page import Ignore
from harness.parse.page_scan import Scan
from harness.parse.shortcodes.tag import Role, Tag

_IGNORE: Final = re.compile(r"<!--\s*harness:\s*ignore(?![\w=-])(.*?)-->", re.DOTALL)
_REASON: Final = re.compile(r"(?:^|\s)(?:--|[\u2013\u2014])(?:\s|$)")
_BLANK_LINE: Final = re.compile(r"[ \t]*\r?\n[ \t]*(?:\r?\n|\Z)")
_PARAGRAPH_END: Final = re.compile(r"\n[ \t]*(?:\r?\n|\Z)")
_SPACE: Final = re.compile(r"\s*")
_HARNESS: Final = re.compile(r"<!--\s*harness:(.*?)-->", re.DOTALL)
_PAIR: Final = re.compile(r"""([\w.-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?""")


def ignores_in(scan: Scan) -> Iterator[Ignore]:
    for index, part in enumerate(scan.parts):
        found = isinstance(part, Comment) and _IGNORE.fullmatch(scan.lines.text, part.start, part.end)
        if found:
            codes, reason = split_reason(found[1])
            at = scan.lines.location(part.start)
            if _at_top(scan, index):
                yield Ignore(at=at, codes=codes, reason=reason, whole=True)
            else:
                first, last = _block(scan, index)
                yield Ignore(at=at, codes=codes, reason=reason, first=first, last=last)


def split_reason(text: str) -> tuple[tuple[str, ...], str]:
    """The codes, with blanks or commas between them, and the reason behind the dashes."""
    codes, _, reason = _REASON.sub("\0", text.strip(), count=1).partition("\0")
    return tuple(codes.replace(",", " ").split()), " ".join(reason.split())


def is_ignore(text: str) -> bool:
    return _IGNORE.fullmatch(text) is not None


def _at_top(scan: Scan, index: int) -> bool:
    """Nothing but comments comes before it, and a blank line after it."""
    text, start = scan.lines.text, scan.start
    for part in scan.parts[:index]:
        if not isinstance(part, Comment) or text[start : part.start].strip():
            return False
        start = part.end
    own = scan.parts[index]
    return not text[start : own.start].strip() and _BLANK_LINE.match(text, own.end) is not None


def _block(scan: Scan, index: int) -> tuple[int, int]:
    """The lines, from 1, of what comes below: a block, a pair of tags with all between them, or a paragraph."""
    lines = scan.lines
    start = _skip(lines.text, scan.parts[index].end)
    rest = scan.parts[index + 1 :]
    while rest and isinstance(rest[0], Comment) and rest[0].start <= start:
        start, rest = _skip(lines.text, rest[0].end), rest[1:]
    if rest and lines.start(rest[0].start) <= lines.start(start) and not lines.text[start : rest[0].start].strip():
        end = _end(rest)
    else:
        stop = _PARAGRAPH_END.search(lines.text, start)
        end = len(lines.text) if stop is None else stop.start()
    return lines.location(start).line, lines.location(max(start, end - 1)).line


def _skip(text: str, offset: int) -> int:
    blank = _SPACE.match(text, offset)
    return offset if blank is None else blank.end()


def _end(parts: Sequence[Part]) -> int:
    """Where the first part ends: a tag that is opened, at the tag that closes it."""
    first = parts[0]
    depth = 0
    for part in parts if isinstance(first, Tag) and first.role is Role.OPEN else ():
        if isinstance(part, Tag) and isinstance(first, Tag) and part.name == first.name:
            depth += {Role.OPEN: 1, Role.CLOSE: -1}.get(part.role, 0)
            if depth == 0:
                return part.end
    return first.end


def comment_attributes(lines: Lines, comment: Comment | None, start: int) -> Mapping[str, str]:
    """Attributes of the block that starts at an offset, by the last comment before it."""
    if comment is None or lines.text[comment.end : start].strip():
        return {}
    match = _HARNESS.fullmatch(lines.text, comment.start, comment.end)
    if match is None or is_ignore(match[0]):
        return {}
    return {key: double or single or bare or "true" for key, double, single, bare in _PAIR.findall(match[1])}
