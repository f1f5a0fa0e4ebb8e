"""Output that comes only when later commands use what goes on: compared at the end of the page."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from harness.match.compare import compare
from harness.match.judge import judge
from harness.match.verdict import CommandResult, Verdict
from harness.plan.step import Command
from harness.run.output import Output
from harness.run.shell import Shell
from harness.session.page.simulated import Judged
from harness.session.page.step_verdict import fold
from harness.settings.tolerance import Tolerances

PATIENCE: Final = 20.0  # seconds for what has not come by the end of the page

BEFORE_AN_END: Final = 10.0  # seconds for it before what it may be about is taken away, as a reader would wait
TAKES_AWAY: Final = re.compile(r"\b(?:delete|uninstall|undeploy|destroy)\b")
SHOWS_AN_END: Final = re.compile(r"Terminating|[Dd]elet(?:ed|ing|ion)|DELETED|Killing|Stopp(?:ed|ing)")


class LateLooks:
    """Waits for output that is still to come, each once."""

    def __init__(self) -> None:
        self._waited: set[int] = set()

    def before(self, command: Command, verdicts: Iterable[Verdict], shell: Shell, rules: Tolerances | None) -> None:
        """Wait for what others show, if a command takes away what they may be about, and they do not show that."""
        if not TAKES_AWAY.search(command.text):
            return
        for verdict in verdicts:
            for one in verdict.results:
                output = late_output(one)
                if output is None or SHOWS_AN_END.search(one.command.expected or ""):
                    continue
                if output.terminal not in self._waited:
                    self._waited.add(output.terminal)
                    printed_by_now(verdict, one, output, shell, rules=rules, patience=BEFORE_AN_END)


def late_output(result: CommandResult) -> Output | None:
    """The output of what goes on in a terminal and is judged late; ``None`` of any other command."""
    output = result.output
    return output if result.command.judged_late and output is not None and output.terminal else None


def look_again(
    verdict: Verdict, shell: Shell, *, rules: Tolerances | None, lacking: Callable[[Judged], Judged]
) -> Verdict:
    """The verdict with what its commands have printed by now, and with what that is ``lacking``."""
    judged = [
        lacking((late_result(verdict, one, output, shell, rules=rules), frozenset()))
        if (output := late_output(one)) is not None
        else (one, frozenset())
        for one in verdict.results
    ]
    missing = verdict.missing.union(*(lacks for _, lacks in judged))
    return fold(verdict.step, verdict.variant, tuple(result for result, _ in judged), missing)


def late_result(
    verdict: Verdict, result: CommandResult, output: Output, shell: Shell, *, rules: Tolerances | None
) -> CommandResult:
    command = replace(result.command, judged_late=False)
    last = printed_by_now(verdict, result, output, shell, rules=rules, patience=PATIENCE)
    if last.ended is not output.ended:  # what ends by itself has done what it was to do, or says why not
        last = replace(last, terminal=0)
    judgement = judge(command, last, output_syntax=verdict.step.snippet.output_syntax, rules=rules)
    note = "; ".join(part for part in (judgement.sentence, judgement.note) if part)
    return replace(
        result, output=last, match=judgement.match, failure=judgement.failure, seconds=last.seconds, note=note
    )


def printed_by_now(
    verdict: Verdict,
    result: CommandResult,
    output: Output,
    shell: Shell,
    *,
    rules: Tolerances | None,
    patience: float,
) -> Output:
    """What a command has printed once that is as expected, or after ``patience`` seconds."""
    command, syntax = replace(result.command, judged_late=False), verdict.step.snippet.output_syntax

    def agrees(text: str) -> bool:
        return compare(command, text, output_syntax=syntax, rules=rules).agrees

    return replace(shell.look(output.terminal, agrees=agrees, patience=patience), ready=output.ready)
