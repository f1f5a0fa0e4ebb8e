"""Commands that a page shows in a form that is not read, so that nobody takes them for tested.

Known by a prompt at the start of a line outside any block that is read, by a fence that Markdown sees as indented code
(as below ``=== "Linux"``), and by a shortcode of the site's own that names a shell syntax.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from harness.diagnostic import Diagnostic
from harness.parse.blocks.line_kind import is_common
from harness.parse.blocks.syntaxes import SHELLS
from harness.parse.codes import UNREAD_COMMANDS
from harness.parse.markdown.offsets import Lines
from harness.parse.markdown.parts import Fence, Part, RawBlock
from harness.parse.page import Snippet
from harness.parse.page_scan import Scan
from harness.parse.shortcodes.tag import Role, Tag
from harness.sites.shortcode import ShortcodeRole

_SHELL: Final = "|".join(sorted(SHELLS))
COMMANDS: Final = re.compile(rf"^[ \t>]*(?:\$[ \t]+[A-Za-z_./~]|[ \t](?:```|~~~)[ \t{{.]*(?:{_SHELL})\b)", re.MULTILINE)
"""A prompt with a command, or an indented fence of commands."""
_BARE: Final = re.compile(r"^[ \t>]*[ \t](?:```|~~~)[ \t]*\n(?P<call>[^\n]+)", re.MULTILINE)
"""An indented fence that names no syntax, with its first line."""
_PROMPT: Final = re.compile(r"^[ \t]*\$[ \t]+[A-Za-z_./~]", re.MULTILINE)
_PROSE: Final = (".", ":", "!", "?", ",", ";", "`")
_SYNTAX: Final = ("lang", "language", "syntax", "codelang", "type")  # arguments of other sites' shortcodes
_READ: Final = frozenset({ShortcodeRole.BLOCK, ShortcodeRole.TABS, ShortcodeRole.TAB})
_MOST: Final = 5  # lines that a finding names


def unread_commands(page: Scan, snippets: Sequence[Snippet]) -> Iterator[Diagnostic]:
    """At most one finding: where the first such commands are, and where more are."""
    lines = page.lines
    offsets = [*_in_prose(lines.text, page.start, page.parts), *_in_shortcodes(page)]
    if not any(snippet.segments for snippet in snippets):
        offsets += _in_other_fences(page.parts)
    numbers = sorted({lines.number(offset) + 1 for offset in offsets})
    if numbers:
        yield _found(lines, numbers)


def _in_prose(text: str, start: int, parts: Sequence[Part]) -> Iterator[int]:
    position = start
    for end, following in [*((part.start, part.end) for part in parts), (len(text), len(text))]:
        if end > position:
            yield from _one_a_block(text, position, end)
        position = max(position, following)


def _one_a_block(text: str, start: int, end: int) -> Iterator[int]:
    """Where commands start; of neighbouring lines the first."""
    before = -2
    offsets = {match.start() for match in COMMANDS.finditer(text, start, end)}
    offsets.update(match.start() for match in _BARE.finditer(text, start, end) if is_common(match["call"]))
    for offset in sorted(offsets):
        line = text.count("\n", start, offset)
        if line > before + 1:
            yield offset
        before = line


def _in_shortcodes(page: Scan) -> Iterator[int]:
    """Shortcodes around something in a shell syntax that no other part of this package reads."""
    closed = {part.name for part in page.parts if isinstance(part, Tag) and part.role is Role.CLOSE}
    for part in page.parts:
        tag = part.opening if isinstance(part, RawBlock) else part
        if not isinstance(tag, Tag) or tag.role is not Role.OPEN or page.site.role(tag.name) in _READ:
            continue
        named = {tag.named.get(name, "") for name in _SYNTAX}
        paired = isinstance(part, RawBlock) or tag.name in closed
        if paired and (SHELLS & {*tag.positional, *named} or _holds_calls(page.lines, tag)):
            yield tag.start


def _holds_calls(lines: Lines, tag: Tag) -> bool:
    """Whether below a tag, up to the next one, are calls of what pages are about, and no prose."""
    if not lines.alone(tag.start, tag.end):
        return False
    inside = lines.text[tag.end : lines.text.find("{{", tag.end)].strip().split("\n")
    return all(is_common(line) and not line.endswith(_PROSE) for line in inside)


def _in_other_fences(parts: Sequence[Part]) -> Iterator[int]:
    """Fences without a shell's syntax whose lines have prompts."""
    return (
        part.start
        for part in parts
        if isinstance(part, Fence) and "{{<" not in part.content and _PROMPT.search(part.content)
    )


def _found(lines: Lines, numbers: Sequence[int]) -> Diagnostic:
    more = [str(number) for number in numbers[1 : _MOST + 1]]
    rest = f" and {len(numbers) - 1 - _MOST} more" if len(numbers) - 1 > _MOST else ""
    also = f"; likewise line{'s' * (len(more) > 1)} {', '.join(more)}{rest}" if more else ""
    return UNREAD_COMMANDS.found(
        lines.at(numbers[0] - 1),
        f"these commands are in no block that is read, so they are not run{also}",
        expected="{{< text bash >}}, or a fence with the syntax bash or console that is not indented as code",
        remedy="write them as such a block, or in one of syntax 'text' if they are only to be read",
    )
