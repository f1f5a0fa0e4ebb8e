"""Makes the command substitutions of a text say how they ended, and reads what was said."""

import re
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Final

from harness.plan.commands.accountable import accountable
from harness.plan.commands.pipeline_parts import Part
from harness.run.output import FailedPart
from harness.run.terminal.marker import PartEnd

IN_THE_WAY: Final = re.compile(
    r"\bDEBUG\b|\bset\b.*\s-\w*[vT]|verbose|functrace|LINENO|\b(?:builtin|exit|printf)\s*\(\s*\)"
)


def trips_over_probes(command: str) -> bool:
    """Whether a command would show what is put into those after it, or trip over it."""
    return IN_THE_WAY.search(command) is not None


def with_probes(
    command: str, last: Callable[[int], str], between: Callable[[int], str], behind: Callable[[int], str]
) -> str:
    """``command`` with ``last(number)`` as the last command of each substitution: its output and status stay.

    ``between(number)`` comes behind pipelines before an ``&&``, and ``behind(number)`` behind those that are statements
    of their own; their numbers go on from those of the substitutions.
    """
    found = accountable(command)
    count = len(found.substitutions)
    added = [(each.end, f"{each.between}{last(number)}") for number, each in enumerate(found.substitutions)]
    added += [
        (each.end, f" && {between(number)}" if each.joined else f"; {behind(number)}")
        for number, each in enumerate(found.earlier, start=count)
    ]
    if not added:
        return command
    data, pieces, at = command.encode(errors="surrogateescape"), [], 0
    for end, text in sorted(added, key=itemgetter(0)):
        pieces += [data[at:end], text.encode()]
        at = end
    return b"".join((*pieces, data[at:])).decode(errors="surrogateescape")


def failed_parts(command: str, ends: Sequence[PartEnd], statuses: Sequence[int]) -> tuple[FailedPart, ...]:
    """What failed in ``command``: ``ends`` are of its probes, ``statuses`` of its last pipeline."""
    if not ends and not any(statuses):
        return ()
    found = accountable(command)
    failed: list[FailedPart] = []
    count = len(found.substitutions)
    for end in ends:
        if end.number < count:
            each = found.substitutions[end.number]
            failed += _of_substitution(each.parts, end, each.variable)
        elif end.number < count + len(found.earlier):
            failed += _of_pipeline(found.earlier[end.number - count].parts, end.parts)
    return (*failed, *_of_pipeline(found.pipeline, statuses))


def _of_substitution(parts: Sequence[Part], end: PartEnd, variable: str) -> Iterator[FailedPart]:
    known = len(parts) > 1 and len(end.parts) == len(parts)  # alone it may be negated: the status is what counts
    statuses = end.parts if known else (0,) * (len(parts) - 1) + (end.status,)
    for number, (part, status) in enumerate(zip(parts, statuses, strict=True), start=1):
        if status and not part.silenced:
            yield FailedPart(
                text=part.text, status=status, piped=number < len(parts), substituted=True, variable=variable
            )


def _of_pipeline(parts: Sequence[Part], statuses: Sequence[int]) -> Iterator[FailedPart]:
    """The last part's status is that of the command, whose verdict it is anyway."""
    if len(parts) != len(statuses):
        return
    for part, status in zip(parts[:-1], statuses, strict=False):
        if status and not part.silenced:
            yield FailedPart(text=part.text, status=status, piped=True)
