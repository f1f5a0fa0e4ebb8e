"""The words that kubectl takes for resources: plural, singular and short names, and groups; ``resources.json``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from harness.package_data import json_data

_OF_PODS: Final = frozenset({"Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """``group`` is empty for those of ``v1``; ``categories`` are words for many resources at once, such as ``all``."""

    plural: str
    singular: str
    short: tuple[str, ...]
    group: str
    kind: str
    namespaced: bool
    categories: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        return (self.plural, self.singular, self.kind.lower(), *self.short, *self.categories)


@cache
def resources() -> tuple[Resource, ...]:
    found = json_data("harness.programs.data", "resources.json")
    return tuple(
        Resource(**each | {"short": tuple(each["short"]), "categories": tuple(each["categories"])}) for each in found
    )


@cache
def resource_words() -> Mapping[str, Resource]:
    """Each word with the resource that it means; where several have it, the one of Kubernetes' own groups."""
    found: dict[str, Resource] = {}
    for each in sorted(resources(), key=lambda each: (each.group.count("."), each.group)):
        for word in each.words:
            found.setdefault(word, each)
    return found


@cache
def kinds_of_pods() -> Mapping[str, str]:
    """The kind of each word for pods and what they belong to; of other kinds a label of the pods may hold the name."""
    own = (each for each in resources() if each.kind in _OF_PODS and "." not in each.group)
    return {word: each.kind for each in own for word in (each.plural, each.singular, *each.short)}


def is_resource(word: str) -> bool:
    return word.lower() in resource_words()


def plural_of(kind: str) -> str:
    """The word that a kind's definition usually has for many of it."""
    name = kind.lower()
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return f"{name[:-1]}ies"
    return f"{name}es" if name.endswith(("s", "x", "ch", "sh")) else f"{name}s"
