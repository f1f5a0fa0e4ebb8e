"""How kubectl reads arguments, and names that it meets in clusters: ``kubectl.toml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from harness.package_data import toml_data


@dataclass(frozen=True, slots=True, kw_only=True)
class KubectlWords:
    """``resource_first`` and ``pod_first`` are subcommands by what their first argument is."""

    resource_first: frozenset[str]
    pod_first: frozenset[str]
    others: frozenset[str]
    namespaces: frozenset[str]
    containers: frozenset[str]
    labels: frozenset[str]
    values: frozenset[str]
    conditions: frozenset[str]
    conditions_of: Mapping[str, tuple[str, ...]]  # by kind, first the one that says that it is ready
    kinds_of: Mapping[str, tuple[str, ...]]  # by subcommand, of Kubernetes' own those that it takes
    plugins: frozenset[str]
    output_formats: frozenset[str]
    top_fields: frozenset[str]
    metadata_fields: frozenset[str]
    path_fields: frozenset[str]
    label_values: Mapping[str, tuple[str, ...]]
    headings: frozenset[str]
    states: frozenset[str]


@cache
def kubectl_words() -> KubectlWords:
    found = toml_data("harness.programs.data", "kubectl.toml")
    return KubectlWords(
        resource_first=frozenset(found["resource_first"]),
        pod_first=frozenset(found["pod_first"]),
        others=frozenset(found["others"].split()),
        namespaces=frozenset(found["namespaces"].split()),
        containers=frozenset(found["containers"].split()),
        labels=frozenset(found["labels"].split()),
        values=frozenset(found["values"].split()),
        conditions=frozenset(found["conditions"].split()),
        conditions_of={kind: tuple(names.split()) for kind, names in found["conditions_of"].items()},
        kinds_of={verb: tuple(kinds.split()) for verb, kinds in found["kinds_of"].items()},
        plugins=frozenset(found["plugins"].split()),
        output_formats=frozenset(found["output_formats"].split()),
        top_fields=frozenset(found["top_fields"].split()),
        metadata_fields=frozenset(found["metadata_fields"].split()),
        path_fields=frozenset(found["path_fields"].split()),
        label_values={key: tuple(values) for key, values in found["label_values"].items()},
        headings=frozenset(found["headings"].split()),
        states=frozenset(found["states"].split()),
    )
