"""Why the pages of a run ran where they did, as one sentence for the run."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from harness.capability import Capability

# "embedded cannot provide exec, pods": the words before the list, and the list.
_ONE: Final = f"(?:{'|'.join(Capability)})"
_LIST: Final = re.compile(f"(?P<words>.+?) (?P<what>{_ONE}(?:, {_ONE})*)")


def one_reason(reasons: Iterable[str]) -> str:
    """Each clause once, in order; those that differ in nothing but their capabilities are one, with all of them."""
    clauses: dict[str, set[str]] = {}
    for clause in dict.fromkeys(_clauses(reasons)):
        found = _LIST.fullmatch(clause)
        words, what = (found["words"], found["what"].split(", ")) if found else (clause, [])
        clauses.setdefault(words, set()).update(what)
    return "; ".join(" ".join([words, *filter(None, [", ".join(sorted(what))])]) for words, what in clauses.items())


def _clauses(reasons: Iterable[str]) -> Iterator[str]:
    for reason in reasons:
        yield from filter(None, reason.split("; "))
