"""Symptoms that a page shows, and that are not there: "If you see the following error", below "Troubleshooting"."""

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import Final

from harness.match.error_patterns import shows_failure
from harness.match.judge import found_nothing
from harness.match.thread import Sort, Thing, Thread
from harness.match.verdict import CommandResult, Failure
from harness.patterns import patterns_in
from harness.plan.step import Command, Step
from harness.run.output import Ended
from harness.session.page.said_around import lead_of, said_above
from harness.session.threads.absence import missing_in
from harness.suggest import same_but_numbers

TITLE: Final = re.compile(r"\A---\n(?:(?!---).*\n)*?title:[ \t]*(.*)\n")
EXACT_CASE: Final = 0
WORD: Final = re.compile(r"[\w.-]{3,}")
CLOSE: Final = 0.8  # of difflib


def absent_symptom(step: Step, command: Command, result: CommandResult) -> Thread | None:
    """Why a command need not print what the page shows; ``None`` where that is no symptom, or something else is wrong.

    A command that fails in another way than the page shows is wrong whatever the page wants to show.
    """
    expected, output = command.expected, result.output
    if expected is None or output is None or output.ended is not Ended.EXITED:
        return None
    works = output.status == 0 and result.failure is Failure.OUTPUT and not is_fault(output.text, command.text)
    if not (works or (found_nothing(output) and result.failure in {Failure.OUTPUT, Failure.STATUS})):
        return None
    shown = is_fault(expected, command.text) or any(says("fault", one) for one in said_above(step)[-1:])
    if not (is_condition(step) or (shown and speaks_of_faults(step))):
        return None
    reason = f"shows a symptom that is not here (line {command.at.line})"
    return Thread(cause="", at=command.at, thing=Thing(sort=Sort.OBJECT), unmade=True, absent=reason)


def needless_remedy(step: Step, command: Command, result: CommandResult) -> Thread | None:
    """Why what a remedy takes away need not be there: the fault that it is for is not. A name may be a slip."""
    if result.failure is not Failure.STATUS or not says("remedy", command.text):
        return None
    if not any(says("heading", one) for one in titles(step)):
        return None
    missing = [one for one in missing_in(result.printed) if one.name]
    words = set(WORD.findall(step.snippet.source))
    if not missing or any(is_slip(one.name.rpartition("/")[2], words) for one in missing):
        return None
    reason = f"mends a fault that is not here (line {command.at.line}): there is no {missing[0]}"
    return Thread(cause="", at=command.at, thing=missing[0], unmade=True, absent=reason)


def is_slip(name: str, words: Collection[str]) -> bool:
    """Whether a page has another word that a name is nearly the same as."""
    plain = name.strip("./-")
    others = [one for one in words if one.strip("./-") != plain and not same_but_numbers(one, plain)]
    return bool(get_close_matches(plain, others, 1, CLOSE))


def says(what: str, text: str) -> bool:
    return patterns_in("harness.session.page", "symptom.toml")[what].search(text) is not None


def is_condition(step: Step) -> bool:
    """Whether the sentence above a block makes what it shows a condition."""
    return any(says("condition", one) for one in said_above(step)[-1:])


def is_fault(text: str, command: str) -> bool:
    """Whether an output is that of a command that fails, or of an object that is not well."""
    unwell = patterns_in("harness.session.page", "symptom.toml", EXACT_CASE)["unwell"]
    return shows_failure(text, command) or unwell.search(text) is not None


def speaks_of_faults(step: Step) -> bool:
    """Whether the words above a block say that what it shows may come, or stand in a part about faults."""
    return any(says("perhaps", one) for one in said_above(step)) or any(says("heading", one) for one in titles(step))


def titles(step: Step) -> Iterator[str]:
    """The title of a page, and the headings that a block is below."""
    lead = lead_of(step)
    yield from (one.text for one in lead.headings) if lead is not None else ()
    if (front := TITLE.match(step.snippet.source)) is not None:
        yield front[1].strip("\"' ")
