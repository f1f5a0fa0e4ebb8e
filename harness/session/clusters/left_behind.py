"""What a page left, told in a few lines: grouped by the command that made it, with what removes it again."""

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from harness.cluster.leaks.command_log import LoggedCommand
from harness.cluster.leaks.object_leaks import Leftover, folded
from harness.programs.invocation import invocation
from harness.shell.script_reader import read_script

MOST_GROUPS: Final = 6  # commands that are told one by one
MOST_NAMES: Final = 2  # of a kind; more are counted
MOST_CLEANUPS: Final = 2  # commands that remove what a group left
LONGEST: Final = 70  # characters of a command that is only named
NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "crd": ("CRD", "CRDs"),
    "clusterrole": ("cluster role", "cluster roles"),
    "clusterrolebinding": ("cluster role binding", "cluster role bindings"),
    "mutatingwebhookconfiguration": ("mutating webhook", "mutating webhooks"),
    "validatingwebhookconfiguration": ("validating webhook", "validating webhooks"),
    "ingress": ("ingress", "ingresses"),
    "process": ("process", "processes"),
    "storageclass": ("storage class", "storage classes"),
}
"""What people call one and several of a kind, where that is not the kind itself with an s."""


KEPT: Final = frozenset({"namespace"})
"""Kinds that no uninstalling removes."""

Shown = Callable[[LoggedCommand], tuple[str, str]]
"""A command as the page shows it, and where that is, such as ``line 96``."""


def told(found: Sequence[Leftover], shown: Shown) -> tuple[str, ...]:
    """Two lines for each command that left something, those that left most first."""
    groups: dict[tuple[LoggedCommand | None, str], list[Leftover]] = {}
    for one in found:
        logged = None if one.maker is None else one.maker.logged
        groups.setdefault((logged, one.context), []).append(one)
    twins: dict[tuple[object, ...], list[list[Leftover]]] = {}
    for group in sorted(groups.values(), key=weight, reverse=True):
        twins.setdefault(likeness(group), []).append(group)
    ordered = list(twins.values())
    lines = [line for same in ordered[:MOST_GROUPS] for line in lines_of(same, shown)]
    if len(ordered) > MOST_GROUPS:
        rest = sum(len(group) for same in ordered[MOST_GROUPS:] for group in same)
        lines.append(f"left behind by other commands: {rest} more; --report-dir DIR writes the whole list")
    return tuple(lines)


def weight(group: Sequence[Leftover]) -> int:
    return sum(1 + one.holds for one in group)


def likeness(group: Sequence[Leftover]) -> tuple[object, ...]:
    """The same for what commands of one kind left on several clusters, which is told once."""
    first = group[0]
    calls = () if first.maker is None else read_script(first.maker.logged.command).calls
    made = tuple((call.program, call.verb) for call in map(invocation, (call.words for call in calls)))
    return made, tuple(counted(group)), tuple(on_context(one, first.context, "") for one in cleanups(group))


def on_context(command: str, context: str, other: str) -> str:
    return command.replace(f"--context={context}", f"--context={other}")


def lines_of(same: Sequence[Sequence[Leftover]], shown: Shown) -> Iterator[str]:
    """``same`` are groups on several clusters that differ in nothing else."""
    group, *others = same
    first = group[0]
    by = ""
    if first.maker is not None:
        certain = all(one.maker is not None and one.maker.certain for one in group)
        by = f"{'' if certain else ' probably'} by {source(first.maker.logged, shown)}"
    places = [first.context, *(f"{other[0].context}{line_in(other[0], shown)}" for other in others)]
    yield f"left behind on {' and '.join(places)}{by}: {', '.join(counted(group))}"
    commands = cleanups(group)
    more = f" and {len(commands) - MOST_CLEANUPS} more" if len(commands) > MOST_CLEANUPS else ""
    again = "".join(f", then with --context={other[0].context}" for other in others)
    yield f"  clean up: {'; '.join(f'`{one}`' for one in commands[:MOST_CLEANUPS])}{more}{again}"


def line_in(one: Leftover, shown: Shown) -> str:
    return "" if one.maker is None else f" ({shown(one.maker.logged)[1]})"


def source(logged: LoggedCommand, shown: Shown) -> str:
    """A snippet and the command of it that left something."""
    command, place = shown(logged)
    where = f"`{headed(command)}`, {place}"
    return f"{logged.step} ({where})" if logged.step else f"({where})"


def headed(command: str) -> str:
    """The first line of a command, not too long."""
    head, _, rest = command.strip().partition("\n")
    head = " ".join(head.split())
    return f"{head[:LONGEST].rstrip()} ..." if rest or len(head) > LONGEST else head


def counted(group: Sequence[Leftover]) -> Iterator[str]:
    """Each kind once, in the order of the group: by name where they are few."""
    kinds: dict[str, list[Leftover]] = {}
    for one in group:
        kinds.setdefault(one.kind, []).append(one)
    for kind, same in kinds.items():
        several = kind if "." in kind else f"{kind}s"  # a resource with its group is several already
        single, several = NAMES.get(kind, (kind, several))
        if len(same) > MOST_NAMES:
            yield f"{len(same)} {several}"
            continue
        yield f"{single if len(same) == 1 else several} {' and '.join(map(named, same))}"


def named(one: Leftover) -> str:
    place = f" in {one.namespace}" if one.namespace and not one.holds else ""
    holds = f" with {one.holds} object{'s' * (one.holds != 1)}" if one.holds else ""
    return f"{headed(one.name)}{place}{holds}"


def cleanups(group: Sequence[Leftover]) -> list[str]:
    """Commands that remove all of a group, in the order in which they are to be run."""
    first = group[0]
    undone = uninstall_of(first.maker.logged.command) if first.maker is not None else None
    if undone is None:
        return list(dict.fromkeys(one.cleanup for one in folded(group)))
    left = [one for one in group if one.kind in KEPT]
    whole = shlex.join([*undone, f"--context={first.context}"])
    return [whole, *dict.fromkeys(one.cleanup for one in folded(left))]


def uninstall_of(command: str) -> tuple[str, ...] | None:
    """What undoes an installation; what other commands made is deleted object by object."""
    calls = (invocation(call.words) for call in read_script(command).calls)
    return next((undone for call in calls if (undone := call.profile.uninstall.get(call.verb))), None)
