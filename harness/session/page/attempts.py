"""One command to its result: run once, or repeated while what it reads or needs may still come."""

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Final

from harness.capability import FROM_PODS, Capability, Fidelity
from harness.cluster.machine_clock import MachineClock
from harness.deadline import Clock
from harness.match.compare import compare
from harness.match.error_patterns import NOT_PULLED
from harness.match.judge import Judgement, found_nothing, judge
from harness.match.lines.jobs import only_jobs, with_jobs
from harness.match.match import LEFT_OUT, Mark
from harness.match.server_answer import final_answer
from harness.match.shown_failure import fails_alike
from harness.match.verdict import CommandResult, Failure
from harness.plan.commands.value_shape import value_shapes
from harness.plan.step import Command, Stay
from harness.run.converge import Convergence, Waiting, converge
from harness.run.output import Ended, GivenUp, Output
from harness.run.retry_rules import hopeless, misses_kind, too_early
from harness.run.shell import Shell
from harness.run.terminal.staying import Staying
from harness.session.page.deletion_guard import unbegun_deletion
from harness.session.page.empty_values import told_empty, without_value
from harness.session.page.final_status import UNHEARD, finally_ended, refused_here
from harness.session.page.gone_already import waits_for_deletion
from harness.session.page.loops import IDLE, PATIENCE, first_of, still_clusters, unheard_port, unmade_file
from harness.session.page.outlook import OPEN, Outlook
from harness.session.page.unresolved import BY_ANSWER, unresolved
from harness.settings.tolerance import Tolerances
from harness.shell.script import Use
from harness.shell.script_reader import read_script

STEADY: Final = 10.0  # seconds after which an output that says nothing of waiting is taken for the last word
STILL: Final = 4.0  # the same where nothing moves on the clusters that it is read from
STILL_ABSENT: Final = 8.0  # the same for an object that is not there
STILL_ON_THE_WAY: Final = 15.0  # the same where the output speaks of what is on its way
ON_THE_WAY: Final = re.compile(
    r"pending|creating|initiali[sz]ing|starting|progressing|terminating|unknown|not ?ready|waiting|false|<none>"
    r"|not ?found|no resources|refused|timed? ?out|unavailable|\b50[0234]\b|\b0/[1-9]",
    re.IGNORECASE,
)
SUBSTITUTION: Final = re.compile(r"\$\(|`")
"""What a command asks for while it runs."""

ABSENT: Final = 20.0  # seconds after which an object is taken for one that nobody makes
NOT_FOUND: Final = re.compile(r"^Error from server \(NotFound\)", re.MULTILINE)
ANY_JOB: Final = ("[1] 1",)
"""What the shell tells of a job, whose numbers are accepted."""

KEPT: Final = frozenset({Mark.SAME, Mark.ACCEPTED})

UNSETTLED: Final = Judgement(note="what it reads is empty")


def run_command(
    command: Command,
    shell: Shell,
    *,
    rules: Tolerances | None,
    syntax: str | None,
    offered: Mapping[Capability, Fidelity],
    waiting: Callable[[str], None],
    before: str = "",
    outlook: Outlook = OPEN,
) -> tuple[CommandResult, frozenset[Capability]]:
    """The result, and the capabilities that the output shows to be missing.

    What changes something is repeated only as long as it fails before it does anything; ``command.retry`` 0 means one
    attempt in any case. ``outlook`` says what may still come.
    ``before`` is what commands above it in its block printed without the page showing it.
    """
    if (unbegun := unbegun_deletion(command, shell)) is not None:
        return unbegun, frozenset()
    port = unheard_port(command.text, patience=IDLE if outlook.idle else PATIENCE)
    file = unmade_file(command.text) if outlook.idle else None
    give_up = first_of((outlook.give_up, port, file, still_clusters(command.text, outlook.still)))

    def attempt() -> Output:
        return shell.run(
            command.text,
            timeout=command.timeout,
            answers=command.answers,
            staying=staying(command, syntax=syntax, rules=rules, before=before),
            give_up=give_up,
        )

    @cache  # asked after a try: another one sets no more than the first did
    def unset() -> tuple[str, ...]:
        """Variables that the command cannot do without and that have not even an empty value."""
        script = read_script(command.text)
        names = {each.name for each in script.mentions if each.use is Use.READ and not each.optional}
        return tuple(
            name
            for name in command.variables
            if name in names and shell.run(f'[ -n "${{{name}+set}}" ]', timeout=5.0).status != 0
        )

    def judged(output: Output) -> Judgement:
        judgement = judge(command, output, output_syntax=syntax, rules=rules, offered=offered, before=before)
        empty_handed = command.may_find_nothing and found_nothing(output)
        if judgement.failure is not None or judgement.missing or not (output.status == 0 or empty_handed):
            return judgement
        shapes = value_shapes("\n".join((command.text, *command.bodies)))
        if empty := without_value(command.fills, shell, shapes):
            named = {f"${name}": value for name, value in empty.items()}
            return replace(judgement, failure=Failure.STATUS, sentence=told_empty(named), note="")
        return UNSETTLED if without_value(command.settles, shell, {}) else judgement

    alone = all(offered.get(each, Fidelity.NONE) is Fidelity.NONE for each in Capability)
    told = convergence(command, attempt, judged, waiting, unset, outlook=replace(outlook, alone=alone))
    failed = told.judgement.failure is not None and told.output.ended is Ended.EXITED
    if failed and (end := outlook.last_look()) is not None:
        told = replace(told, reason=told.reason or end.reason, judgement=of_dead_end(told.judgement, end))
    return result(command, told, unset() if failed else ()), told.judgement.missing


def of_dead_end(judgement: Judgement, end: GivenUp) -> Judgement:
    """Whose fault it is when what is asked cannot come is known from the cluster, whatever words the command has."""
    if end.blameless:
        return replace(judgement, failure=Failure.INFRASTRUCTURE)
    by_words = judgement.failure is Failure.INFRASTRUCTURE and judgement.sentence.startswith(NOT_PULLED)
    if not by_words:
        return judgement
    compared = judgement.match is not None and not judgement.match.agrees
    return replace(judgement, failure=Failure.OUTPUT if compared else Failure.STATUS)


def staying(command: Command, *, syntax: str | None, rules: Tolerances | None, before: str) -> Staying | None:
    """What is known of a command that may go on beside those after it; ``None`` for one that is known to end."""
    if command.known and command.stays is None and not command.background:
        return None

    def agrees(text: str) -> bool:
        text = with_jobs(text, ANY_JOB, command.expected)
        texts = (text, f"{before}\n{text}") if before.strip() else (text,)
        matches = (compare(command, one, output_syntax=syntax, rules=rules) for one in texts)
        return any(match.agrees and not match.vacuous for match in matches)

    return Staying(
        agrees=None if command.expected is None or only_jobs(command.expected) else agrees,
        own_terminal=command.stays is not None,
        watches=command.stays is Stay.WATCHES,
        background=command.background,
        late=command.judged_late,
        ports=command.ports,
    )


def convergence(
    command: Command,
    attempt: Callable[[], Output],
    judged: Callable[[Output], Judgement],
    waiting: Callable[[str], None],
    unset: Callable[[], tuple[str, ...]],
    *,
    outlook: Outlook,
) -> Convergence[Judgement]:
    clock = clock_for(command)
    seen: dict[str, float] = {"stable": 0.0, "changed": 0.0}
    certain = partial(why_certain, command, outlook)

    def gist(output: Output, judgement: Judgement) -> object:
        """What a later try must change; messages with a time in them differ and say the same."""
        return certain(output, judgement) or what_is_wrong(output, judgement)

    def on_wait(now: Waiting) -> None:
        seen["changed"] = seen["changed"] if now.stable_for else clock()
        seen["stable"] = clock() - seen["changed"]
        waiting(f"waiting for the expected output, try {now.attempts}, {now.left:.0f} s left")

    def in_vain(output: Output, judgement: Judgement) -> str | None:
        """A steady output in which nothing is on its way will not change by waiting; a log tells of what has been."""
        if judgement.failure is Failure.HARNESS:
            return "it could not be compared"
        end = outlook.dead_end()
        never = (end.reason if end is not None else None) or outlook.never_made(output.text)
        never = never or (None if too_early(output) else unresolved(command))  # the host may not have been asked yet
        known = certain(output, judgement) or never
        refused = refused_here(command.text, output)
        unheard = f"nothing has listened there for {UNHEARD:.0f} s" if refused and seen["stable"] >= UNHEARD else None
        if (why := known or unheard) is not None:
            return why
        if unset():
            return "a variable is not set"
        pending = ON_THE_WAY.search(unexpected_words(output, judgement)) is not None
        on_the_way = pending and not command.prints and not misses_kind(output.text)
        absent = NOT_FOUND.search(output.text) is not None
        needed = STILL_ABSENT if absent else STILL_ON_THE_WAY if on_the_way else STILL
        still = outlook.still()  # looks at the clusters, so that it knows more at the next try
        if min(seen["stable"], still) >= needed:
            return f"nothing has changed on the clusters for {needed:.0f} s"
        if seen["stable"] >= ABSENT and absent:
            return f"it has not been there for {ABSENT:.0f} s"
        steady = (output.text or (outlook.alone and not refused)) and seen["stable"] >= STEADY and not on_the_way
        return f"the output has been the same for {STEADY:.0f} s" if steady else None

    return converge(
        attempt,
        judged,
        lambda judgement: judgement is not UNSETTLED and (judgement.failure is None or bool(judgement.missing)),
        limit=command.retry,
        repeatable=lambda output: output.given_up is None and (command.read_only or too_early(output)),
        score=lambda judgement: judgement.match.score if judgement.match is not None else 0.0,
        hopeless=None if command.retry_said else in_vain,  # who says how long knows better
        on_wait=on_wait,
        gist=gist,
    )


def why_certain(command: Command, outlook: Outlook, output: Output, judgement: Judgement) -> str | None:
    """Why another try is in vain by what the command itself says, ``None`` where it says nothing of it."""
    failed = judgement.failure is Failure.STATUS
    if fails_alike(command, output, judgement.match):
        return "it fails as the page shows, in other words"
    if failed and outlook.announced(output):
        return "it fails, as the page says"
    if judgement.failure is Failure.OUTPUT and waits_for_deletion(command, output):
        return "what it waits for has gone"
    if judgement.failure is not None and (answer := final_answer(command.text, output.text)):
        return f"the server answers {answer}"
    if failed and (meaning := finally_ended(command.text, output)) is not None:
        return meaning
    asks = SUBSTITUTION.search(command.text) is not None
    failed = failed or judgement.failure is Failure.INFRASTRUCTURE
    return hopeless(output, failed=failed, kinds_may_come=outlook.kinds_may_come(), names_may_come=asks)


def clock_for(command: Command) -> Clock:
    """What tells for how long an output has been the same.

    What pods answer changes when their proxies have heard of a change, which takes a machine without a free core long.
    """
    return MachineClock() if command.needs & FROM_PODS else time.monotonic


def unexpected_words(output: Output, judgement: Judgement) -> str:
    """What is not as the page has it: a ``<none>`` that the page shows, too, is not on its way to anything."""
    if judgement.match is None or judgement.match.agrees:
        return output.text
    other = (one for one in judgement.match.differences if one.mark not in KEPT or one.expected in {None, LEFT_OUT})
    return "\n".join(part for one in other if one.actual is not None for part in wrong_words(one.actual, one.spans))


def wrong_words(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The words of a line that its wrong parts belong to; all of it where no part is known to be right."""
    for start, end in spans or ((0, len(text)),):
        before, after = text[:start].rpartition(" ")[2], text[end:].partition(" ")[0]
        yield f"{before}{text[start:end]}{after}"


def what_is_wrong(output: Output, judgement: Judgement) -> object:
    """What a later try must change: not an age that a rule accepts, but the difference that counts."""
    compared = judgement.match is not None and judgement.failure is not None
    return (output.status, judgement.sentence if compared else output.text)


def result(command: Command, told: Convergence[Judgement], unset: tuple[str, ...]) -> CommandResult:
    judgement = told.judgement
    empty = (
        f"{' and '.join(f'${name}' for name in unset)} {'is' if len(unset) == 1 else 'are'} not set" if unset else ""
    )
    notes = [judgement.sentence, empty, judgement.note, *command.notes, *told.output.notes]
    failure = None if judgement.missing else judgement.failure
    if failure in BY_ANSWER and (lost := unresolved(command)) is not None:
        failure = Failure.INFRASTRUCTURE
        notes.insert(0, lost)
    elif told.reason and judgement.failure is not None:
        notes.append(f"not tried again: {told.reason}")
    return CommandResult(
        command=command,
        output=told.output,
        match=judgement.match,
        attempts=told.attempts,
        seconds=told.seconds,
        stable_since=told.stable_since,
        closest=told.closest,
        failure=failure,
        note="; ".join(note for note in notes if note),
    )
