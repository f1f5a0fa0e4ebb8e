"""The providers that the contract suite is run against, and a program that makes a fleet of one and waits to be killed.

``python candidates.py NAME CACHE ROOT``: says ``making`` when it starts, ``made`` when the fleet is ready.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from harness.capability import Capability, Fidelity
from harness.cluster.api.client import Api
from harness.cluster.containers import CAPABILITIES, ContainerOptions, ContainerProvider
from harness.cluster.embedded import EmbeddedOptions, EmbeddedProvider
from harness.cluster.embedded.embedded_provider import CAPABILITIES as EMBEDDED
from harness.cluster.existing import ExistingOptions, ExistingProvider
from harness.cluster.existing.namespaces import LABEL, NAMESPACES
from harness.cluster.fleet.topology import default_topology
from harness.cluster.kind import KindTool
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider import ClusterProvider
from harness.cluster.toolchain import Toolchain
from harness.settings import Settings, read_settings

TOPOLOGY = default_topology(2, 2)
THEIRS = "HARNESS_CONTRACT_KUBECONFIG"  # of the clusters that the existing provider is given


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """``make(toolchain, root, owner)`` gives the provider; ``marks`` are the pytest marks of the tests that use it.

    ``found_out`` are capabilities that depend on the machine; ``closed`` says why this one cannot run the provider;
    ``left`` names what is still there of fleet ``killed`` beside processes and folders. ``owns`` is false where the
    clusters are somebody else's: it gives out no address ranges, and takes back labelled namespaces only.
    """

    name: str
    marks: tuple[str, ...]
    make: Callable[[Toolchain, Path, ProcessIdentity], ClusterProvider]
    capabilities: Mapping[Capability, Fidelity]  # what its fleets must say that they can do
    found_out: frozenset[Capability] = frozenset()
    closed: Callable[[ClusterProvider], str] = lambda _: ""
    left: Callable[[], list[str]] = list
    owns: bool = True


def embedded(toolchain: Toolchain, root: Path, owner: ProcessIdentity) -> ClusterProvider:
    return EmbeddedProvider(toolchain, root, EmbeddedOptions(owner=owner))


def kind_settings() -> Settings:
    file = os.environ.get("HARNESS_KIND_SETTINGS")
    return read_settings(file=Path(file)) if file else Settings()


def kind(toolchain: Toolchain, root: Path, owner: ProcessIdentity) -> ContainerProvider:
    """With the settings that ``HARNESS_KIND_SETTINGS`` names, where kind's published node image does not do."""
    settings = kind_settings()
    cluster = settings.cluster
    options = ContainerOptions(owner=owner, metallb=cluster.metallb, folder=settings.root)
    return ContainerProvider(KindTool(cluster.kind), toolchain, root, options)


def existing(toolchain: Toolchain, root: Path, owner: ProcessIdentity) -> ExistingProvider:
    """With contexts of the kubeconfig that `THEIRS` names: an embedded fleet plays the clusters that a user has."""
    names = [spec.name for spec in TOPOLOGY.clusters]
    options = ExistingOptions(
        owner=owner,
        contexts=dict(zip(names, names, strict=True)),
        allow=tuple(names),
        confirm=lambda _: True,
        environ=dict(os.environ),
        kubeconfig=Path(os.environ[THEIRS]),
    )
    return ExistingProvider(toolchain, root, options)


def labelled_namespaces() -> list[str]:
    """Namespaces of fleet ``killed`` in the clusters that are somebody else's."""
    labelled = {"labelSelector": f"{LABEL}=killed"}
    return [
        f"{spec.name}/{item['metadata']['name']}"
        for spec in TOPOLOGY.clusters
        for item in Api(Path(os.environ[THEIRS]), spec.name).request("GET", NAMESPACES, query=labelled)["items"]
        if "deletionTimestamp" not in item["metadata"]
    ]


def no_kind(provider: ClusterProvider) -> str:
    assert isinstance(provider, ContainerProvider)
    return provider.unavailable(TOPOLOGY)


def kind_nodes() -> list[str]:
    command = [kind_settings().cluster.kind.runtime or "docker", "ps", "--all", "--format", "{{.Names}}"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return [name for name in listed if "-killed-" in name]


# What a probe finds of an embedded fleet: pods that nobody can enter, addresses that nothing answers at.
PROBED = {
    **dict.fromkeys(Capability, Fidelity.NONE),
    Capability.API: Fidelity.REAL,
    Capability.CONTROLLERS: Fidelity.REAL,
    Capability.LB_ADDRESS: Fidelity.REAL,
    Capability.PODS: Fidelity.SIMULATED,
    Capability.IMAGES: Fidelity.SIMULATED,
    Capability.MULTI_NETWORK: Fidelity.REAL,
}

CANDIDATES = {
    one.name: one
    for one in (
        Candidate(name="embedded", marks=("cluster",), make=embedded, capabilities=EMBEDDED),
        Candidate(
            name="kind",
            marks=("kind",),
            make=kind,
            capabilities=CAPABILITIES,
            found_out=frozenset({Capability.NETWORK_POLICY}),
            closed=no_kind,
            left=kind_nodes,
        ),
        Candidate(
            name="existing",
            marks=("cluster", "slow"),
            make=existing,
            capabilities=PROBED,
            left=labelled_namespaces,
            owns=False,
        ),
    )
}


def main(name: str, cache: Path, root: Path) -> None:
    provider = CANDIDATES[name].make(Toolchain(cache), root, ProcessIdentity.of(os.getpid()))
    sys.stdout.write("making\n")
    sys.stdout.flush()
    provider.create("killed", TOPOLOGY, progress=lambda _: None)
    sys.stdout.write("made\n")
    sys.stdout.flush()
    time.sleep(300)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
