"""Kubeconfigs as plain tables: picked apart, renamed and joined. Nothing here reads or changes the user's own."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from harness.errors import ClusterError

Table = Mapping[str, Any]


def entry(config: Table, section: str, name: str) -> dict[str, Any]:
    """What ``section`` (clusters, contexts, users) holds under ``name``."""
    inner = section.removesuffix("s")  # the list `clusters` holds items with a `cluster`
    for item in config.get(section) or ():
        if item["name"] == name:
            return dict(item.get(inner) or {})
    names = ", ".join(sorted(item["name"] for item in config.get(section) or ())) or "none"
    raise ClusterError(f"kubeconfig has no {inner} {name!r}", expected=f"one of: {names}")


def renamed(config: Table, *, context: str, name: str, server: str | None = None) -> dict[str, Any]:
    """Only ``context`` of a kubeconfig, with its context, cluster and user all called ``name``.

    ``server`` replaces the URL of the API server.
    """
    chosen = entry(config, "contexts", context)
    cluster = entry(config, "clusters", chosen["cluster"])
    user = entry(config, "users", chosen["user"]) if chosen.get("user") else {}
    if server is not None:
        cluster["server"] = server
    kept = {key: value for key, value in chosen.items() if key == "namespace"}
    return {
        "clusters": [{"name": name, "cluster": cluster}],
        "users": [{"name": name, "user": user}],
        "contexts": [{"name": name, "context": {"cluster": name, "user": name, **kept}}],
    }


def joined(configs: Iterable[Table]) -> dict[str, Any]:
    """One kubeconfig of several that have no name in common; the first one's context is current."""
    whole: dict[str, Any] = {"apiVersion": "v1", "kind": "Config", "clusters": [], "users": [], "contexts": []}
    for config in configs:
        for section in ("clusters", "users", "contexts"):
            whole[section].extend(config.get(section) or ())
    whole["current-context"] = whole["contexts"][0]["name"] if whole["contexts"] else ""
    return whole


def call_contexts(file: Path, names: Mapping[str, str]) -> None:
    """Give contexts of a kubeconfig more names: by the name, the context that it is to be another one of."""
    if not names:
        return
    config = read(file)
    more = [
        {"name": name, "context": entry(config, "contexts", context)}
        for name, context in names.items()
        if name != context
    ]
    others = [one for one in config["contexts"] if one["name"] not in {each["name"] for each in more}]
    write(file, {**config, "contexts": [*others, *more]})


def read(file: Path) -> dict[str, Any]:
    """A kubeconfig from its file; ``ClusterError`` names one that is none, ``OSError`` where it cannot be read."""
    try:
        config = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise ClusterError(f"{file}: not YAML: {error}") from error
    if not isinstance(config, dict):
        raise ClusterError(f"{file}: not a kubeconfig", expected="a table with clusters, users and contexts")
    return config


def write(path: Path, config: Table) -> None:
    """A kubeconfig file that only its owner reads, complete from the moment it is there."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        yaml.dump(dict(config), file, Dumper=yaml.CSafeDumper, sort_keys=False)
    fresh.replace(path)
