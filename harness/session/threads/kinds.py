"""Kinds of Kubernetes as commands spell them, and which of them stand for each other."""

from functools import cache
from typing import Final

from harness.check.typo import is_one_slip
from harness.programs.kubectl import kubectl_words
from harness.programs.names import Names

SHORTEST: Final = 4  # letters of kinds that are no short names
BUILT_IN: Final = Names("built_in_kinds")
NOT_NAMESPACED: Final = Names("cluster_kinds")
QUIET: Final = Names("quiet_kinds")
"""What no request goes through."""
WORKLOADS: Final = Names("workload_kinds")
SHOWN_BY_ALL: Final = Names("shown_by_all")


@cache
def kind_of(word: str) -> str:
    """One name for ``deploy``, ``Deployments``, ``deployments.apps``."""
    word = word.lower().partition(".")[0]
    short = {name: kind for kind, names in kubectl_words().short_names.items() for name in names}
    word = short.get(word, short.get(word.removesuffix("s"), word))
    if word in BUILT_IN or not word.endswith("s"):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "xes", "ches")) else word[:-1]


def kinds_meet(made: str, used: str) -> bool:
    """Whether what is done with objects of one kind depends on those of the other; an empty one is any.

    A kind that is one slip off was to be that one.
    """
    if not made or not used or made == used or (len(made) > SHORTEST and is_one_slip(made, used)):
        return True
    if used == "all":
        return made in SHOWN_BY_ALL
    return (made in WORKLOADS and used in {"pod", "replicaset"}) or (made == "service" and used == "endpoints")


def names_meet(made: str, used: str, *, made_kind: str, used_kind: str) -> bool:
    """Pods are called after what makes them."""
    if not made or not used or made == used:
        return True
    return made_kind in WORKLOADS and used_kind in {"pod", "replicaset"} and used.startswith(f"{made}-")
