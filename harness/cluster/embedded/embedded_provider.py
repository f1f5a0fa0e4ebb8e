"""The embedded provider: real control planes as plain processes, pods that kwok simulates. No root, no container."""

import logging
import os
import shutil
import sys
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from ipaddress import IPv4Network
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from harness.capability import Capability, Fidelity
from harness.cluster import metallb, processes
from harness.cluster.address_pool import AddressPool
from harness.cluster.api import kubeconfig
from harness.cluster.embedded import keeper, kwokctl
from harness.cluster.embedded.cluster import Parts, make_cluster
from harness.cluster.embedded.cluster_state import ETCD, forget, states_of
from harness.cluster.embedded.free_ports import reserve_ports
from harness.cluster.embedded.hold import Hold
from harness.cluster.embedded.keeper import ServedCluster, Serving
from harness.cluster.embedded.kwokctl import Plane
from harness.cluster.fleet import fleet_folder
from harness.cluster.fleet.fleet_folder import FleetFolder
from harness.cluster.fleet.topology import Topology
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider import Cluster, Fleet, FleetLayers, Progress
from harness.cluster.runner import Runner
from harness.cluster.toolchain import EMBEDDED as TOOLS
from harness.cluster.toolchain import Toolchain
from harness.cluster.waiting import side_by_side
from harness.cluster.workloads import ISTIOD
from harness.errors import ClusterError
from harness.settings.sections import WorkloadSetting

LOG = logging.getLogger(__name__)

# Set aside for tests of network equipment (RFC 2544): whoever calls such an address disturbs nobody.
_ADDRESSES: Final = IPv4Network("198.18.0.0/15")
CAPABILITIES: Final[Mapping[Capability, Fidelity]] = MappingProxyType(
    {
        **dict.fromkeys(Capability, Fidelity.NONE),
        Capability.API: Fidelity.REAL,
        Capability.CONTROLLERS: Fidelity.REAL,
        Capability.LB_ADDRESS: Fidelity.REAL,
        # Calls reach the processes that serve pods; those of other pods are refused, never made up.
        Capability.WEBHOOKS: Fidelity.REAL,
        Capability.PODS: Fidelity.SIMULATED,
        Capability.IMAGES: Fidelity.SIMULATED,
        Capability.MULTI_NETWORK: Fidelity.SIMULATED,
    }
)
"""Real control planes, pods that only say that they run."""
_ROUNDS: Final = 3  # of going back to a layer, where controllers replace its pods meanwhile


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedOptions:
    """A fleet ends with ``owner``, unless it is kept."""

    owner: ProcessIdentity
    keep: bool = False
    addresses: int = 50  # LoadBalancer addresses of each cluster, at most 250
    workloads: tuple[WorkloadSetting, ...] = ()  # asked before the built-in ones


class EmbeddedProvider:
    """Fleets below ``root``, a folder each, made of the toolchain's programs."""

    name = "embedded"
    owned = True

    def __init__(self, toolchain: Toolchain, root: Path, options: EmbeddedOptions) -> None:
        self._toolchain, self._root, self._options = toolchain, root.absolute(), options

    @property
    def layers(self) -> FleetLayers:
        return self

    def capabilities(self, topology: Topology, /) -> Mapping[Capability, Fidelity]:  # noqa: ARG002 - all alike
        return CAPABILITIES

    def unavailable(self, topology: Topology, /) -> str:  # noqa: ARG002 - plain processes run everywhere
        return ""

    def create(self, name: str, topology: Topology, *, progress: Progress) -> Fleet:
        self._toolchain.ensure(TOOLS, progress=progress)
        definitions = self._metallb_definitions(progress)
        folder = FleetFolder.make(self._root, name, self._options.owner)
        try:
            fleet = self._create(folder, topology, definitions, progress)
            if self._options.keep:
                folder.set_owner(None)
        except BaseException:
            folder.remove()
            raise
        return fleet

    def reset(self, fleet: Fleet, /, *, progress: Progress) -> None:
        """Put back what etcd held when the fleet was ready; only the processes of workloads end."""
        progress(f"{fleet.name}: back to the state it was made in")
        hold = Hold(fleet.state)
        hold.begin(cluster.name for cluster in fleet.clusters)
        with ThreadPoolExecutor() as pool:
            list(pool.map(lambda state: state.restore(), states_of(fleet)))
        shutil.rmtree(fleet.state / keeper.WORKLOADS, ignore_errors=True)
        hold.end()

    def remember(self, fleet: Fleet, layer: str, /) -> None:
        """Keep what etcd holds now; the processes of workloads are found again by their pods."""
        with ThreadPoolExecutor() as pool:
            list(pool.map(lambda state: state.remember(layer), states_of(fleet)))

    def return_to(self, fleet: Fleet, layer: str, /, *, progress: Progress) -> None:
        """Processes whose pods belong to the layer go on, or start; returns when they are ready.

        Where kinds come or go all start anew: programs that watch a kind which vanishes ask for it ever more seldom.
        """
        for _ in range(_ROUNDS):
            progress(f"{fleet.name}: back to a layer")
            self._return_to(fleet, layer)
            if not any(state.lost_pods(layer) for state in states_of(fleet)):
                return
        LOG.warning("%s: pods of a layer are replaced by their controllers each time", fleet.name)

    def _return_to(self, fleet: Fleet, layer: str) -> None:
        hold = Hold(fleet.state)
        with ThreadPoolExecutor() as pool:
            other_kinds = pool.map(lambda state: state.changes_kinds(layer), states_of(fleet))
            hold.begin(cluster.name for cluster, changed in zip(fleet.clusters, other_kinds, strict=True) if changed)
            list(pool.map(lambda state: state.restore(layer), states_of(fleet)))
            hold.end()
            list(pool.map(lambda state: state.until_served(), states_of(fleet)))

    def forget(self, fleet: Fleet, layer: str, /) -> None:
        for cluster in fleet.clusters:
            forget(fleet.state / cluster.name, layer)

    def destroy(self, fleet: Fleet, /) -> None:
        FleetFolder(fleet.state).remove()

    def sweep(self) -> tuple[str, ...]:
        return fleet_folder.sweep(self._root)

    def claim_namespaces(self, fleet: Fleet, mentioned: Collection[str], /) -> tuple[str, ...]:  # noqa: ARG002
        return ()

    def _create(
        self, folder: FleetFolder, topology: Topology, definitions: list[dict[str, Any]], progress: Progress
    ) -> Fleet:
        state = folder.path
        # kwokctl takes kubectl from PATH, whatever it is told, and downloads it where there is none.
        tools = self._toolchain.folder(["kubectl"], progress=progress)
        basis = processes.passed_on()
        basis["PATH"] = os.pathsep.join([str(tools), basis.get("PATH", os.defpath)])
        environment = kwokctl.environment(state, {**basis, processes.TAG: str(state)})
        keeper_pid = _start_keeper(state, environment)
        runner = Runner(environment)
        work = list(enumerate(self._planes(state, topology), start=1))

        def make(numbered: tuple[int, Plane]) -> Cluster:
            number, plane = numbered
            return make_cluster(plane, self._parts(number, plane, definitions, progress), runner, progress)

        clusters = side_by_side(make, work, stop=runner.stop)
        planes = [plane for _, plane in work]
        kubeconfig.write(state / "kubeconfig", kubeconfig.joined(kwokctl.own_kubeconfig(plane) for plane in planes))
        self._serve(state, planes)
        if not processes.alive(keeper_pid):
            said = (state / "keeper.log").read_text(errors="replace").strip().splitlines()
            raise ClusterError(f"{state.name}: the process that stays with the fleet has ended: {' '.join(said[-1:])}")
        return Fleet(
            name=state.name,
            provider=self.name,
            topology=topology,
            clusters=tuple(clusters),
            kubeconfig=state / "kubeconfig",
            state=state,
            capabilities=dict(CAPABILITIES),
            path=(tools,),
            extra={f"{plane.spec.name}.{ETCD}": plane.etcd for plane in planes},
        )

    def _planes(self, state: Path, topology: Topology) -> list[Plane]:
        count = len(kwokctl.PORTS)
        ports = reserve_ports(self._root, state, count * len(topology.clusters))
        return [
            Plane(spec=spec, state=state, ports=dict(zip(kwokctl.PORTS, ports[count * index :], strict=False)))
            for index, spec in enumerate(topology.clusters)
        ]

    def _parts(self, number: int, plane: Plane, definitions: list[dict[str, Any]], progress: Progress) -> Parts:
        """A cluster of another Kubernetes version has other programs."""
        version = plane.spec.version
        toolchain = self._toolchain.with_version("kubernetes", version) if version else self._toolchain
        first = _ADDRESSES[256 * number + 1]
        return Parts(
            programs={tool: toolchain.path(tool, progress=progress) for tool in TOOLS},
            version=toolchain.versions["kubernetes"],
            etcd_version=toolchain.versions["etcd"],
            definitions=definitions,
            addresses=AddressPool(first=first, last=first + (self._options.addresses - 1)),
        )

    def _metallb_definitions(self, progress: Progress) -> list[dict[str, Any]]:
        source = f"go:{metallb.MODULE}@{{metallb}}/{metallb.MANIFEST}"
        manifest = self._toolchain.source(source, base=self._root, progress=progress)
        return metallb.definitions(manifest.read_text())

    def _serve(self, state: Path, planes: list[Plane]) -> None:
        Serving(
            clusters=tuple(
                ServedCluster(
                    name=plane.spec.name,
                    context=plane.spec.name,
                    kubeconfig=state / "kubeconfig",
                    pod_subnet=plane.spec.pod_subnet,
                    egress_socket=plane.egress_socket,
                )
                for plane in planes
            ),
            workloads=(*self._options.workloads, ISTIOD),
            cache=self._toolchain.cache,
            options=self._toolchain.options,
        ).write(state)


def _start_keeper(state: Path, environment: Mapping[str, str]) -> int:
    # It has to find the same packages as we do.
    env = {**environment, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command: list[str | Path] = [sys.executable, "-m", "harness.cluster.embedded.keeper", state]
    return processes.start_detached(command, state=state, env=env, log=state / "keeper.log")
