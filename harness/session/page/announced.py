"""Failures that the words around a command announce: "the following command fails:", and it does, or does not."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from harness.match.error_patterns import shows_failure
from harness.match.headline import quote
from harness.match.server_answer import server_error
from harness.match.verdict import CommandResult, Failure
from harness.patterns import patterns_in
from harness.plan.step import Command, Step
from harness.run.output import Ended, Output
from harness.session.page.gone_already import without_what_had_gone
from harness.session.page.said_around import comments_on, said_above, said_below
from harness.shell.script_reader import read_script

NO_COMMAND: Final = re.compile(
    r"command not found|: \d+: \S+: not found"
    r"|[Uu]nknown (?:flag|shorthand|command|option)|(?:invalid|unrecognized) option"
    r"|the path \"[^\"]*\" does not exist|context \"[^\"]*\" does not exist|no context exists|have a resource type"
)
"""It fails for another reason than the page has in mind: a mistake in the command itself."""
BLANKS: Final = re.compile(r"\s+")
SHOWN_STATUS: Final = re.compile(r"\$\?|PIPESTATUS|^\s*\d{1,3}\s*$|\b(?:code|status)\b", re.MULTILINE)
"""A command that shows the exit status of another one, or of what it runs."""
MESSAGE_WORDS: Final = 2  # what is quoted alone may be a name, and not a message


def with_announcement(step: Step, command: Command, result: CommandResult) -> CommandResult:
    """The result after what the words around a command say of how it ends, and of what it waits for."""
    return not_as_announced(step, command, as_announced(step, command, without_what_had_gone(step, command, result)))


def as_announced(step: Step, command: Command, result: CommandResult) -> CommandResult:
    """The result; passed if the words around a block say that its last command fails, or finds nothing, and it does."""
    output = result.output
    if result.failure is not Failure.STATUS or output is None or output.ended is not Ended.EXITED:
        return result
    agrees = result.match is not None and result.match.agrees
    is_shown = command.expected is not None and not (agrees and output.status)
    if not is_shown and output.status == 0 and output.text.strip():
        return _as_told(result, output.text, sentences_on(step, command)) if is_last(step, command) else result
    said = None if is_shown else announcement(step, command, output)
    if said is None or (not agrees and NO_COMMAND.search(output.text)):
        return result
    what = f"exit status {output.status}" if output.status else "no output"
    return replace(result, failure=None, note=f"{what}, as the page says: {quote(said)}")


def announcement(step: Step, command: Command, output: Output) -> str | None:
    """What a page says of a command that ended so, or printed nothing; ``None`` where it says nothing of it."""
    if not output.status:
        said = sentences_on(step, command) if is_last(step, command) else ()
        return next((one for one in said if says("empty", one)), None)
    answer = "says_no" if output.text.strip() == "no" else "ignored"
    for one in sentences_on(step, command) if is_last(step, command) else ():
        if not (says("fails", one) or says(answer, one) or _is_message_of(one, output)):
            continue
        in_this_case = says("ignored", one) or not says("only_in_case", one)
        return one if in_this_case and not is_other(one, output) else None
    comments = (one for one in comments_on(step, command) if says("comment", one) and not says("only_in_case", one))
    return next((one for one in comments if not is_other(one, output)), None)


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

    What clusters refuse is told by others than the command: by what it prints, or later. An exit status that the words
    tell is that of the command.
    """
    output = result.output
    if result.failure is not None or output is None or command.background or command.stays:
        return result
    around = (*_introduction(step, command), *comments_on(step, command))
    other = (one for one in around if told_status(one) not in {None, output.status})
    shown = output.ended is not Ended.EXITED or SHOWN_STATUS.search(f"{command.text}\n{command.expected or ''}")
    said = None if shown else next(other, None)
    is_local = command.expected is None and output.status == 0 and not (command.needs or command.expect_failure)
    if said is None and is_local and not shows_failure(output.text, command.text):
        said = next(_announcing(step, command), None)
    if said is None and output.status and output.status == command.ends_with:
        around = sentences_on(step, command)
        said = next((one for one in around if says("same", one) and not says("not_same", one)), None)
    if said is None:
        return result
    return replace(result, failure=Failure.STATUS, note=f"exit status {output.status}, although {_page_says(said)}")


def _announcing(step: Step, command: Command) -> Iterator[str]:
    """What says without doubt that a command fails."""
    sentences = (one for one in _introduction(step, command) if says("fails", one) and says("to_fail", one))
    comments = (one for one in comments_on(step, command) if says("comment", one) and not says("only_in_case", one))
    yield from (one for one in (*sentences, *comments) if not says("perhaps_met", one))


def _page_says(sentence: str) -> str:
    return f"the page says: {quote(sentence)}"


def _introduction(step: Step, command: Command) -> Iterator[str]:
    """The sentence that introduces a block, if it tells of its last command without a condition."""
    said = "".join(said_above(step)[-1:])
    if is_last(step, command) and said.endswith((":", "\uff1a")) and not says("only_in_case", said):
        yield said


def is_last(step: Step, command: Command) -> bool:
    return command.at == step.commands[-1].at


def sentences_on(step: Step, command: Command) -> tuple[str, ...]:
    """What a page says of the last command of a block; the next block has one of its own."""
    return (*said_above(step)[-1:], *said_below(step)) if is_last(step, command) else ()


def is_other(sentence: str, output: Output) -> bool:
    """Whether a sentence tells another exit status or another message than an output has."""
    status = told_status(sentence)
    return (status is not None and status != output.status) or any(
        not _is_in(one, output.text) for one in told_messages(sentence)
    )


def told_status(sentence: str) -> int | None:
    """The exit status that a sentence tells."""
    found = patterns_in("harness.session.page", "announced.toml")["status"].search(sentence)
    return None if found is None else int(next(one for one in found.groups() if one))


def told_messages(sentence: str) -> tuple[str, ...]:
    """The messages of several words that a sentence quotes."""
    found = patterns_in("harness.session.page", "announced.toml")["message"].finditer(sentence)
    return tuple(one[1] for one in found if len(one[1].split()) >= MESSAGE_WORDS and not is_call(one[1]))


def is_call(text: str) -> bool:
    """Whether what is quoted is rather a command than what one says: it has an option, or a path."""
    calls = read_script(text).calls
    return any(word.startswith("-") or "/" in word for call in calls for word in (call.program, *call.words[1:]))


def _is_message_of(sentence: str, output: Output) -> bool:
    messages = told_messages(sentence)
    return bool(messages) and all(_is_in(one, output.text) for one in messages)


def _is_in(message: str, text: str) -> bool:
    refused = patterns_in("harness.session.page", "announced.toml")["refused"]
    if refused.search(message) and refused.search(text):
        return True
    parts = [_plain(part) for part in re.split(r"\.\.\.|\u2026|<[^<>]*>", message)]
    return all(part in _plain(text) for part in parts)


def _plain(text: str) -> str:
    return BLANKS.sub(" ", re.sub(r"[`'\"\u2018\u2019\u201c\u201d]", "", text)).strip(" .:!").casefold()


def says(what: str, text: str) -> bool:
    """Whether a text has a phrase of ``announced.toml``."""
    return patterns_in("harness.session.page", "announced.toml")[what].search(text) is not None
