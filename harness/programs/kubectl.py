"""How kubectl reads arguments, and names that it meets in clusters: ``kubectl.toml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from harness.package_data import toml_data


@dataclass(frozen=True, slots=True, kw_only=True)
class KubectlWords:
    """``resource_first`` and ``pod_first`` are subcommands by what their first argument is."""

    resource_first: frozenset[str]
    pod_first: frozenset[str]
    others: frozenset[str]
    namespaces: frozenset[str]
    objects: frozenset[str]
    containers: frozenset[str]
    labels: frozenset[str]
    values: frozenset[str]
    conditions: frozenset[str]
    conditions_of: Mapping[str, tuple[str, ...]]  # by kind, first the one that says that it is ready
    kinds_of: Mapping[str, tuple[str, ...]]  # by subcommand, of Kubernetes' own those that it takes
    short_names: Mapping[str, tuple[str, ...]]  # by kind
    plugins: frozenset[str]
    output_formats: frozenset[str]
    top_fields: frozenset[str]
    metadata_fields: frozenset[str]
    path_fields: frozenset[str]
    status_fields: frozenset[str]
    label_values: Mapping[str, tuple[str, ...]]
    headings: frozenset[str]
    states: frozenset[str]


@cache
def kubectl_words() -> KubectlWords:
    return KubectlWords(
        **{name: _read(value) for name, value in toml_data("harness.programs.data", "kubectl.toml").items()}
    )


def _read(value: Any) -> Any:
    """Words, or by key such in their order."""
    if isinstance(value, dict):
        return {key: tuple(_words(words)) for key, words in value.items()}
    return frozenset(_words(value))


def _words(value: str | list[str]) -> list[str]:
    return value.split() if isinstance(value, str) else value
