"""Makes the parts of a text say how they ended, and loops what they go over; reads what was said."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from types import MappingProxyType
from typing import Final

from harness.plan.commands.accountable import accountable
from harness.plan.commands.glob_loops import glob_loops
from harness.plan.commands.pipeline_parts import Part
from harness.run.output import FailedPart
from harness.run.terminal.marker import PartEnd

IN_THE_WAY: Final = re.compile(
    r"\bDEBUG\b|\bset\b.*\s-\w*[vT]|verbose|functrace|LINENO|\b(?:builtin|exit|printf)\s*\(\s*\)"
)

NO_FUNCTIONS: Final[Mapping[str, str]] = MappingProxyType({})


def trips_over_probes(command: str) -> bool:
    """Whether a command would show what is put into those after it, or trip over it."""
    return IN_THE_WAY.search(command) is not None


def with_probes(
    command: str,
    last: Callable[[int], str],
    between: Callable[[int], str],
    behind: Callable[[int], str],
    matching: Callable[[int, str], str],
    *,
    first: int = 0,
) -> str:
    """``command`` with ``last(number)`` as the last command of each substitution: its output and status stay.

    ``between(number)`` comes behind pipelines before an ``&&``, and ``behind(number)`` behind those that are statements
    of their own; their numbers go on from those of the substitutions, which begin with ``first``. ``matching(number,
    variable)`` comes first in loops over files, whose numbers are the last.
    """
    found = accountable(command)
    count = first + len(found.substitutions)
    numbered = enumerate(found.substitutions, start=first)
    added = [(each.end, f"{each.between}{last(number)}") for number, each in numbered]
    added += [
        (each.end, f" && {between(number)}" if each.joined else f"; {behind(number)}")
        for number, each in enumerate(found.earlier, start=count)
    ]
    added += [
        (each.at, f" {matching(number, each.variable)};")
        for number, each in enumerate(glob_loops(command), start=count + len(found.earlier))
    ]
    if not added:
        return command
    data, pieces, at = command.encode(errors="surrogateescape"), [], 0
    for end, text in sorted(added, key=itemgetter(0)):
        pieces += [data[at:end], text.encode()]
        at = end
    return b"".join((*pieces, data[at:])).decode(errors="surrogateescape")


def probe_count(command: str) -> int:
    """How many numbers ``with_probes`` uses."""
    found = accountable(command)
    return len(found.substitutions) + len(found.earlier) + len(glob_loops(command))


def failed_parts(
    command: str, ends: Sequence[PartEnd], statuses: Sequence[int], functions: Mapping[str, str] = NO_FUNCTIONS
) -> tuple[FailedPart, ...]:
    """What failed in ``command``: ``ends`` are of its probes, ``statuses`` of its last pipeline.

    The numbers of probes in the bodies of ``functions`` go on from those of the command, in that order.
    """
    if not ends and not any(statuses):
        return ()
    failed, first = [*_of_probes(command, ends, first=0)], probe_count(command)
    for name, body in functions.items():
        failed += [replace(part, function=name) for part in _of_probes(body, ends, first=first)]
        first += probe_count(body)
    return (*failed, *_of_pipeline(accountable(command).pipeline, statuses))


def _of_probes(text: str, ends: Sequence[PartEnd], *, first: int) -> Iterator[FailedPart]:
    found, loops = accountable(text), glob_loops(text)
    count = len(found.substitutions)
    for end in dict.fromkeys(ends):
        number = end.number - first
        if 0 <= number < count:
            each = found.substitutions[number]
            yield from _of_substitution(each.parts, end, each.variable)
        elif count <= number < count + len(found.earlier):
            earlier = found.earlier[number - count]
            yield from _of_pipeline(earlier.parts, end.parts, whole=earlier.whole)
        elif 0 <= number - count - len(found.earlier) < len(loops):
            yield FailedPart(text=loops[number - count - len(found.earlier)].words, status=1, unmatched=True)


def _of_substitution(parts: Sequence[Part], end: PartEnd, variable: str) -> Iterator[FailedPart]:
    known = len(parts) > 1 and len(end.parts) == len(parts)  # alone it may be negated: the status is what counts
    statuses = end.parts if known else (0,) * (len(parts) - 1) + (end.status,)
    for number, (part, status) in enumerate(zip(parts, statuses, strict=True), start=1):
        if status and not part.silenced:
            yield FailedPart(
                text=part.text, status=status, piped=number < len(parts), substituted=True, variable=variable
            )


def _of_pipeline(parts: Sequence[Part], statuses: Sequence[int], *, whole: bool = False) -> Iterator[FailedPart]:
    """The status of a command's last part is that of the command, whose verdict it is anyway."""
    if len(parts) != len(statuses):
        return
    for number, (part, status) in enumerate(zip(parts, statuses, strict=True), start=1):
        if status and not part.silenced and (whole or number < len(parts)):
            yield FailedPart(text=part.text, status=status, piped=number < len(parts))
