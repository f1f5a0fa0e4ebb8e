"""Two blocks compared by what they do, then by what they show."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from harness.check.drift_kind import Kind
from harness.drift.compare_commands import compare_commands, same_command
from harness.drift.compare_manifests import compare_bodies, compare_lines
from harness.drift.drift import Change
from harness.drift.language_noise import prose_alike
from harness.drift.sequence_alignment import align
from harness.drift.words import tokens
from harness.match.lines.elided import elided
from harness.match.rules import ALL_RULES
from harness.parse.page import Segment, Snippet
from harness.settings import tolerance

WORD: Final = re.compile(r"[\w./:@-]+")
DATA: Final = frozenset({"yaml", "yml", "json"})
WHOLE: Final = ALL_RULES - {tolerance.CUT}
"""An output whose last row is missing says something else, unless ``...`` stands there."""
MOST_WORDS: Final = 400
"""Of a block; a longer one is told from others by its beginning."""


def compare(base: Snippet, translation: Snippet, languages: frozenset[str]) -> tuple[Change, ...]:
    """What the translation's block does or shows otherwise; empty when nothing that matters differs."""
    if (
        base.body == translation.body
        and base.syntax == translation.syntax
        and _expected(base) == _expected(translation)
    ):
        return ()
    if base.body.strip() and translation.body.strip() and bool(commands_of(base)) != bool(commands_of(translation)):
        return (_other_syntax(base, translation),)
    if base.segments or translation.segments:
        return tuple(_segments(base, translation, languages))
    if {base.syntax, translation.syntax} & DATA:
        return tuple(compare_bodies(base.body, translation.body, languages))
    return tuple(compare_lines(base.body, translation.body, languages, kind=Kind.TEXT))


def _expected(snippet: Snippet) -> list[str | None]:
    return [segment.expected for segment in snippet.segments]


def _other_syntax(base: Snippet, translation: Snippet) -> Change:
    return Change(kind=Kind.BLOCK_SYNTAX, base=base.syntax, translation=translation.syntax)


def commands_of(snippet: Snippet) -> tuple[Segment, ...]:
    """The segments that do something: a comment at a prompt does not."""
    return tuple(segment for segment in snippet.segments if tokens(segment.command))


def _segments(base: Snippet, translation: Snippet, languages: frozenset[str]) -> Iterator[Change]:
    left, right = commands_of(base), commands_of(translation)
    pairs = align(left, right, lambda one, other: _likeness(one, other, languages), least=0.3)
    lost = [left[i] for i, j in pairs if i is not None and j is None]
    new = [right[j] for i, j in pairs if j is not None and i is None]
    for segment in lost:
        moved = next((other for other in new if same_command(segment.command, other.command, languages)), None)
        if moved is not None:
            new.remove(moved)
        kind = Kind.MISSING_COMMAND if moved is None else Kind.COMMAND_ORDER
        yield Change(kind=kind, base=segment.command, translation="" if moved is None else moved.command)
    for segment in new:
        yield Change(kind=Kind.ADDED_COMMAND, translation=segment.command)
    for i, j in pairs:
        if i is not None and j is not None:
            yield from compare_commands(left[i].command, right[j].command, languages)
            yield from _outputs(left[i].expected, right[j].expected, languages)


def _likeness(base: Segment, translation: Segment, languages: frozenset[str]) -> float:
    if base.command == translation.command:
        return 1.0
    if same_command(base.command, translation.command, languages):
        return 0.99
    return min(0.95, likeness(base.command, translation.command))


def _outputs(base: str | None, translation: str | None, languages: frozenset[str]) -> Iterator[Change]:
    if base == translation or base is None or translation is None:
        if base != translation:
            yield Change(kind=Kind.EXPECTED_OUTPUT, base=base or "", translation=translation or "")
        return
    found = tuple(compare_lines(base, translation, languages, kind=Kind.EXPECTED_OUTPUT))
    if found and not prose_alike(base, translation) and not agree(base, translation):
        yield from found


def agree(base: str, translation: str) -> bool:
    """Whether one output could be that of a run and the other what is expected of it: ages, addresses, gaps."""
    return elided(base, translation, rules=WHOLE).agrees or elided(translation, base, rules=WHOLE).agrees


@lru_cache(maxsize=16384)
def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text)[:MOST_WORDS])


def likeness(base: str, translation: str) -> float:
    """From 0 to 1: the part of words that both texts have."""
    left, right = words(base), words(translation)
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0
