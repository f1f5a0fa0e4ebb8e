"""Output that comes only when later commands use what goes on: compared at the end of the page."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from harness.match.compare import compare
from harness.match.judge import judge
from harness.match.verdict import CommandResult, Verdict
from harness.plan.step import Command
from harness.run.output import Output
from harness.run.shell import Shell
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
                output = one.output if one.command.judged_late else None
                if output is None or not output.terminal or SHOWS_AN_END.search(one.command.expected or ""):
                    continue
                if output.terminal not in self._waited:
                    self._waited.add(output.terminal)
                    syntax = verdict.step.snippet.output_syntax
                    late_result(one, output, shell, syntax=syntax, rules=rules, patience=BEFORE_AN_END)


def look_again(verdict: Verdict, shell: Shell, *, rules: Tolerances | None) -> Verdict:
    """The verdict with what its commands have printed by now."""
    syntax = verdict.step.snippet.output_syntax
    results = tuple(
        late_result(result, result.output, shell, syntax=syntax, rules=rules)
        if result.command.judged_late and result.output is not None and result.output.terminal
        else result
        for result in verdict.results
    )
    return fold(verdict.step, verdict.variant, results, verdict.missing)


def late_result(
    result: CommandResult,
    output: Output,
    shell: Shell,
    *,
    syntax: str | None,
    rules: Tolerances | None,
    patience: float = PATIENCE,
) -> CommandResult:
    command = replace(result.command, judged_late=False)

    def agrees(text: str) -> bool:
        return compare(command, text, output_syntax=syntax, rules=rules).agrees

    last = replace(shell.look(output.terminal, agrees=agrees, patience=patience), ready=output.ready)
    if last.ended is not output.ended:  # what ends by itself has done what it was to do, or says why not
        last = replace(last, terminal=0)
    judgement = judge(command, last, output_syntax=syntax, rules=rules)
    note = "; ".join(part for part in (judgement.sentence, judgement.note) if part)
    return replace(
        result, output=last, match=judgement.match, failure=judgement.failure, seconds=last.seconds, note=note
    )
