"""The same steps for several clusters: one of them that is there for one cluster only."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from harness.check.commands.context import cluster_calls
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.parse.page import Page
from harness.programs.names import GIVEN_TO_EACH_CLUSTER
from harness.source import Location

ONE_CLUSTER: Final = Rule.named("step-for-one-cluster")
RULES: Final = (ONE_CLUSTER,)

_OF_A_CLUSTER: Final = re.compile(r"(?i)(?:cluster|network|ctx|remote|primary)[-_]?\w*|\d+")
_ENOUGH: Final = 3  # pairs that make it a habit of the page

_NEAR: Final = 15  # lines: a change far from the others is a remark, not one of the steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A changing command: ``shape`` is its words without what differs between clusters."""

    at: Location
    context: str
    shape: tuple[str, ...]
    words: str


def check(subject: Subject) -> Iterator[Diagnostic]:
    changes = list(changes_of(subject.plan.page))
    contexts = {each.context for each in changes}
    if len(contexts) != len("AB"):
        return
    where: dict[tuple[str, ...], list[Change]] = {}
    for each in changes:
        where.setdefault(each.shape, []).append(each)
    alone = [found for found in where.values() if len({each.context for each in found}) == 1]
    beside = [found for found in alone if any(is_beside(found, each) for each in changes)]
    if len(beside) != 1 or len(beside[0]) != 1 or len(where) - len(alone) < _ENOUGH:
        return
    (only,) = beside[0]
    (other,) = contexts - {only.context}
    yield ONE_CLUSTER.found(
        only.at,
        f"'{only.words}' is for {only.context} only: every other change is made in {other} too",
        expected=f"the same command for {other}",
        remedy=f"add the command for {other}",
    )


def is_beside(found: Sequence[Change], other: Change) -> bool:
    return other not in found and any(abs(each.at.line - other.at.line) <= _NEAR for each in found)


def changes_of(page: Page) -> Iterator[Change]:
    for each in cluster_calls(page):
        verb = each.seen.verb
        if each.context is not None and verb in GIVEN_TO_EACH_CLUSTER:
            words = (*each.seen.verbs, *(f"{name}={value}" for name, value in sorted(each.seen.flags.items())))
            shape = tuple(_OF_A_CLUSTER.sub("", word) for word in words if each.context not in word)
            yield Change(
                at=each.at,
                context=each.context,
                shape=(each.seen.program, *shape),
                words=" ".join((each.seen.program, *each.seen.verbs[:3])),
            )
