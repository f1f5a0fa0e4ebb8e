"""A command's expected output against what it printed."""

import re
from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches
from typing import Any, Final

from harness.errors import SettingsError
from harness.extensions.manager import BUILT_IN, origin_of
from harness.extensions.packages import RAISED, reason_of
from harness.extensions.value_check import misfits
from harness.match.documents.description import description
from harness.match.documents.excerpt import excerpt
from harness.match.documents.own_config import own_config
from harness.match.documents.part import part_of_document
from harness.match.headline import telling
from harness.match.infer import infer
from harness.match.lines.line import agreed
from harness.match.lines.own_machine import of_machine, with_own_folders, with_words_of_here
from harness.match.lines.text import lines_of
from harness.match.lines.tolerant import exact
from harness.match.match import LEFT_OUT, Mark, Match
from harness.match.matchers import Matcher, matchers
from harness.match.ordering import rules_by_command
from harness.match.tables.table_search import has_table
from harness.match.watched_table import settled_table, watched_table
from harness.parse.comment_output import without_remarks
from harness.plan.step import Command, Stay
from harness.plan.vacuous import proves_nothing
from harness.programs.invocation import invocation
from harness.settings import tolerance
from harness.shell.script_reader import read_script

NOTHING_EXPECTED = Match(matcher="none", agrees=True)
FAILED: Final = "failed"
"""``matcher`` of a comparison that could not be made."""


def compare(
    command: Command, output_text: str, *, output_syntax: str | None = None, rules: tolerance.Tolerances | None = None
) -> Match:
    """The comparison by the command's matcher, or by the one that its expected output's shape asks for.

    ``rules`` are the tolerance rules that hold, ``None`` for all. Without an expected output everything agrees, by no
    matcher.
    """
    if command.expected is None:
        return NOTHING_EXPECTED
    holding = (tolerance.all_tolerances() if rules is None else rules) - rules_by_command(command.text)
    holding |= volatile(command.text, holding)
    off = tuple(one.name for one in tolerance.all_tolerances() - holding)
    if command.matcher != "regex" and proves_nothing(command.expected):
        return replace(anything(command.expected), off=off)
    name = command.matcher or infer(command.expected, output_syntax, prints=command.prints)
    found = compared(name, command.expected, output_text, holding)
    if command.part and not command.matcher:
        found = as_part(found)
    if not command.matcher:
        found = in_other_ways(command, command.expected, output_text, found, rules=holding)
    if not found.agrees and command.stays is Stay.WATCHES and has_table(command.expected):
        found = watched_table(command.expected, output_text, found, rules=holding)
        found = found if found.agrees else settled_table(command.expected, output_text, found, rules=holding)
    if not found.agrees and not command.matcher:
        owned = with_own_folders(command.expected, output_text) if tolerance.FILE in holding else command.expected
        owned = with_words_of_here(owned, output_text) if tolerance.MACHINE in holding else owned
        for other in filter(None, (above_remarks(command.expected), owned if owned != command.expected else "")):
            shown = compare(replace(command, expected=other), output_text, output_syntax=output_syntax, rules=rules)
            found = shown if shown.score > found.score else found
    return replace(found, chosen=name, off=off, custom=holding.custom)


def in_other_ways(
    command: Command, expected: str, output_text: str, found: Match, *, rules: tolerance.Tolerances
) -> Match:
    """The comparison, or the first that agrees by what such a command prints: a part, or what is of the machine."""
    ways: tuple[Callable[[], Match | None], ...] = (
        lambda: excerpt(expected, output_text, rules=rules),
        lambda: part_of_document(expected, output_text, rules=rules) if command.part else None,
        lambda: description(expected, output_text, rules=rules) if command.part else None,
        lambda: own_config(command.text, expected, output_text, rules=rules),
        lambda: of_machine(command.text, expected, output_text, rules=rules),
    )
    for shown in ways:
        if not found.agrees:
            found = shown() or found
    return found


def volatile(command: str, rules: tolerance.Tolerances) -> frozenset[tolerance.Tolerance]:
    """What is known to differ in the outputs of the programs that a text calls, by rules that hold."""
    names = {rule.name for rule in rules}
    return frozenset(
        tolerance.Tolerance(name=known.rule, pattern=pattern)
        for call in read_script(command).calls
        for known in invocation(call.words).profile.volatile
        if known.rule in names and re.search(known.when, " ".join(call.words))
        for pattern in known.patterns
    )


def above_remarks(expected: str) -> str:
    """What is above comments at the end of an expected output: prose, unless they are printed. Empty without any."""
    lines = expected.splitlines()
    kept = without_remarks(lines)
    return "\n".join(kept) if 0 < len(kept) < len(lines) else ""


def compared(name: str, expected: str, actual: str, rules: tolerance.Tolerances) -> Match:
    """What the matcher says. One of a plug-in that fails agrees with nothing; one that says no lines shows them all."""
    compare_with, whose = matcher(name), origin_of("harness_matchers", name)
    try:
        match = compare_with(expected, actual, rules=rules)
        reason = "" if whose == BUILT_IN else _odd_match(match, len(expected.splitlines()))
    except RAISED as error:
        if whose == BUILT_IN:
            raise
        reason = reason_of(error)
    if reason:
        return Match(matcher=FAILED, agrees=False, telling=f"the matcher {name!r} of {whose} failed: {reason}", score=0)
    return match if match.agrees or match.differences else with_lines(match, expected, actual)


def _odd_match(found: Any, lines: int) -> str:
    """What is wrong with the result of a plug-in's matcher for so many expected lines; empty if nothing is."""
    if not isinstance(found, Match):
        return f"it returned {found!r}, and not a Match"
    wrong = next(misfits(found, "Match"), "") or next(
        (
            f"its differences have line {one.line} of {lines}: lines of the expected output, or no differences"
            for one in found.differences
            if one.line is not None and not 1 <= one.line <= lines
        ),
        "",
    )
    return wrong and f"it returned a Match, and {wrong}"


def with_lines(found: Match, expected: str, actual: str) -> Match:
    """A comparison that fails, with the lines that are not the same."""
    lines = exact(expected, actual)
    score = min(found.score, lines.score)
    return replace(found, differences=lines.differences, telling=found.telling or lines.telling, score=score)


def as_part(found: Match) -> Match:
    """A comparison in which lines that the page does not show are accepted: it agrees if all that it shows is there."""
    marks = {one.mark for one in found.differences if one.mark is Mark.EXTRA or one.line is not None}
    if found.agrees or Mark.EXTRA not in marks or marks <= {Mark.EXTRA, Mark.MISSING}:
        return found  # of an output that has nothing of what is shown, no line is beside it
    accepted = tuple(
        replace(one, mark=Mark.ACCEPTED, expected=LEFT_OUT, rules=(tolerance.ELISION.name,))
        if one.mark is Mark.EXTRA
        else one
        for one in found.differences
    )
    if marks & {Mark.WRONG, Mark.MISSING}:
        told = telling(accepted) if found.matcher == "tolerant" else found.telling
        return replace(found, differences=accepted, telling=told)
    return replace(found, agrees=True, differences=accepted, telling="", score=1.0)


def anything(expected: str) -> Match:
    """Agreement with an expected output that is only placeholders: whatever was printed."""
    differences = tuple(agreed(line, LEFT_OUT, (tolerance.ELISION.name,)) for line in lines_of(expected))
    return Match(matcher="elided", agrees=True, differences=differences, vacuous=True, chosen="elided")


def matcher(name: str) -> Matcher:
    """A matcher by its name; ``SettingsError`` with the nearest name where there is none."""
    known = matchers()
    if name not in known:
        near = get_close_matches(name, known, n=1)
        raise SettingsError(
            f"unknown matcher '{name}'",
            expected=f"one of {', '.join(known)}",
            remedy=f"did you mean '{near[0]}'?" if near else "leave it out: the output's shape chooses one",
        )
    return known[name].compare
