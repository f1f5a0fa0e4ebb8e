"""The environment of a page's shell: made from nothing, with what the fleet and the settings put into it."""

import os
import re
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from types import MappingProxyType
from typing import Final

from harness.cluster.provider import Fleet
from harness.errors import SettingsError

# Everything else of the user's environment could lead a command to the user's own clusters, registries and settings.
PASSED_ON: Final = (
    "TZ",
    "USER",
    "LOGNAME",
    "TMPDIR",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "ALL_PROXY",
    "http_proxy",
    "https_proxy",
    "no_proxy",
    "all_proxy",
)
_LOOPBACK: Final = ("127.0.0.1", "localhost")
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_OF_A_CLUSTER: Final = re.compile(r"([^.]+)\.(.+)")
_CLUSTER_FIELDS: Final = ("context", "name", "network", "pool", "server", "version")
_DEFAULT_PATH: Final = "/usr/local/bin:/usr/bin:/bin"


def shell_environment(
    fleet: Fleet | None,
    *,
    home: Path,
    workdir: Path,
    templates: Mapping[str, str],
    inherit: Mapping[str, str],
    passed_on: Iterable[str] = (),
    path: Iterable[Path] = (),
) -> dict[str, str]:
    """Variables of a page's shell.

    ``templates`` are names with templates over the fleet, such as ``{cluster1.context}``; one that speaks of a cluster
    that the fleet does not have is left out, because settings name more clusters than most pages need; without a fleet
    all that have placeholders are. ``inherit`` is the user's environment, of which ``PASSED_ON`` and the names or globs
    in ``passed_on`` are kept. ``path`` are the folders of tools that stand first on PATH. ``SettingsError`` for a
    placeholder that no fleet has.
    """
    globs = (*PASSED_ON, *passed_on)
    kept = {name: value for name, value in inherit.items() if any(fnmatchcase(name, glob) for glob in globs)}
    folders = [*map(str, path), *map(str, fleet.path if fleet else ())]
    environment = {
        **kept,
        "HOME": str(home),
        "PWD": str(workdir),
        "PATH": os.pathsep.join([*folders, inherit.get("PATH", _DEFAULT_PATH)]),
        # Without a fleet too: a kubectl that finds no file must not go on to the user's.
        "KUBECONFIG": str(fleet.kubeconfig if fleet else home / ".kube" / "none"),
        **_past_the_proxy(kept, fleet.direct if fleet else ()),
    }
    plain = {name: text for name, text in templates.items() if _PLACEHOLDER.search(text) is None}
    return environment | (plain if fleet is None else fleet_variables(fleet, templates))


def fleet_variables(fleet: Fleet, templates: Mapping[str, str]) -> dict[str, str]:
    """Every template filled with the fleet's values; those about clusters that it does not have are left out."""
    values = template_values(fleet)
    filled = {name: fill(template, values, name=name) for name, template in templates.items()}
    return {name: text for name, text in filled.items() if text is not None}


def template_values(fleet: Fleet) -> Mapping[str, str]:
    """What templates may speak of: the fleet's own values, each cluster's, and what its provider adds."""
    values = {"kubeconfig": str(fleet.kubeconfig), "fleet": fleet.name, "provider": fleet.provider, **fleet.extra}
    for cluster in fleet.clusters:
        for field in _CLUSTER_FIELDS:
            values[f"{cluster.name}.{field}"] = str(getattr(cluster, field) or "")
    return MappingProxyType(values)


def fill(template: str, values: Mapping[str, str], *, name: str) -> str | None:
    """The template with its values; ``None`` when it speaks of a cluster that is not there."""
    clusters = {key.partition(".")[0] for key in values if "." in key}
    for placeholder in _PLACEHOLDER.findall(template):
        of_cluster = _OF_A_CLUSTER.fullmatch(placeholder)
        if of_cluster and of_cluster[1] not in clusters and of_cluster[2] in _fields(values):
            return None
        if placeholder not in values:
            known = [key for key in values if "." not in key] + [
                f"clusterN.{field}" for field in sorted(_fields(values))
            ]
            raise SettingsError(
                f"variable {name}: unknown placeholder {{{placeholder}}} in {template!r}",
                expected="one of " + ", ".join(sorted(known)),
                remedy=f"correct `{name}` in the settings' [variables]",
            )
    return _PLACEHOLDER.sub(lambda match: values[match[1]], template)


def _fields(values: Mapping[str, str]) -> set[str]:
    return {*_CLUSTER_FIELDS, *(key.partition(".")[2] for key in values if "." in key)}


def _past_the_proxy(kept: Mapping[str, str], direct: Iterable[str]) -> dict[str, str]:
    """API servers, chart repositories and LoadBalancers on this machine are not behind the user's proxy."""
    if not any(name.lower().endswith("_proxy") for name in kept):
        return {}
    present = kept.get("NO_PROXY") or kept.get("no_proxy") or ""
    hosts = ",".join([*(host for host in present.split(",") if host), *_LOOPBACK, *direct])
    return {"NO_PROXY": hosts, "no_proxy": hosts}
