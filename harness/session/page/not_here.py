"""What a failed command stands on that is not here: programs, an image's too, a feature gate, an engine, a cluster."""

from dataclasses import replace

from harness.match.verdict import CommandResult, Failure
from harness.parse.page import Snippet
from harness.programs.invocation import calls_of, invocation
from harness.programs.roles import MAKES_CLUSTERS
from harness.run.shell import Shell
from harness.session.clusters.dead_cluster import without_dead_cluster
from harness.session.clusters.feature_gates import without_gate
from harness.session.clusters.stand_ins import without_stand_ins
from harness.session.clusters.watch import Watch
from harness.session.page.other_program import with_program_meant
from harness.session.page.session_options import SessionOptions


def without_what_is_not_here(
    result: CommandResult, snippet: Snippet, shell: Shell, options: SessionOptions, watch: Watch | None
) -> CommandResult:
    """The result; one that ``lacks`` something is no failure."""
    result = without_dead_cluster(result, watch)
    result = without_stand_ins(result, shell, options.stand_ins)
    result = with_program_meant(without_gate(result, snippet, shell), shell)
    made = without_maker(result, given=bool(options.capabilities))
    if made.lacks and made is not result and watch is not None:
        watch.name_contexts()
    return made


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
