"""Commands that the words above them make optional: their failure is none of the page.

Objects that a page speaks of for example: "for example, to label a `ServiceEntry` named `site`, you could use ...".
Whoever reads it has others, and a command that finds no such object shows its form. What is made "if it's missing", or
as another way to make the same: there it is already. What is to fail, "the following command fails:", does. A name that
only says of what it is, ``pod-name``, stands for one of the reader's own.
"""

import re
from dataclasses import replace
from typing import Final

from harness.edit.text_edits import lines_of
from harness.match.error_patterns import shows_failure
from harness.match.headline import quote
from harness.match.server_answer import server_error
from harness.match.thread import Sort, Thing, Thread
from harness.match.verdict import CommandResult, Failure
from harness.patterns import patterns_in
from harness.plan.alternatives.lead import leads_of, sentences
from harness.plan.alternatives.phrases import phrases
from harness.plan.step import Command, Step
from harness.run.output import Ended
from harness.session.threads.absence import missing_in
from harness.session.threads.losses import THERE_ALREADY

NO_COMMAND: Final = re.compile(
    r"command not found|: \d+: \S+: not found"
    r"|[Uu]nknown (?:flag|shorthand|command|option)|(?:invalid|unrecognized) option"
    r"|the path \"[^\"]*\" does not exist|context \"[^\"]*\" does not exist|no context exists|have a resource type"
)
"""It fails for another reason than the page has in mind: a mistake in the command itself."""


def says(what: str, text: str) -> bool:
    """Whether a text has a phrase of ``optional.toml``."""
    return patterns_in("harness.session.page", "optional.toml")[what].search(text) is not None


def as_announced(step: Step, command: Command, result: CommandResult) -> CommandResult:
    """The result; passed if the words around a block say that its last command fails, or finds nothing, and it does."""
    output = result.output
    if result.failure is not Failure.STATUS or output is None or output.ended is not Ended.EXITED:
        return result
    words, what = ("fails", f"exit status {output.status}") if output.status else ("empty", "no output")
    answer = "says_no" if output.status and output.text.strip() == "no" else "ignored" if output.status else words
    around = (*said_above(step)[-1:], *said_below(step))
    said = [one for one in around if says(words, one) or says(answer, one)]
    is_meant = command.expected is None and command.at == step.commands[-1].at
    if is_meant and output.status == 0 and output.text.strip():
        return _as_told(result, output.text, (*said_above(step), *said_below(step)))
    if not is_meant or not said:
        return result
    in_this_case = says("ignored", said[0]) or not says("only_in_case", said[0])
    if (output.status and not in_this_case) or NO_COMMAND.search(output.text):
        return result
    return replace(result, failure=None, note=f"{what}, as the page says: {quote(said[0])}")


def _as_told(result: CommandResult, text: str, around: tuple[str, ...]) -> CommandResult:
    """The result of a command that printed an error and ended with 0; passed if the page says so."""
    refused = server_error(text)
    words = "refuses" if refused else "fails"
    said = (one for one in around if says(words, one) and (refused or not says("only_in_case", one)))
    sentence = next(said, None)
    if sentence is None or NO_COMMAND.search(text):
        return result
    what = quote(refused) if refused else "fails"
    return replace(result, failure=None, note=f"{what}, as the page says: {quote(sentence)}")


def not_as_announced(step: Step, command: Command, result: CommandResult) -> CommandResult:
    """The result; a failure if the words right above a block say that its last command fails, and it does not.

    What clusters refuse is told by others than the command: by what it prints, or later.
    """
    output = result.output
    only_local = command.expected is None and not (command.needs or command.background or command.stays)
    is_last = command.at == step.commands[-1].at
    if result.failure is not None or output is None or output.status != 0 or not (only_local and is_last):
        return result
    said = "".join(said_above(step)[-1:])
    is_meant = said.endswith((":", "\uff1a")) and not says("only_in_case", said)
    if not (is_meant and says("fails", said) and says("to_fail", said)) or shows_failure(output.text, command.text):
        return result
    return replace(result, failure=Failure.STATUS, note=f"exit status 0, although the page says: {quote(said)}")


def optional(step: Step, command: Command, result: CommandResult) -> Thread | None:
    """Why the words above a command excuse its failure; ``None`` where they do not."""
    rules = (only_example, there_already, stand_in)
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


def said_above(step: Step) -> tuple[str, ...]:
    snippet = step.snippet
    lead = leads_of(snippet.source, frozenset({snippet.at.line})).get(snippet.at.line)
    return sentences(lead.text) if lead is not None else ()


def said_below(step: Step) -> tuple[str, ...]:
    """The first sentence of the line below a block, unless it introduces another one."""
    snippet = step.snippet
    lines = lines_of(snippet.source)[snippet.last_line :]
    text = next((line.strip() for line in lines[1:] if line.strip()), "")
    first = sentences(text)[0]
    return (first,) if first[:1].isalpha() and not first.endswith((":", "\uff1a")) else ()


def is_named(what: Thing, said: tuple[str, ...]) -> bool:
    return any(f"`{what.name}`" in sentence for sentence in said)
