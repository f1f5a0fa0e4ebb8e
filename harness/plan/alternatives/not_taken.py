"""Which of a page's alternatives a path takes, and why others are not run."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from harness.plan.alternatives.branch import Branch, Choice

FIRST = "first"
EVERY = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTaken:
    """Why a block is not run. ``unprovided``: it is for a platform that the harness has not got."""

    reason: str
    unprovided: bool = False


def not_taken(choices: Sequence[Choice], *, number: int, runs: Callable[[str], bool]) -> Mapping[str, NotTaken]:
    """By block, what a path leaves out; ``number`` is which alternative it takes, from 0 for the one by rule.

    ``runs`` says of a block whether it is run on the path otherwise: where a page has but one way left, that is taken.
    """
    found: dict[str, NotTaken] = {}
    for choice in choices:
        ways = by_rule([each for each in choice.branches if each.possible and any(map(runs, each.snippets))])
        taken = ways[min(number, len(ways) - 1)] if ways else None
        for each in choice.branches:
            if each.platform:
                said = NotTaken(reason=f"unsupported here: needs {each.platform} (line {each.line})", unprovided=True)
                found |= dict.fromkeys(each.snippets, said)
            elif each.needless:
                said = NotTaken(reason=f"not taken: line {each.line} says when it is of no use ('{each.short}')")
                found |= dict.fromkeys(each.snippets, said)
            elif taken is not None and each is not taken:
                reason = f"not taken: the alternative on line {taken.line} is ('{taken.short}')"
                others = [one for one in each.snippets if one not in taken.snippets]
                found |= {one: found.get(one, NotTaken(reason=reason)) for one in others}
    return found


def by_rule(branches: Sequence[Branch]) -> list[Branch]:
    """What holds here first, then what may hold, as the page has them."""
    return sorted(branches, key=lambda each: {True: 0, None: 1, False: 2}[each.holds])


def ways(choices: Sequence[Choice], runs: Callable[[str], bool]) -> int:
    """How many paths it takes to come by every alternative."""
    counts = (sum(each.possible and any(map(runs, each.snippets)) for each in choice.branches) for choice in choices)
    return max(counts, default=1) or 1
