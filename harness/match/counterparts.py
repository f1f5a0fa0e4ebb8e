"""Values of a run for those that a page took from its author's cluster: names in hashes, addresses, ports."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from harness.match.lines.shape import BUILT, LONE_POD, LONE_SET, MINUTE, NODE_PORTS, POD, SET, WORDS_LIKE_A_POD
from harness.match.match import BAD, Match
from harness.match.tables.table_pair import NODES
from harness.settings import tolerance

ADDRESS: Final = re.compile(r"(?!127\.|0\.)(?:\d{1,3}\.){3}\d{1,3}")
NAME: Final = re.compile(
    rf"(?P<owner>[a-z0-9][a-z0-9.-]*?)-(?:{SET}-{POD}|{LONE_SET}|{BUILT}|(?P<end>{LONE_POD}|x{{5}})|{MINUTE}(?:-{POD})?)"
)
HASH: Final = re.compile(r"\d{7}|(?=\d*[a-f])[0-9a-f]{7,64}")
"""A commit, or what a container or another thing is called by the program that made it."""
PORT: Final = re.compile(r"\d{5}")
WORD: Final = re.compile(r"[^\s\"'(),;=\[\]{}/:]+")
"""A word of an output; ``/`` and ``:`` join what may be taken apart, as in ``80:31234/TCP``."""


def counterparts(match: Match) -> Mapping[str, str]:
    """By a value of the page, the one that is in its place in what was printed, if it can differ with every cluster."""
    found: dict[str, str] = {}
    printed: set[str] = set()
    of_nodes = any({*(line.expected or "").split()} >= NODES for line in match.differences)
    for line in match.differences:
        if line.actual is not None:
            printed.update(WORD.findall(line.actual))
        if line.expected is not None and line.actual is not None and line.expected != line.actual:
            own = tolerance.OWN_CLUSTER.name in line.rules
            node = of_nodes and tolerance.MACHINE.name in line.rules  # of which only its name is said in commands
            for page, here in (names if own or node else pairs)(line.expected, line.actual):
                if not node or line.expected.startswith(page):
                    found.setdefault(page, here)
    return {page: here for page, here in found.items() if page not in printed}


def wrong_values(match: Match) -> frozenset[tuple[str, str]]:
    """Values of the page, each with the one in its place that is wrong; none where more than values differ."""
    wrong = [line for line in match.differences if line.mark in BAD]
    lines = [(WORD.findall(line.expected or ""), WORD.findall(line.actual or "")) for line in wrong]
    if any(len(page) != len(here) for page, here in lines):
        return frozenset()
    return frozenset(pair for page, here in lines for pair in zip(page, here, strict=True) if pair[0] != pair[1])


def names(expected: str, actual: str) -> Iterator[tuple[str, str]]:
    """Words at the same place of two lines that name the author's cluster and that of the run."""
    left, right = WORD.findall(expected), WORD.findall(actual)
    yield from ((page, here) for page, here in zip(left, right, strict=False) if page != here)


def pairs(expected: str, actual: str) -> Iterator[tuple[str, str]]:
    """Words at the same place of two lines that are of one kind and differ."""
    left: Sequence[str] = WORD.findall(expected)
    right: Sequence[str] = WORD.findall(actual)
    if len(left) != len(right):
        left, right = of_one_owner(left, right)
    for page, here in zip(left, right, strict=True):
        if page != here and (kind := kind_of(page)) is not None and kind == kind_of(here):
            yield page, here


def of_one_owner(left: Sequence[str], right: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The words of two lines of other lengths that are names with an owner of which each line has but one."""
    one, other = by_owner(left), by_owner(right)
    owners = [owner for owner in one if owner in other]
    return [one[owner] for owner in owners], [other[owner] for owner in owners]


def by_owner(words: Sequence[str]) -> Mapping[str, str]:
    kinds = [kind_of(word) or "" for word in words]
    return {
        kind: word for kind, word in zip(kinds, words, strict=True) if kind.endswith("-") and kinds.count(kind) == 1
    }


def kind_of(word: str) -> str | None:
    """What a word is, as far as it is given out by a cluster; a name counts by what it begins with."""
    if ADDRESS.fullmatch(word):
        return "address"
    if PORT.fullmatch(word):
        return "port" if int(word) in NODE_PORTS else None
    if HASH.fullmatch(word):
        return "hash"
    name = NAME.fullmatch(word)
    return None if name is None or name["end"] in WORDS_LIKE_A_POD else f"{name['owner']}-"
