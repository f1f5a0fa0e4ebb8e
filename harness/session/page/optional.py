"""Commands that the words above them make optional: their failure is none of the page.

Objects that a page speaks of for example: "for example, to label a `ServiceEntry` named `site`, you could use ...".
Whoever reads it has others, and a command that finds no such object shows its form. What is made "if it's missing", or
as another way to make the same: there it is already. A name that only says of what it is, ``pod-name``, stands for one
of the reader's own.
"""

import re

from harness.match.thread import Sort, Thing, Thread
from harness.match.verdict import CommandResult, Failure
from harness.patterns import patterns_in
from harness.plan.alternatives.phrases import phrases
from harness.plan.step import Command, Step
from harness.session.page.said_around import said_above
from harness.session.page.symptom import absent_symptom, needless_remedy
from harness.session.threads.absence import missing_in
from harness.session.threads.losses import THERE_ALREADY


def says(what: str, text: str) -> bool:
    """Whether a text has a phrase of ``optional.toml``."""
    return patterns_in("harness.session.page", "optional.toml")[what].search(text) is not None


def optional(step: Step, command: Command, result: CommandResult) -> Thread | None:
    """Why the words above a command excuse its failure; ``None`` where they do not."""
    rules = (only_example, there_already, stand_in, absent_symptom, needless_remedy)
    return next((thread for rule in rules if (thread := rule(step, command, result)) is not None), None)


def there_already(step: Step, command: Command, result: CommandResult) -> Thread | None:
    """Why what a command makes may be there: the page makes it only if it is not, or says that it is the same."""
    if result.failure is not Failure.STATUS or not THERE_ALREADY.search(result.printed):
        return None
    if not any(says("if_missing", one) or phrases().alternatively.match(one) for one in said_above(step)):
        return None
    reason = f"not needed, as the page says above line {command.at.line}: it is there already"
    return Thread(cause="", at=command.at, thing=Thing(sort=Sort.OBJECT), unmade=True, absent=reason)


def only_example(step: Step, command: Command, result: CommandResult) -> Thread | None:
    """Why an object that is not there need not be; ``None`` where the page does not speak of it for example."""
    if result.failure is not Failure.STATUS:
        return None
    missing = [one for one in missing_in(result.printed) if one.sort is Sort.OBJECT and one.name]
    said = tuple(one for one in said_above(step) if says("hypothetical", one))
    if not missing or not all(is_named(one, said) and one.name in command.text for one in missing):
        return None
    what = missing[0]
    reason = f"only an example (line {command.at.line}): nothing here makes {what.kind} {what.name}"
    return Thread(cause="", at=command.at, thing=what, unmade=True, absent=reason)


def stand_in(step: Step, command: Command, result: CommandResult) -> Thread | None:
    """Why nothing has the name that a command uses; ``None`` for a name that is more than a word for what it is of."""
    if result.failure is not Failure.STATUS:
        return None
    for thing in missing_in(result.printed):
        kind = re.escape(thing.kind or str(thing.sort).split()[-1])
        named = rf"(?:[a-z]+-)*{kind}-?name|name-of-(?:[a-z]+-)*{kind}|your-[\w.-]+"
        of_reader = any(says("of_the_reader", one) for one in said_above(step))
        own = rf"|(?:my|some|a|the)-(?:[a-z]+-)*{kind}" if of_reader else ""
        told = f"|{re.escape(thing.name)}" if thing.name and says("to_change", command.documented) else ""
        found = re.search(rf"(?<![\w./-])(?:{named}{own}{told})(?![\w-])", command.text)
        if found is None or thing.name not in {"", found[0]} or is_made(found[0], step.snippet.source):
            continue
        reason = f"needs a value for {found[0]} (line {command.at.line}): no {thing.kind or thing.sort} has this name"
        return Thread(cause="", at=command.at, thing=thing, unmade=True, absent=reason)
    return None


def is_made(name: str, page: str) -> bool:
    """Whether a manifest or a command of a page gives something the name."""
    return (
        re.search(rf"\bname: *[\"']?{re.escape(name)}\b|\b(?:create|run|install|new)\b.*(?<!-){name}\b", page)
        is not None
    )


def is_named(what: Thing, said: tuple[str, ...]) -> bool:
    return any(f"`{what.name}`" in sentence for sentence in said)
