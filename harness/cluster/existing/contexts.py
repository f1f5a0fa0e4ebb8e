"""Contexts of the user's kubeconfigs, copied so that they work from another folder, HOME and environment."""

import base64
import shutil
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

from harness.cluster.api.kubeconfig import Table, read
from harness.errors import ClusterError, SettingsError

# Files that a kubeconfig names, and the keys that hold their content instead.
EMBEDDED: Final = {
    "certificate-authority": "certificate-authority-data",
    "client-certificate": "client-certificate-data",
    "client-key": "client-key-data",
}
KEPT_AS_FILE: Final = "tokenFile"  # its content changes while we run
# What cloud vendors' plugins read beside their arguments.
PLUGIN_ENVIRONMENT: Final = (
    "HOME",
    "PATH",
    "USER",
    "XDG_*",
    "AWS_*",
    "AZURE_*",
    "CLOUDSDK_*",
    "GOOGLE_*",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "SSL_CERT_*",
)


def kubeconfig_files(explicit: Path | None, environ: Mapping[str, str]) -> tuple[Path, ...]:
    """Kubeconfig files in the order kubectl merges them; the first to set a value wins.

    Source: https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
    """
    if explicit is not None:
        return (explicit,)
    if listed := environ.get("KUBECONFIG"):
        return tuple(Path(part).expanduser() for part in listed.split(":") if part)
    return (Path(environ.get("HOME", "/")) / ".kube" / "config",)


def read_merged(files: Iterable[Path]) -> dict[str, Any]:
    """One table of several kubeconfigs, with paths made absolute; files that are not there are left out, as by kubectl.

    ``SettingsError`` when none is there.
    """
    listed = tuple(files)
    merged: dict[str, list[Any]] = {"clusters": [], "users": [], "contexts": []}
    found = False
    for file in listed:
        if not file.is_file():
            continue
        found = True
        config = read(file)
        for section, items in merged.items():
            names = {item["name"] for item in items}
            items += [absolute(item, file.parent) for item in config.get(section) or () if item["name"] not in names]
    if not found:
        raise SettingsError(
            f"no kubeconfig: {', '.join(map(str, listed))}",
            remedy="name the file of your contexts: kubeconfig in [cluster], or $KUBECONFIG",
        )
    return dict(merged)


def absolute(item: Table, folder: Path) -> dict[str, Any]:
    """An entry of a kubeconfig whose files are named from the root."""
    result = dict(item)
    for inner in ("cluster", "user"):
        if inner in item:
            table = dict(item[inner] or {})
            for key in (*EMBEDDED, KEPT_AS_FILE):
                if table.get(key):
                    table[key] = str(folder / Path(table[key]).expanduser())
            plugin = table.get("exec")
            if plugin and "/" in plugin.get("command", ""):
                table["exec"] = {**plugin, "command": str(folder / plugin["command"])}
            result[inner] = table
    return result


def portable(part: Table, environ: Mapping[str, str], *, context: str) -> dict[str, Any]:
    """A kubeconfig of one context (see `kubeconfig.renamed`) without need of other files or of this environment.

    A login plugin is called by its full path, with the variables it may read: the shell of a page has neither the
    user's HOME nor the user's PATH.
    """
    cluster = dict(part["clusters"][0]["cluster"])
    user = dict(part["users"][0]["user"])
    for table in (cluster, user):
        for key, data in EMBEDDED.items():
            if file := table.pop(key, None):
                table[data] = encoded(Path(file), context)
    if plugin := user.get("exec"):
        user["exec"] = {
            **plugin,
            "command": program(plugin, environ, context),
            "env": environment(plugin, environ),
        }
    return {
        **part,
        "clusters": [{**part["clusters"][0], "cluster": cluster}],
        "users": [{**part["users"][0], "user": user}],
    }


def encoded(file: Path, context: str) -> str:
    try:
        return base64.b64encode(file.read_bytes()).decode()
    except OSError as error:
        raise ClusterError(f"context {context!r}: {file}: {error.strerror}") from error


def program(plugin: Table, environ: Mapping[str, str], context: str) -> str:
    """Where a login plugin is."""
    command = str(plugin.get("command", ""))
    found = shutil.which(command, path=environ.get("PATH", ""))
    if found is None:
        hint = str(plugin.get("installHint", "")).strip()
        raise ClusterError(
            f"context {context!r} logs in by {command!r}, which is not on PATH",
            remedy=hint or f"install {command}, and try: kubectl --context {context} version",
        )
    return found


def environment(plugin: Table, environ: Mapping[str, str]) -> list[dict[str, str]]:
    """The plugin's own variables, then those of ours that it may read and does not set."""
    own = list(plugin.get("env") or ())
    names = {item["name"] for item in own}
    passed = sorted(
        name
        for name in environ
        if name not in names and any(fnmatchcase(name.upper(), pattern) for pattern in PLUGIN_ENVIRONMENT)
    )
    return [*own, *({"name": name, "value": environ[name]} for name in passed)]
