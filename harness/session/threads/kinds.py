"""Kinds of Kubernetes as commands spell them, and which of them stand for each other."""

from functools import cache
from typing import Final

from harness.check.typo import is_one_slip
from harness.programs.names import Names

SHORT: Final = {
    "cj": "cronjob",
    "cm": "configmap",
    "crd": "customresourcedefinition",
    "csr": "certificatesigningrequest",
    "deploy": "deployment",
    "dr": "destinationrule",
    "ds": "daemonset",
    "ef": "envoyfilter",
    "ep": "endpoints",
    "ev": "event",
    "gc": "gatewayclass",
    "gtw": "gateway",
    "gw": "gateway",
    "hpa": "horizontalpodautoscaler",
    "ing": "ingress",
    "limits": "limitrange",
    "netpol": "networkpolicy",
    "no": "node",
    "ns": "namespace",
    "pa": "peerauthentication",
    "pc": "priorityclass",
    "pdb": "poddisruptionbudget",
    "po": "pod",
    "pv": "persistentvolume",
    "pvc": "persistentvolumeclaim",
    "quota": "resourcequota",
    "ra": "requestauthentication",
    "rc": "replicationcontroller",
    "rs": "replicaset",
    "sa": "serviceaccount",
    "sc": "storageclass",
    "se": "serviceentry",
    "sts": "statefulset",
    "svc": "service",
    "vs": "virtualservice",
    "we": "workloadentry",
    "wg": "workloadgroup",
}
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
    word = SHORT.get(word, SHORT.get(word.removesuffix("s"), word))
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
