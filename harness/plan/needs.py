"""What a path needs before it can run: the sum of its commands, and what a plan file says."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from harness.capability import Capability
from harness.plan.flow import CONTEXT
from harness.plan.overrides.override import OverrideTable
from harness.plan.step import Command, Needs, Step

NETWORK: Final = re.compile(r"\bnetwork-?(\d+)\b")
NUMBERED: Final = re.compile(r"cluster-?(\d+)")


def needs_of_path(
    steps: Sequence[Step], table: OverrideTable, variables: Mapping[str, str], named: Iterable[str] = ()
) -> Needs:
    """Needs of all commands that are run; ``variables`` are the templates that contexts come from.

    ``named`` are contexts that the path calls by a name, which has a template, too.
    """
    commands = [each for step in steps if step.skip is None for each in step.commands if each.skip is None]
    contexts = tuple(dict.fromkeys([*(name for each in commands for name in each.contexts), *named]))
    capabilities = frozenset[Capability]().union(*(each.needs for each in commands))
    clusters = table.clusters or clusters_of(contexts, variables, capabilities)
    networks = table.networks or networks_of(commands, clusters)
    if networks > 1:
        capabilities |= {Capability.MULTI_NETWORK}
    return Needs(
        contexts=contexts,
        tools=frozenset[str]().union(*(each.tools for each in commands)),
        capabilities=capabilities,
        clusters=clusters,
        networks=networks,
    )


def clusters_of(contexts: Sequence[str], variables: Mapping[str, str], capabilities: frozenset[Capability]) -> int:
    """How many clusters there must be for each context to name one; commands without a context need one."""
    named = {found for name in contexts for found in CONTEXT.findall(variables.get(name, ""))}
    numbers = [int(match[1]) for name in named if (match := NUMBERED.fullmatch(name))]
    return max([*numbers, len(named), 1 if capabilities else 0])


def networks_of(commands: Sequence[Command], clusters: int) -> int:
    """How many networks commands speak of by number; no more than there are clusters."""
    named = {number for command in commands for number in NETWORK.findall(command.text)}
    return max(1, min(len(named), clusters))
