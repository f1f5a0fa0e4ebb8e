"""Blocks that set variables anew which one before them has set: for some readers only, or an example of others."""

from collections.abc import Sequence

from harness.plan.alternatives.lead import sentences
from harness.plan.alternatives.phrases import phrases
from harness.plan.alternatives.unit import Unit
from harness.shell.script import Use
from harness.shell.script_reader import read_script


def set_before(unit: Unit, before: Sequence[Unit]) -> list[Unit] | None:
    """The block that has set all that one sets which is for some readers only, or an example."""
    words, names = phrases(), only_sets(unit)
    says = sentences(unit.lead.text)
    if not names or not any(words.condition.match(one) or words.aside.match(one) for one in says):
        return None
    for other in reversed(before):
        if not other.beside(unit):
            return None
        if names & only_sets(other):
            return [other]
    return None


def only_sets(unit: Unit) -> frozenset[str]:
    """The variables that a block sets; none for one that does anything else."""
    scripts = [read_script(segment.command) for one in unit.placed for segment in one.snippet.segments]
    if any(call.gives is None for script in scripts for call in script.calls):
        return frozenset()
    return frozenset(each.name for script in scripts for each in script.mentions if each.use is Use.SET)
