"""Under which conditions a page runs: where its clusters come from and why, and the versions of what it uses."""

import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from typing import Final

from harness.cluster.provider import Fleet
from harness.cluster.toolchain import TOOLS, Toolchain
from harness.cluster.toolchain.versions import parse_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """``clusters`` says in one sentence which clusters a page runs on, empty without any; ``versions`` are by name.

    ``files`` are those of the checkout that the page has copies of.
    """

    provider: str = ""
    reason: str = ""
    clusters: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()


CONDITIONS: Final = Conditions()
"""Of a page that runs nowhere in particular."""


def versions_of(fleet: Fleet | None, tools: Iterable[str], toolchain: Toolchain) -> dict[str, str]:
    """The versions of this harness, of bash, of a fleet's clusters, and of the tools that a page was given."""
    versions = {"docs-harness": version("docs-harness"), "bash": bash_version()}
    if fleet is None:
        return versions
    of_clusters = {one.name: one.version.removeprefix("v") for one in fleet.clusters if one.version}
    if len(set(of_clusters.values())) == 1:
        versions["Kubernetes"] = next(iter(of_clusters.values()))
    else:
        versions |= {f"Kubernetes of {name}": number for name, number in of_clusters.items()}
    return versions | {name: toolchain.version_of(name) for name in sorted(set(tools) & TOOLS.keys())}


@cache
def bash_version() -> str:
    done = subprocess.run(["bash", "--version"], capture_output=True, text=True, check=False)
    return str(parse_version(done.stdout) or "unknown")
