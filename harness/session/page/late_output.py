"""Output that comes only when later commands use what goes on: compared at the end of the page."""

from dataclasses import replace
from typing import Final

from harness.match.compare import compare
from harness.match.judge import judge
from harness.match.verdict import CommandResult, Verdict
from harness.run.output import Output
from harness.run.shell import Shell
from harness.session.page.step_verdict import fold
from harness.settings.tolerance import Tolerances

PATIENCE: Final = 20.0  # seconds for what has not come by the end of the page


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
    result: CommandResult, output: Output, shell: Shell, *, syntax: str | None, rules: Tolerances | None
) -> CommandResult:
    command = replace(result.command, judged_late=False)

    def agrees(text: str) -> bool:
        return compare(command, text, output_syntax=syntax, rules=rules).agrees

    last = replace(shell.look(output.terminal, agrees=agrees, patience=PATIENCE), ready=output.ready)
    if last.ended is not output.ended:  # what ends by itself has done what it was to do, or says why not
        last = replace(last, terminal=0)
    judgement = judge(command, last, output_syntax=syntax, rules=rules)
    note = "; ".join(part for part in (judgement.sentence, judgement.note) if part)
    return replace(
        result, output=last, match=judgement.match, failure=judgement.failure, seconds=last.seconds, note=note
    )
