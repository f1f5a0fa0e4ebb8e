# ruff: noqa: RUF001 - other languages have letters of their own
"""Commands that the words above them make optional: their failure is none of the page.

Objects that a page speaks of for example: "for example, to label a `ServiceEntry` named `site`, you could use ...".
Whoever reads it has others, and a command that finds no such object shows its form. What is made "if it's missing", or
as another way to make the same: there it is already.
"""

import re
from typing import Final

from harness.match.thread import Sort, Thing, Thread
from harness.match.verdict import CommandResult, Failure
from harness.plan.alternatives.lead import leads_of, sentences
from harness.plan.alternatives.phrases import phrases
from harness.plan.step import Command, Step
from harness.session.threads.absence import missing_in
from harness.session.threads.losses import THERE_ALREADY

HYPOTHETICAL: Final = re.compile(
    r"\b(?:for (?:example|instance)|e\.\s?g\.|suppose|imagine|let'?s say|you could)\b"
    r"|例如|比如|假设|假如"
    r"|\b(?:наприклад|припустімо|уявіть|уявімо)\b",
    re.IGNORECASE,
)
IF_MISSING: Final = re.compile(
    r"\b(?:if|unless|when)\b[^,]*(?:\b(?:is|are|it'?s|they'?re|that'?s) (?:missing|gone|deleted|absent)\b"
    r"|(?:\bnot|n['\u2019]t)(?: \w+)? (?:exist|there|have|created|made|present|deployed|installed)\b)"
    r"|(?:如果|若).*(?:不存在|尚未|还没有|没有)"
    r"|\bякщо\b.*(?:немає|не існу|відсутн|ще не)",
    re.IGNORECASE,
)


def optional(step: Step, command: Command, result: CommandResult) -> Thread | None:
    """Why the words above a command excuse its failure; ``None`` where they do not."""
    return only_example(step, command, result) or there_already(step, command, result)


def there_already(step: Step, command: Command, result: CommandResult) -> Thread | None:
    """Why what a command makes may be there: the page makes it only if it is not, or says that it is the same."""
    if result.failure is not Failure.STATUS or result.output is None or not THERE_ALREADY.search(result.output.text):
        return None
    if not any(IF_MISSING.search(one) or phrases().alternatively.match(one) for one in said_above(step)):
        return None
    reason = f"not needed, as the page says above line {command.at.line}: it is there already"
    return Thread(cause="", at=command.at, thing=Thing(sort=Sort.OBJECT), unmade=True, absent=reason)


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
    return tuple(one for one in said_above(step) if HYPOTHETICAL.search(one))


def said_above(step: Step) -> tuple[str, ...]:
    snippet = step.snippet
    lead = leads_of(snippet.source, frozenset({snippet.at.line})).get(snippet.at.line)
    return sentences(lead.text) if lead is not None else ()


def is_named(what: Thing, said: tuple[str, ...]) -> bool:
    return any(f"`{what.name}`" in sentence for sentence in said)
