"""Reads that find nothing since the namespace or the label that they name is nowhere on the cluster."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from harness.programs.resource_names import resource_words
from harness.session.clusters.command_targets import ALL, Object, Touched
from harness.session.clusters.lookout import listed, places
from harness.session.clusters.waits import Wait
from harness.suggest import nearest, same_but_numbers

Labels = dict[str, str]
WORD: Final = r"(?<![\w.-]){}(?![\w.-])"
NAME: Final = re.compile(r"(?<![\w.-])[a-z0-9][\w.-]*[a-z0-9](?![\w.-])")
PAIR: Final = re.compile(r"(?P<key>[\w./-]+)==?(?P<value>[\w.-]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """``others`` are the page's other commands, ``deletes`` those before it that take something away."""

    others: str = ""
    deletes: str = ""

    def name(self, word: str) -> bool:
        """Whether another command has the word, so that it is hardly a slip."""
        return re.search(WORD.format(re.escape(word)), self.others) is not None

    def like(self, word: str) -> bool:
        """Whether other commands have a word that this one most likely means, and not the word itself."""
        near = "" if self.name(word) else nearest(word, set(NAME.findall(self.others)))
        return bool(near) and not same_but_numbers(near, word)

    def take_away(self, word: str) -> bool:
        return re.search(WORD.format(re.escape(word)), self.deletes) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterNames:
    """What a cluster has: its namespaces, and the labels of a kind's objects in a namespace."""

    namespaces: Sequence[str]
    labels: Callable[[Object], Sequence[Labels]]


def names_of(kubeconfig: Path, context: str) -> ClusterNames:
    """``ClusterError`` and ``OSError`` for a cluster that does not answer."""
    [place] = places(kubeconfig, [Wait(context=context, namespace=ALL)], {})

    def labels(one: Object) -> list[Labels]:
        known = resource_words().get(one.kind.lower())
        plural = known.plural if known is not None else one.kind.lower()
        kind = next((each for each in place.api.kinds() if each.plural == plural), None)
        if kind is None:
            return []
        group = f"/apis/{kind.group}/{kind.version}" if kind.group else f"/api/{kind.version}"
        found = listed(place.api, group, one.namespace if kind.namespaced else ALL, plural)
        return [item["metadata"].get("labels") or {} for item in found]

    namespaces = [str(item["metadata"]["name"]) for item in listed(place.api, "/api/v1", ALL, "namespaces")]
    return ClusterNames(namespaces=namespaces, labels=labels)


def mistyped_place(touched: Touched, cluster: ClusterNames, page: PageWords) -> str:
    """What is wrong about where a command looks, in a sentence; empty where nothing is known to be."""
    for namespace in touched.namespaces:
        if namespace != ALL and namespace not in cluster.namespaces and (said := _absent(namespace, cluster, page)):
            return said
    return next((said for one in touched.objects for said in _mistyped_labels(one, cluster, page)), "")


def _absent(namespace: str, cluster: ClusterNames, page: PageWords) -> str:
    near = nearest(namespace, cluster.namespaces)
    if page.take_away(namespace) or (page.deletes and not near):
        return ""
    return f"the namespace {namespace} does not exist" + (f"; there is {near}" if near else "")


def _mistyped_labels(one: Object, cluster: ClusterNames, page: PageWords) -> Iterator[str]:
    pairs = [PAIR.fullmatch(part) for part in one.selector.split(",")]
    if not one.selector or not all(pairs):
        return
    objects = cluster.labels(one)
    for pair in filter(None, pairs):
        key, value = pair["key"], pair["value"]
        keys = {known for labels in objects for known in labels}
        near_key = "" if key in keys else nearest(key, keys)
        if near_key and not page.name(key):
            yield f"none of the {one.kind} has a label {key}; there is {near_key}"
        values = {labels[key] for labels in objects if key in labels}
        near = "" if value in values else nearest(value, values)
        if near and not page.name(value) and not same_but_numbers(near, value):
            yield f"none of the {one.kind} has the label {key}={value}; there is {key}={near}"
