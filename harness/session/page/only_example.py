"""Objects that a page speaks of for example: "for example, to label a `ServiceEntry` named `site`, you could use ...".

Whoever reads it has others. A command that finds no such object shows its form, and is no failure of the page.
"""

import re
from typing import Final

from harness.match.thread import Sort, Thing, Thread
from harness.match.verdict import CommandResult, Failure
from harness.plan.alternatives.lead import leads_of, sentences
from harness.plan.step import Command, Step
from harness.session.threads.absence import missing_in

HYPOTHETICAL: Final = re.compile(
    r"\b(?:for (?:example|instance)|e\.\s?g\.|suppose|imagine|let'?s say|you could)\b"
    r"|例如|比如|假设|假如"
    r"|\b(?:наприклад|припустімо|уявіть|уявімо)\b",
    re.IGNORECASE,
)


def only_example(step: Step, command: Command, result: CommandResult) -> Thread | None:
    """Why an object that is not there need not be; ``None`` where the page does not speak of it for example."""
    if result.failure is not Failure.STATUS or result.output is None:
        return None
    missing = [one for one in missing_in(result.output.text) if one.sort is Sort.OBJECT and one.name]
    said = examples_above(step)
    if not missing or not all(is_named(one, said) and one.name in command.text for one in missing):
        return None
    what = missing[0]
    reason = f"only an example (line {command.at.line}): nothing here makes {what.kind} {what.name}"
    return Thread(cause="", at=command.at, thing=what, unmade=True, absent=reason)


def examples_above(step: Step) -> tuple[str, ...]:
    """The sentences right above a block that speak of something for example."""
    snippet = step.snippet
    lead = leads_of(snippet.source, frozenset({snippet.at.line})).get(snippet.at.line)
    return tuple(one for one in sentences(lead.text) if HYPOTHETICAL.search(one)) if lead is not None else ()


def is_named(what: Thing, said: tuple[str, ...]) -> bool:
    return any(f"`{what.name}`" in sentence for sentence in said)
