"""A page's start state: the chain of what it stands on, made once on a fleet and kept as layers.

A group of steps is one prerequisite; its layer is known by the texts of all commands down to it and by the versions of
the programs. On a fleet that is at a layer the page's shell and folders are put back as its commands left them.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from types import MappingProxyType
from typing import Final

from harness.cluster.fleet.failed_layers import FailedLayers
from harness.cluster.fleet.lease import Lease
from harness.errors import PrerequisiteError
from harness.match.verdict import BREAKS_THE_PAGE, Failure, Outcome, Verdict
from harness.plan.step import Command, Effect, Role, Step, VariantPlan
from harness.shell.script_reader import read_script
from harness.source import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The steps of one prerequisite. ``key`` names the layer that they and those before them make."""

    name: str
    key: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StartState:
    """``groups`` in order; ``rest`` is the page without them and without their cleanup, which a reset does."""

    groups: tuple[Group, ...]
    rest: VariantPlan

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(group.key for group in self.groups)

    @property
    def path(self) -> VariantPlan:
        """Only the chain, as a path that a session can run."""
        return replace(self.rest, steps=tuple(step for group in self.groups for step in group.steps))

    def with_steps(self, steps: Iterable[Step]) -> "StartState":
        """The same layers made by other commands, such as those with sources of this machine; by their ids."""
        by_id = {step.id: step for step in steps}
        groups = (replace(one, steps=tuple(by_id[step.id] for step in one.steps)) for one in self.groups)
        return replace(self, groups=tuple(groups))


def start_state(variant: VariantPlan, versions: Mapping[str, str]) -> StartState:
    """A chain is what comes first of a path: behind a plan file's own preparations there is none."""
    count = next((n for n, one in enumerate(variant.steps) if not (one.prepares and one.role is Role.BEFORE)), 0)
    chain = variant.steps[:count]
    digest = hashlib.sha256(repr(sorted(versions.items())).encode())
    groups = []
    for name, steps in groupby(chain, key=lambda step: step.prepares):
        own = tuple(steps)
        texts = (command.text for step in own if step.skip is None for command in step.commands)
        digest.update("\0".join(texts).encode())
        groups.append(Group(name=name, key=digest.hexdigest()[:16], steps=own))
    rest = tuple(step for step in variant.steps[count:] if not (groups and step.prepares))
    return StartState(groups=tuple(groups), rest=replace(variant, steps=rest))


def require_makeable(state: StartState, failed: FailedLayers) -> None:
    """Raises ``PrerequisiteError`` for a layer that could not be made on another page."""
    if reason := failed.reason(state.keys):
        raise PrerequisiteError(reason, known=True)


def bring_about(
    state: StartState,
    at: str,
    *,
    run: Callable[[Step], Verdict],
    excuse: Callable[[str, str], None],
    remember: Callable[[str, str], None],
    failed: FailedLayers,
    restored: bool = False,
) -> None:
    """Make what is missing above the layer ``at``. Raises ``PrerequisiteError`` with the command that fails.

    ``restored`` says that the shell and the folders are as the layer's commands left them. ``excuse`` is told of a step
    that only this machine keeps from being done, by its id and in a sentence: what needs nothing of it goes on.
    """
    again = with_sources_of_this_run if restored else local_part
    done = state.keys.index(at) + 1 if at in state.keys else 0
    for number, group in enumerate(state.groups):
        for step in group.steps if number >= done else tuple(filter(None, map(again, group.steps))):
            verdict = run(step)
            if verdict.failure is Failure.INFRASTRUCTURE and verdict.outcome is Outcome.ERROR:
                excuse(step.id, message(group, verdict))
            elif verdict.failure in BREAKS_THE_PAGE:
                reason = message(group, verdict)
                known = not failed.add(group.key, reason)
                raise PrerequisiteError(reason, known=known)
        if number >= done:
            remember(group.key, ", ".join(one.name for one in state.groups[: number + 1]))


def local_part(step: Step) -> Step | None:
    """The step with those of its commands that change nothing but the page's shell and folders."""
    return part(step, lambda command: command.effect is Effect.LOCAL or sets_variables(command))


def sets_variables(command: Command) -> bool:
    """Whether a command only reads from clusters and remembers what it has read."""
    return command.effect is Effect.READS and bool(read_script(command.text).sets)


def with_sources_of_this_run(step: Step) -> Step | None:
    """The step with those of its commands that read from servers which only this run has."""
    return part(step, lambda command: command.effect is Effect.LOCAL and bool(command.replacements))


def part(step: Step, chosen: Callable[[Command], bool]) -> Step | None:
    """The step with some of its commands, ``None`` without one."""
    commands = tuple(filter(chosen, step.commands))
    return replace(step, commands=commands) if commands else None


def message(group: Group, verdict: Verdict) -> str:
    place = verdict_place(verdict)
    return f"prerequisite failed: {place}: {group.name}: {verdict.sentence}"


def verdict_place(verdict: Verdict) -> Location:
    """The line of the first command that failed."""
    return next((one.command.at for one in verdict.results if one.failure is not None), verdict.step.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """``made`` of ``layers`` had to be made, the others were there; all in ``seconds`` after the fleet was ready."""

    layers: int = 0
    made: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        return f"{self.made} of {self.layers} layers made in {self.seconds:.1f} s"


NOTHING: Final = Start()


def described(lease: Lease, start: Start = NOTHING, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """``2 embedded clusters, ready after 0.3 s; 1 of 2 layers made in 12.0 s; west is cluster1, east is cluster2``.

    ``names`` are what the page calls contexts.
    """
    fleet = lease.fleet
    count = len(fleet.clusters)
    clusters = f"{count} {fleet.provider} cluster{'s' * (count != 1)}"
    state = f"new after {lease.waited:.0f} s" if lease.created else f"ready after {lease.waited:.1f} s"
    layers = f"; {start}" if start.layers else ""
    trouble = f"; {lease.trouble}" if lease.trouble else ""
    called = ", ".join(f"{name} is {context}" for name, context in names.items())
    return f"{clusters}, {state}{layers}{trouble}{'; ' * bool(called)}{called}"
