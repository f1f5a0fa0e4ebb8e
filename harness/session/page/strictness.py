"""What ``--strict-docs`` makes of a verdict: whatever proves nothing about the page is a failure."""

from dataclasses import replace
from typing import Final

from harness.match.verdict import Failure, Outcome, Verdict

SILENT: Final = frozenset({Outcome.EXCLUDED, Outcome.SKIPPED, Outcome.NOT_CHECKED, Outcome.UNSUPPORTED})


def strictly(verdict: Verdict) -> Verdict:
    """The verdict of a run that is to prove everything. A knock-on failure stays folded under it."""
    if verdict.outcome in SILENT:
        said = f": {verdict.sentence}" if verdict.sentence else ""
        return unproven(verdict, f"{verdict.outcome}{said}")
    if verdict.outcome is Outcome.PASSED:
        vacuous = [result for result in verdict.results if result.match is not None and result.match.vacuous]
        if vacuous:
            results = tuple(
                replace(result, failure=Failure.UNPROVEN) if result in vacuous else result for result in verdict.results
            )
            return unproven(replace(verdict, results=results), "any output would have passed")
    return verdict


def unproven(verdict: Verdict, why: str) -> Verdict:
    return replace(verdict, outcome=Outcome.FAILED, failure=Failure.UNPROVEN, sentence=f"{why} (--strict-docs)")
