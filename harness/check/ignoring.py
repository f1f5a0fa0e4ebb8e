"""Findings that a page, its front matter or its plan file says are none; and what is odd about saying so."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from harness.diagnostic import Diagnostic
from harness.parse.page import Ignore
from harness.plan.codes import IGNORE_WITHOUT_REASON, UNUSED_IGNORE
from harness.source import Location
from harness.suggest import nearest


def without_ignored(
    diagnostics: Sequence[Diagnostic], ignores: Iterable[Ignore], *, fixed: Collection[str]
) -> tuple[tuple[Diagnostic, ...], AbstractSet[tuple[Ignore, str]]]:
    """The findings that are left, and which ignores were used, with the code. ``fixed`` codes are never ignored."""
    every = tuple(ignores)
    left: list[Diagnostic] = []
    used: set[tuple[Ignore, str]] = set()
    for each in diagnostics:
        ignoring = (
            () if each.code in fixed else [one for one in every if each.code in one.codes and covers(one, each.at)]
        )
        used |= {(one, each.code) for one in ignoring}
        if not ignoring:
            left.append(each)
    return tuple(left), used


def covers(ignore: Ignore, at: Location) -> bool:
    """Whether a place is in what an ignore is for: also text that a boilerplate brings in there."""
    if ignore.whole and ignore.at.included_from is None:
        return True
    place: Location | None = at
    while place is not None:
        inside = ignore.whole or ignore.first <= place.line <= ignore.last
        if inside and place.path == ignore.at.path:
            return True
        place = place.included_from
    return False


def odd_ignores(
    ignores: Iterable[Ignore],
    used: AbstractSet[tuple[Ignore, str]],
    *,
    codes: Collection[str],
    off: Collection[str],
    fixed: Collection[str],
) -> Iterator[Diagnostic]:
    """Ignores without a reason, and those that ignore nothing although the rule is on.

    A boilerplate's may be for another of the pages that include it.
    """
    for ignore in ignores:
        if not ignore.reason:
            yield IGNORE_WITHOUT_REASON.found(
                ignore.at,
                f"no reason is given for ignoring {', '.join(ignore.codes) or 'findings'}",
                expected="a reason, such as 'ignore CODE -- REASON' in a comment",
                remedy="say why the page is right",
            )
        if not ignore.codes:
            yield UNUSED_IGNORE.found(ignore.at, "no code is named, so nothing is ignored", remedy="name the code")
        for code in ignore.codes:
            if code in fixed:
                yield UNUSED_IGNORE.found(ignore.at, f"{code} cannot be ignored", remedy="correct the error it names")
            elif code not in codes:
                near = nearest(code, codes)
                remedy = f"did you mean '{near}'?" if near else "remove it"
                yield UNUSED_IGNORE.found(ignore.at, f"there is no code '{code}'", remedy=remedy)
            elif (ignore, code) not in used and code not in off and ignore.at.included_from is None:
                yield UNUSED_IGNORE.found(
                    ignore.at,
                    f"there is no finding '{code}' here to ignore",
                    expected="a finding in the block below it, or on the page where it is for all of it",
                    remedy=f"remove {code} from it",
                )
