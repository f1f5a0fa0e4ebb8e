"""Clusters that a page makes by itself, on a machine where nothing can: it runs on those that it was given."""

from dataclasses import replace

from harness.match.verdict import CommandResult, Failure
from harness.programs.invocation import calls_of, invocation
from harness.programs.roles import MAKES_CLUSTERS


def without_maker(result: CommandResult, *, given: bool) -> CommandResult:
    """The result; a cluster that this machine cannot make, or has not made, is not missed where one was ``given``."""
    if not given or result.failure is not Failure.INFRASTRUCTURE:
        return result
    programs = (invocation(call.words).program for call in calls_of(result.command.text))
    maker = next((one for one in programs if one in MAKES_CLUSTERS), None)
    if maker is None:
        return result
    why = result.note.partition(":")[0]
    return replace(result, failure=None, lacks=f"no cluster of {maker} ({why}); the page has one without it")
