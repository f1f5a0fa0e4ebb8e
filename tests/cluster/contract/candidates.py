"""The providers that the contract suite is run against, and a program that makes a fleet of one and waits to be killed.

``python candidates.py NAME CACHE ROOT``: says ``making`` when it starts, ``made`` when the fleet is ready.
"""

import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from harness.capability import Capability, Fidelity
from harness.cluster import capabilities
from harness.cluster.embedded import EmbeddedOptions, EmbeddedProvider
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider import ClusterProvider
from harness.cluster.toolchain import Toolchain
from harness.cluster.topology import default_topology

TOPOLOGY = default_topology(2, 2)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """``make(toolchain, root, owner)`` gives the provider; ``mark`` is the pytest mark of the tests that use it."""

    name: str
    mark: str
    make: Callable[[Toolchain, Path, ProcessIdentity], ClusterProvider]
    capabilities: Mapping[Capability, Fidelity]  # what its fleets must say that they can do


def embedded(toolchain: Toolchain, root: Path, owner: ProcessIdentity) -> ClusterProvider:
    return EmbeddedProvider(toolchain, root, EmbeddedOptions(owner=owner))


CANDIDATES = {
    one.name: one
    for one in (Candidate(name="embedded", mark="cluster", make=embedded, capabilities=capabilities.EMBEDDED),)
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
