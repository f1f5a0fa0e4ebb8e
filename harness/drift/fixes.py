"""The base's commands in the place of the translation's, as edits of the translation."""

from typing import Final

from harness.check.drift_kind import Kind
from harness.drift.drift import BlockDrift
from harness.drift.language_noise import is_foreign, quiet
from harness.fix import Edit, Fix, swap
from harness.parse.page import Page, Segment, Snippet
from harness.source import Location

NOT_COMMANDS: Final = frozenset(
    {Kind.MISSING_BLOCK, Kind.ADDED_BLOCK, Kind.MOVED_BLOCK, Kind.BLOCK_SYNTAX, Kind.TEXT, Kind.EXPECTED_OUTPUT}
)


def fix_of(block: BlockDrift, base: Page, translation: Page, languages: frozenset[str]) -> Fix | None:
    """How the translation's block becomes the base's; ``None`` where more than commands differs, or words would go.

    The whole text of the block where the translation has no words of its own in it, else only the commands without.
    """
    one, other = block.base, block.translation
    if one is None or other is None or set(block.kinds) & NOT_COMMANDS or one.boilerplate or other.boilerplate:
        return None
    edit = _body_edit(one, other, base, translation, languages)
    if edit is not None:
        return Fix(edits=(edit,))
    return _segments_fix(one, other, base, translation, languages)


def _body_edit(one: Snippet, other: Snippet, base: Page, translation: Page, languages: frozenset[str]) -> Edit | None:
    sides = ((one.body_at, one.body, base), (other.body_at, other.body, translation))
    new, old = (_lines(page, at, text.count("\n") + 1) for at, text, page in sides)
    return _edit(old, new, other.body_at, languages)


def _segments_fix(one: Snippet, other: Snippet, base: Page, translation: Page, languages: frozenset[str]) -> Fix | None:
    if len(one.segments) != len(other.segments):
        return None
    edits: list[Edit] = []
    for left, right in zip(one.segments, other.segments, strict=True):
        new, old = _command(left, base), _command(right, translation)
        if left.command != right.command and (edit := _edit(old, new, right.at, languages)) is not None:
            edits.append(edit)
    return Fix(edits=tuple(edits)) if edits else None


def _command(segment: Segment, page: Page) -> list[str]:
    return _lines(page, segment.at, segment.command.count("\n") + 1)


def _lines(page: Page, at: Location, count: int) -> list[str]:
    return page.text.splitlines()[at.line - 1 : at.line - 1 + count]


def _edit(old: list[str], new: list[str], at: Location, languages: frozenset[str]) -> Edit | None:
    """An edit of whole lines, in the translation's indent; ``None`` where that has words or links of its own."""
    text = "\n".join(old)
    if is_foreign(text) or quiet(text, languages) != quiet(text, frozenset()):
        return None
    indent, base_indent = _indent(old), _indent(new)
    moved = [f"{indent}{line.removeprefix(base_indent)}" if line.strip() else "" for line in new]
    return swap(Location(path=at.path, line=at.line), text, "\n".join(moved)).edits[0]


def _indent(lines: list[str]) -> str:
    blanks = [line[: len(line) - len(line.lstrip())] for line in lines if line.strip()]
    return min(blanks, key=len, default="")
