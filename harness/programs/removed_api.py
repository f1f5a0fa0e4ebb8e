"""apiVersions that have gone, with the ones that took their place, and when: ``removed_apis``, ``served_apis.toml``."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from harness.package_data import toml_data

_NUMBER: Final = re.compile(r"\d+")


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return toml_data("harness.programs.data", "removed_apis.toml")


@cache
def _served() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return toml_data("harness.programs.data", "served_apis.toml")


def successor(api_version: str, kind: str) -> str:
    """The apiVersion that has the kind today; empty where none is known to have gone."""
    kinds = _table().get(api_version, {})
    return kinds.get(kind, kinds.get("*", ""))


def predecessor(api_version: str, kind: str) -> str:
    """The last apiVersion of the same group that had the kind before, empty where none is known."""
    group = api_version.partition("/")[0]
    own = [each for each in _table() if each.partition("/")[0] == group and successor(each, kind) == api_version]
    return own[-1] if own else ""


def served_since(api_version: str, kind: str) -> str:
    """The version of Kubernetes that began to serve a kind so, empty where that is long ago or not known."""
    return _of_kind(_served()["since"].get(api_version, {}), kind)


def served_until(api_version: str, kind: str) -> str:
    """The version of Kubernetes that ceased to serve a kind so, empty where none is known to."""
    return _of_kind(_served()["until"].get(api_version, {}), kind)


def is_older(version: str, other: str) -> bool:
    """Whether a version of Kubernetes is before another one; ``v1.22.3`` is ``1.22``."""
    return bool(other) and _minor(version) < _minor(other)


def _minor(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in _NUMBER.findall(version)[:2])


def _of_kind(kinds: Mapping[str, str], kind: str) -> str:
    return kinds.get(kind, kinds.get("*", ""))
