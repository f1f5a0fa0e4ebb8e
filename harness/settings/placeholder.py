"""Placeholders in the values of variables: ``{kubeconfig}``, ``{cluster1.context}``. A page's fleet fills them in.

A cluster is numbered, as any page may have it, or named, as a topology of the settings has it.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from harness.settings.constraint import Problem
from harness.suggest import nearest

PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
NUMBERED: Final = re.compile(r"cluster\d+")
OF_A_FLEET: Final = ("fleet", "kubeconfig", "provider")
OF_A_CLUSTER: Final = ("context", "name", "network", "node", "node_address", "pool", "server", "version")
KNOWN: Final = (*OF_A_FLEET, *(f"cluster1.{name}" for name in OF_A_CLUSTER))


@dataclass(frozen=True, slots=True)
class Template:
    """Text whose placeholders are ones that a fleet may have, whatever its clusters are called."""

    def problem(self, value: str) -> Problem | None:
        for name in PLACEHOLDER.findall(value):
            cluster, dot, attribute = name.partition(".")
            if attribute in OF_A_CLUSTER if dot and cluster else name in OF_A_FLEET:
                continue
            near = nearest(attribute, OF_A_CLUSTER) if dot else nearest(name, KNOWN)
            meant = f"{cluster}.{near}" if dot and near else near
            return Problem(
                f"unknown placeholder {{{name}}}",
                f"one of {', '.join(f'{{{known}}}' for known in KNOWN)}",
                f"did you mean {{{meant}}}?" if meant else "",
            )
        return None


def clusters_in(templates: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each variable with each cluster that its value speaks of."""
    for variable, text in templates.items():
        for name in PLACEHOLDER.findall(text):
            cluster, dot, _ = name.partition(".")
            if dot:
                yield variable, cluster


def unknown_cluster(cluster: str, named: Collection[str] | None) -> Problem | None:
    """What is wrong with a cluster that has no number and is not among the ``named`` ones; ``None``: any may be."""
    if named is None or NUMBERED.fullmatch(cluster) or cluster in named:
        return None
    number = re.sub(r"\D", "", cluster) or "1"
    near = nearest(cluster, [f"cluster{number}", *named])
    return Problem(
        f"unknown cluster {cluster!r}",
        ", ".join(["cluster1, cluster2 and so on", *sorted(named)]) + ": clusters with a number or of a topology",
        f"did you mean '{near}'?" if near else "",
    )
