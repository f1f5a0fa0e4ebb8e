"""Dividing a run over machines that know nothing of each other: the same input gives each the same division."""

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from harness.errors import SettingsError
from harness.plan.stretches import cut

NO_CHAINS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})
UNKNOWN = 30.0  # seconds for what was never recorded, when nothing was


@dataclass(frozen=True, slots=True)
class Shard:
    """The ``index``-th part (from 1) of ``count``."""

    index: int
    count: int


def parse_shard(text: str, environ: Mapping[str, str]) -> Shard:
    """``2/4``, or ``/4``, whose index is that of an Indexed Job's pod: ``JOB_COMPLETION_INDEX``, counted from 0."""
    found = re.fullmatch(r"(\d*)/(\d+)", text)
    given = found[1] if found else ""
    job = environ.get("JOB_COMPLETION_INDEX", "")
    if found and not given and job.isdecimal():
        given = str(int(job) + 1)
    if not found or not given or not 1 <= int(given) <= int(found[2]):
        raise SettingsError(
            f"--shard {text}: no part of a whole",
            expected="I/N with I from 1 to N, or /N in a pod of an Indexed Job (JOB_COMPLETION_INDEX)",
        )
    return Shard(int(given), int(found[2]))


def share(
    groups: Iterable[str],
    durations: Mapping[str, float],
    shard: Shard,
    chains: Mapping[str, tuple[str, ...]] = NO_CHAINS,
) -> frozenset[str]:
    """The groups that belong to a shard: longest first, each to the part that has least so far.

    ``durations`` are recorded seconds by group; a group without one counts as the middle of those that have one.
    ``chains`` are what groups stand on: those of the same chain go together, up to half of a fair part.
    """
    names = sorted(set(groups))
    known = sorted(durations[name] for name in names if name in durations)
    usual = known[len(known) // 2] if known else UNKNOWN
    seconds = {name: durations.get(name, usual) for name in names}
    most = sum(seconds.values()) / shard.count / 2
    loads = [0.0] * shard.count
    mine = set[str]()
    for unit in sorted(units(seconds, chains, most), key=lambda one: (-total(one, seconds), one)):
        least = min(range(shard.count), key=loads.__getitem__)
        loads[least] += total(unit, seconds)
        if least == shard.index - 1:
            mine.update(unit)
    return frozenset(mine)


def units(seconds: Mapping[str, float], chains: Mapping[str, tuple[str, ...]], most: float) -> Iterator[list[str]]:
    """Groups that stay together; one that stands on nothing is a unit of its own."""
    together: dict[tuple[str, ...], list[str]] = {}
    for name in seconds:
        if chain := chains.get(name):
            together.setdefault(chain, []).append(name)
        else:
            yield [name]
    for names in together.values():
        parts = min(len(names), math.ceil(total(names, seconds) / most)) if most else 1
        yield from filter(None, cut([(name, seconds[name]) for name in names], parts))


def total(names: Iterable[str], seconds: Mapping[str, float]) -> float:
    return sum(seconds[name] for name in names)


def read_durations(file: Path) -> dict[str, float]:
    """Recorded seconds by group; none when nothing was recorded yet."""
    if not file.is_file():
        return {}
    try:
        return {name: checked_seconds(value) for name, value in json.loads(file.read_text(encoding="utf-8")).items()}
    except (ValueError, AttributeError, TypeError) as error:
        raise SettingsError(
            f"{file}: not a record of durations: {error}", remedy="write it anew: harness merge --durations FILE"
        ) from error


def checked_seconds(value: object) -> float:
    """Raises ``ValueError`` for what is no time: one NaN would give each machine another order."""
    if not isinstance(value, int | float) or not 0 <= value < math.inf:
        raise ValueError(f"{value!r} is no number of seconds")
    return float(value)


def write_durations(file: Path, durations: Mapping[str, float]) -> None:
    rounded = {name: round(seconds, 1) for name, seconds in sorted(durations.items())}
    file.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
