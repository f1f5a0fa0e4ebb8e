"""What a failed command stands on that is not here: programs, here or in an image, a feature gate, an engine."""

from harness.match.verdict import CommandResult
from harness.parse.page import Snippet
from harness.run.shell import Shell
from harness.session.clusters.feature_gates import without_gate
from harness.session.clusters.own_clusters import without_maker
from harness.session.clusters.stand_ins import without_stand_ins
from harness.session.clusters.watch import Watch
from harness.session.page.other_program import with_program_meant
from harness.session.page.session_options import SessionOptions


def without_what_is_not_here(
    result: CommandResult, snippet: Snippet, shell: Shell, options: SessionOptions, watch: Watch | None
) -> CommandResult:
    """The result; one that ``lacks`` something is no failure."""
    result = without_stand_ins(result, shell, options.stand_ins)
    result = with_program_meant(without_gate(result, snippet, shell), shell)
    made = without_maker(result, given=bool(options.capabilities))
    if made.lacks and made is not result and watch is not None:
        watch.name_contexts()
    return made
