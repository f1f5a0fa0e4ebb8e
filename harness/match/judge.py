"""A command and how it ended in, a judgement out."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from types import MappingProxyType
from typing import Final

from harness.capability import Capability, Fidelity
from harness.cluster.simulated_errors import refused
from harness.match.compare import FAILED, compare
from harness.match.error_patterns import (
    DETAIL,
    NO_NAME,
    SAYS_NOTHING,
    USAGE,
    infrastructure,
    meaning_of,
    only_program,
    shows_error,
)
from harness.match.headline import quote, quote_reason
from harness.match.hidden_failure import broken_parts, ends_cut_off, error_line, hidden_failure, told_part
from harness.match.lines.jobs import with_jobs
from harness.match.match import Match
from harness.match.nothing_found import FOUND_NOTHING, is_vain_search
from harness.match.program_errors import TIME_UP
from harness.match.shown_failure import expected_failure, fails_otherwise, shows_this_failure
from harness.match.verdict import Failure
from harness.plan.commands.filled_variable import asks_quietly
from harness.plan.commands.tested_first import begins_with_test
from harness.plan.step import Command
from harness.programs.addresses import PUBLIC_URL
from harness.programs.invocation import invocation
from harness.programs.roles import PRINTS_NULL, SEARCHES
from harness.run.output import Ended, Output
from harness.settings import tolerance
from harness.shell.script_reader import read_script

TIMEOUT: Final = re.compile(r"\btimeout\s+(?:-\S+\s+)*[\d.]+[smhd]?\s")
TEST_FAILED: Final = "its test does not hold, so nothing more was run"

OF_ALL: Final = "compared with what the commands above it printed, too: the page shows it together"

NOTHING: Final[Mapping[Capability, Fidelity]] = MappingProxyType({})
"""What there is without clusters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What became of one attempt. ``failure`` is ``None`` when the command did what the page says.

    ``sentence`` says what is wrong, ``note`` what a reader of the report should know although nothing is. ``missing``
    are capabilities that the output shows to be simulated; the command then proves nothing, whatever ``failure`` is.
    """

    match: Match | None = None
    failure: Failure | None = None
    sentence: str = ""
    note: str = ""
    missing: frozenset[Capability] = frozenset()


def judge(
    command: Command,
    output: Output,
    *,
    output_syntax: str | None = None,
    rules: tolerance.Tolerances | None = None,
    offered: Mapping[Capability, Fidelity] = NOTHING,
    before: str = "",
) -> Judgement:
    """The judgement of a command's output.

    ``before`` is what the commands above it in its block printed, if the page shows no output of theirs: what stands
    below the last of several commands may be the output of them all.

    An exit status other than 0 is a failure, unless the page says so (``expect_failure``) or shows an error and the
    output agrees. A command that had to be stopped did well if it is one that never ends and all of its expected
    output is there. ``offered`` is what the clusters can do.
    """
    match, of_all = None, False
    output = replace(output, text=with_jobs(output.text, output.jobs, command.expected))
    asked = command
    if command.prints in {"lines", "listing"} and (output.status != 0 or shows_error(command.expected or "")):
        asked = replace(command, prints="")  # an error message is no list of names
    if command.expected is not None:
        match = compare(asked, output.text, output_syntax=output_syntax, rules=rules)
        if before.strip() and not match.agrees:
            together = compare(asked, f"{before}\n{output.text}", output_syntax=output_syntax, rules=rules)
            of_all = together.score > match.score
            match = together if of_all else match
        if match.matcher == FAILED:
            return Judgement(match=match, failure=Failure.HARNESS, sentence=match.telling)
    missing = refused(output.text, offered)
    if output.ended in GOING_ON:
        return GOING_ON[output.ended](command, output, match, missing)
    problem = _status_problem(command, output, match)
    if problem is None and (match is None or match.agrees):
        note = _note(command, output, match) or (OF_ALL if of_all else "")
        return Judgement(match=match, note=note, missing=missing)
    outside = infrastructure(output.text, command.expected, command.products) or unreachable(command.text, output)
    if outside is not None:
        said = f": {match.telling}" if match is not None and match.telling else f": {problem}" if problem else ""
        return Judgement(match=match, failure=Failure.INFRASTRUCTURE, sentence=f"{outside}{said}", missing=missing)
    if problem is not None and not (
        fails_otherwise(command, output, match) or answers_otherwise(command, output, match)
    ):
        return Judgement(match=match, failure=Failure.STATUS, sentence=problem, missing=missing)
    return Judgement(match=match, failure=Failure.OUTPUT, sentence=match.telling if match else "", missing=missing)


def is_unheard(command: Command, output: Output) -> bool:
    """Whether nobody hears of a status: it is that of an assignment, whose substitution throws its errors away."""
    return output.ended is Ended.EXITED and not command.expect_failure and asks_quietly(command.text)


def answers_otherwise(command: Command, output: Output, match: Match | None) -> bool:
    """Whether a program answers with a word, and with another one than the page shows: ``no``, and a status of it."""
    one_word = len(output.text.split()) == len((command.expected or "").split()) == 1
    return match is not None and not match.agrees and one_word and output.status == 1


def _interrupted(_: Command, output: Output, match: Match | None, missing: frozenset[Capability]) -> Judgement:
    """By a person, or because what it waited for will not come."""
    failure, sentence = Failure.HARNESS, "interrupted before it ended"
    if output.given_up is not None:
        failure = Failure.INFRASTRUCTURE if output.given_up.blameless else Failure.STATUS
        sentence = f"stopped after {output.seconds:.0f} s, since waiting cannot help: {output.given_up.reason}"
    return Judgement(match=match, failure=failure, sentence=sentence, missing=missing)


def _stays(command: Command, output: Output, match: Match | None, missing: frozenset[Capability]) -> Judgement:
    """Whether what goes on has begun well. What is judged late is looked at again when the page has come to its end."""
    ready = f", ready after {output.seconds:.1f} s: {output.ready}" if output.ready else ""
    note = f"keeps running in a terminal of its own{ready}"
    if match is None or match.agrees:
        return Judgement(match=match, note=note, missing=missing)
    if command.judged_late:
        return Judgement(note=f"{note}; its output is compared at the end of the page", missing=missing)
    return Judgement(match=match, failure=Failure.OUTPUT, sentence=match.telling, note=note, missing=missing)


def _timed_out(command: Command, output: Output, match: Match | None, missing: frozenset[Capability]) -> Judgement:
    never_ends = command.background
    if never_ends and (match is None or match.agrees):
        said = (
            "never ends by itself, as it is meant to"
            if match is None
            else "never ends by itself; its output is as expected"
        )
        return Judgement(match=match, note=f"{said}: stopped after {output.seconds:.0f} s", missing=missing)
    within = command.timeout if output.seconds >= command.timeout else round(output.seconds)  # ending it takes time too
    sentence = f"did not end within {within:g} s"
    if output.waiting_for is not None:
        asked = f", at {quote(output.waiting_for)}" if output.waiting_for.strip() else ""
        sentence = f"waits for input{asked}; it was ended after {output.seconds:.1f} s"
    last = _last_line(output.text)
    if match is not None and match.agrees:
        sentence += ", although its output is as expected"
    elif match is not None and match.telling:
        sentence += f"; so far, {match.telling}"
    elif last and last not in (output.waiting_for or ""):
        sentence += f"; its last line is {quote_reason(last)}"
    outside = infrastructure(output.text, command.expected, command.products)
    if outside is not None:
        return Judgement(
            match=match, failure=Failure.INFRASTRUCTURE, sentence=f"{outside}; it {sentence}", missing=missing
        )
    return Judgement(match=match, failure=Failure.TIMEOUT, sentence=sentence, missing=missing)


def _status_problem(command: Command, output: Output, match: Match | None) -> str | None:
    """What is wrong with how a command exited, ``None`` if nothing is."""
    if command.expect_failure:
        return "exit status 0, although the page says that it fails" if output.status == 0 else None
    ended_well = command.ends_with and output.ended is Ended.EXITED and output.status == command.ends_with
    if output.status == 0 or ended_well or ends_cut_off(output) or is_unheard(command, output):
        failure = match is not None and match.agrees and expected_failure(match)
        shown = "exit status 0, although the page shows that it fails"
        return shown if failure else hidden_failure(command, output, match)
    how = _how(output)
    agrees = match is not None and match.agrees
    ended = output.status == TIME_UP and TIMEOUT.search(command.text) is not None  # when all had come
    meant = command.may_fail or ended or output.status in answers_of(command.text)
    if (command.may_find_nothing and found_nothing(output)) or (agrees and meant):
        return None
    if shows_this_failure(command, output) and (agrees or output.ended is Ended.EXITED):
        return None  # it fails as the page says; another message is a difference of the output
    if agrees:
        return f"{how}, although its output is as expected"
    return _why(command, output, how)


def _why(command: Command, output: Output, how: str) -> str:
    """The reason of a failure, and the part of the command that failed where it is known."""
    said = _last_line(output.text)
    if not shows_error(said):
        said = error_line(command, output) or said
    parts = (*broken_parts(output), *(() if said else output.failed_parts))
    part = next((one for one in parts if one.piped or one.substituted), None)
    if part is not None:
        return told_part(part, output)
    search = "" if shows_error(said) else _search_without_result(command.text, output)
    reason = f"{search} found nothing" if search else quote_reason(said) if said else ""
    return f"{how}: {reason}" if reason else f"{how}, and no output{_meaning(command, output)}"


def _search_without_result(text: str, output: Output) -> str:
    """The search that a text ends in, if its status is what made the text fail; else empty."""
    calls = read_script(text).calls
    last = invocation(calls[-1].words).program if calls else ""
    return last if last in SEARCHES and output.status == 1 and not output.failed_parts else ""


def answers_of(text: str) -> frozenset[int]:
    """The exit statuses with which the last call of a text answers a question; it may print, too."""
    calls = read_script(text).calls
    return invocation(calls[-1].words).answers if calls else frozenset()


def _meaning(command: Command, output: Output) -> str:
    meaning = meaning_of(command.text, output.status)
    return f"; {only_program(command.text).name} ends so when {meaning}" if meaning else ""


def unreachable(text: str, output: Output) -> str | None:
    """A silent curl that found no name, alone or as a part, when it was to ask a host of the internet."""
    ended = ((text, output.status), *((part.text, part.status) for part in output.failed_parts))
    asks_there = any(meaning_of(one, status) == NO_NAME and PUBLIC_URL.search(one) is not None for one, status in ended)
    return "a name could not be resolved" if asks_there and not output.text.strip() else None


SENTENCE: Final = re.compile(r"[\w./-]+: \S.*[^:\s]\s*")
"""What a program says in a line of its own; behind a colon the reason is still to come."""


def found_nothing(output: Output) -> bool:
    """How a search ends that finds nothing."""
    silent = all(not line.strip() or SAYS_NOTHING.fullmatch(line) for line in output.text.splitlines())
    return output.ended is Ended.EXITED and output.status == 1 and silent


def asks_for_values(text: str) -> bool:
    """Whether a text ends in a call that shows values of a document."""
    call = next(iter(read_script(text).calls[-1:]), None)
    if call is None or call.gives is not None or call.program not in PRINTS_NULL or ">" in text:
        return False
    return {"empty", "-i", "--inplace", "-n"}.isdisjoint(call.words)


def _note(command: Command, output: Output, match: Match | None) -> str:
    if output.ended is Ended.SHELL_EXITED:
        return "it ended the shell; the rest of the page runs in a new one"
    if command.may_find_nothing and found_nothing(output):
        tested = begins_with_test(command.text)
        return TEST_FAILED if tested else FOUND_NOTHING
    if (command.ends_with and output.status == command.ends_with) or output.status == TIME_UP:
        return f"{_how(output)}, {'as timeout ends what goes on' if output.status == TIME_UP else 'which is an answer'}"
    if output.status != 0:
        told = "as the page says" if command.expect_failure else "as its expected output shows"
        told = "since the command behind the pipe had read enough" if ends_cut_off(output) else told
        return f"{_how(output)}, {'and the page throws away why' if is_unheard(command, output) else told}"
    if match is not None and match.vacuous:
        return "the expected output is only placeholders: it matches anything"
    empty = not output.text.strip() and asks_for_values(command.text)
    vain = match is None and (empty or any(map(is_vain_search, output.failed_parts)))
    return FOUND_NOTHING if vain else ""


def _how(output: Output) -> str:
    if output.ended is Ended.SHELL_EXITED:
        return "it ended the shell" if output.status is None else f"it ended the shell with exit status {output.status}"
    return f"exit status {output.status}"


def _last_line(text: str) -> str:
    """The last line that says something; programs put their reason there."""
    lines = [line for line in text.splitlines() if line.strip() and not SAYS_NOTHING.fullmatch(line)]
    plain = [line for line in lines if not DETAIL.match(line)] or lines
    plain = list(takewhile(lambda line: USAGE.match(line) is None, plain)) or plain  # above how it is called
    errors = [line for line in plain if shows_error(line)]
    return head_of(plain, (errors or plain or [""])[-1]).strip()


def head_of(lines: Sequence[str], last: str) -> str:
    """The line that the last one belongs to where it is indented below a whole sentence of a program; else itself."""
    if not last[:1].isspace():
        return last
    above = [line for line in lines[: lines.index(last)] if not line[:1].isspace()]
    return above[-1] if above and SENTENCE.fullmatch(above[-1]) else last


GOING_ON: Final[Mapping[Ended, Callable[[Command, Output, Match | None, frozenset[Capability]], Judgement]]] = (
    MappingProxyType({Ended.STAYS: _stays, Ended.TIMED_OUT: _timed_out, Ended.INTERRUPTED: _interrupted})
)
"""How a command is judged that has not come to its end by itself."""
