"""apiVersions that have gone, with the ones that took their place: ``removed_apis.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files("harness.programs.data") / "removed_apis.toml").read_text(encoding="utf-8"))


def successor(api_version: str, kind: str) -> str:
    """The apiVersion that has the kind today; empty where none is known to have gone."""
    kinds = _table().get(api_version, {})
    return kinds.get(kind, kinds.get("*", ""))
