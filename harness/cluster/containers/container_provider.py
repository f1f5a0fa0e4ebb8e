"""The provider of clusters in containers, with MetalLB, routes between those of one network, and an end."""

import logging
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from harness.capability import Capability, Fidelity
from harness.cluster.address_pool import parse_pool
from harness.cluster.api import kubeconfig
from harness.cluster.api.client import Api
from harness.cluster.api.inventory import load, save, take_inventory
from harness.cluster.api.reset import restore
from harness.cluster.containers import real_metallb
from harness.cluster.containers.claim import claim, give_network_back
from harness.cluster.containers.container_cluster import Standing, connect, extra, make_cluster
from harness.cluster.containers.container_layers import (
    INVENTORY,
    forget_layer,
    layer_file,
    remember_layer,
    restore_layer,
)
from harness.cluster.containers.container_record import ContainerRecord, read_record
from harness.cluster.containers.creation import end_makers
from harness.cluster.containers.engine import Engine
from harness.cluster.containers.engines import Engines, record_of
from harness.cluster.containers.images import archives
from harness.cluster.containers.metallb_manifest import metallb_manifest
from harness.cluster.containers.node_evidence import evidence
from harness.cluster.containers.node_files import put_back_files, remember_files
from harness.cluster.containers.tool import ClusterTool, Making
from harness.cluster.fleet.fleet_folder import FleetFolder, folders
from harness.cluster.fleet.topology import ClusterSpec, Topology
from harness.cluster.probe import fidelities
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider import Cluster, Fleet, FleetLayers, Progress
from harness.cluster.readiness import wait_for_workloads
from harness.cluster.runner import Runner
from harness.cluster.toolchain import Toolchain
from harness.cluster.waiting import side_by_side
from harness.errors import ClusterError
from harness.extensions.value_check import require_members
from harness.settings.sections import MetallbSettings

LOG = logging.getLogger(__name__)

CAPABILITIES: Final[Mapping[Capability, Fidelity]] = MappingProxyType(
    {**dict.fromkeys(Capability, Fidelity.REAL), Capability.METRICS: Fidelity.NONE}
)
"""What they give on a common machine. A fleet says what it has here, which is found out when it is made."""

NODE_FILES: Final = "node-files.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerOptions:
    """A fleet ends with ``owner``, unless it is kept. ``folder`` is where relative paths in settings start.

    ``environ`` is what the engine and the tool get to see: contexts, proxies and PATH are the user's.
    """

    owner: ProcessIdentity
    keep: bool = False
    metallb: MetallbSettings = field(default_factory=MetallbSettings)
    folder: Path = field(default_factory=Path.cwd)
    environ: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))


class ContainerProvider:
    """Fleets that ``tool`` makes, a folder of ``root`` each. Clusters that are not recorded there are never touched."""

    owned = True

    def __init__(self, tool: ClusterTool, toolchain: Toolchain, root: Path, options: ContainerOptions) -> None:
        require_members(tool, ClusterTool)
        self.name, self._tool = tool.name, tool
        self._toolchain, self._root, self._options = toolchain, root.absolute(), options
        self._engines = Engines(tool, options.environ)
        self._closed: dict[Topology, str] = {}

    @property
    def layers(self) -> FleetLayers:
        return self

    def capabilities(self, topology: Topology, /) -> Mapping[Capability, Fidelity]:  # noqa: ARG002 - all alike
        return CAPABILITIES

    def unavailable(self, topology: Topology, /) -> str:
        """Why this machine cannot run ``topology``, empty when it can; starts nothing, and asks once in a run."""
        if topology not in self._closed:
            try:
                self._engines.checked(Runner(self._options.environ), topology)
            except ClusterError as error:
                self._closed[topology] = error.message
            else:
                self._closed[topology] = ""
        return self._closed[topology]

    def create(self, name: str, topology: Topology, *, progress: Progress) -> Fleet:
        folder = FleetFolder.make(self._root, name, self._options.owner)
        runner = Runner(self._engines.environment(folder.path))
        try:
            fleet = self._create(folder.path, topology, runner, progress)
            if self._options.keep:
                folder.set_owner(None)
        except BaseException as error:
            runner.stop()
            record = read_record(folder.path)
            if record is not None and isinstance(error, ClusterError):
                progress(f"{name}: not up, collecting journals")
                error.evidence.update(
                    evidence(self._engines.of(record, folder.path), self._tool, dict(record.clusters))
                )
            self._remove(folder)
            raise
        return fleet

    def reset(self, fleet: Fleet, /, *, progress: Progress) -> None:
        """What was made since is deleted, what was changed is put back; containers and images stay.

        ``ClusterError`` when something resists: such a fleet is to be replaced.
        """
        engine = self._engines.at(fleet.state)

        def bring_back(cluster: Cluster) -> None:
            progress(f"{cluster.name}: back to the state it was made in")
            api = Api(fleet.kubeconfig, cluster.context)
            restore(api, load(fleet.state / f"{cluster.context}.{INVENTORY}"))
            system = (*self._tool.system, real_metallb.CONTROLLER, real_metallb.SPEAKER)
            wait_for_workloads(api, system, timeout=60, stopped=lambda: engine.runner.stopped)
            for node in put_back_files(engine, fleet.state / f"{cluster.context}.{NODE_FILES}"):
                LOG.info("%s: network plugins put back", node)

        side_by_side(bring_back, fleet.clusters, stop=engine.runner.stop)

    def remember(self, fleet: Fleet, layer: str, /) -> None:
        """What was written of all objects, and the files that network plugins put on the nodes."""
        engine, record = self._engines.at(fleet.state), record_of(fleet.state)

        def keep(cluster: Cluster) -> None:
            nodes = engine.nodes(record.clusters[cluster.name])
            remember_layer(Api(fleet.kubeconfig, cluster.context), fleet.state, layer)
            remember_files(engine, nodes, layer_file(fleet.state, cluster.context, layer, NODE_FILES))

        side_by_side(keep, fleet.clusters, stop=engine.runner.stop)

    def return_to(self, fleet: Fleet, layer: str, /, *, progress: Progress) -> None:
        """What a page made on top of a layer goes; where a layer is not there any more, its pods start again."""
        engine = self._engines.at(fleet.state)

        def bring_back(cluster: Cluster) -> None:
            progress(f"{cluster.name}: back to a layer")
            api = Api(fleet.kubeconfig, cluster.context)
            put_back_files(engine, layer_file(fleet.state, cluster.context, layer, NODE_FILES))
            restore_layer(api, fleet.state, layer, stopped=lambda: engine.runner.stopped)

        side_by_side(bring_back, fleet.clusters, stop=engine.runner.stop)

    def forget(self, fleet: Fleet, layer: str, /) -> None:
        forget_layer(fleet.state, [cluster.context for cluster in fleet.clusters], layer)

    def destroy(self, fleet: Fleet, /) -> None:
        self._remove(FleetFolder(fleet.state))

    def sweep(self) -> tuple[str, ...]:
        """Fleets that cannot be removed now are left for a next run, with a warning: pages may not need them at all."""
        swept: list[str] = []
        for folder in folders(self._root):
            try:
                if self._abandoned(folder):
                    self._remove(folder)
                    swept.append(folder.path.name)
            except ClusterError as error:
                LOG.warning("what fleet %s left cannot be removed: %s", folder.path.name, error)
        return tuple(swept)

    def claim_namespaces(self, fleet: Fleet, mentioned: Collection[str], /) -> tuple[str, ...]:  # noqa: ARG002
        return ()

    def _create(self, state: Path, topology: Topology, runner: Runner, progress: Progress) -> Fleet:
        engine = self._engines.checked(runner, topology)
        tool, options = self._tool, self._options
        program, kubectl = (self._toolchain.program(name, progress=progress) for name in (tool.name, "kubectl"))
        manifest = metallb_manifest(options.metallb, self._toolchain, folder=options.folder, progress=progress)
        for command in tool.settings.prepare:
            progress(command)
            runner.run(["bash", "-c", command], cwd=options.folder, timeout=tool.settings.wait)
        network = tool.network(engine.name, options.environ)
        record = claim(engine, tool, state, topology, network=network, size=options.metallb.addresses)
        making = Making(
            engine=engine,
            program=program,
            kubectl=kubectl,
            network=record.network,
            state=state,
            folder=options.folder,
            settings=tool.settings,
            metallb=real_metallb.documents(manifest),
            archives=archives(
                (*tool.settings.images, *options.metallb.images),
                engine,
                folder=options.folder,
                state=state,
                table=f"cluster.{tool.name}",
            ),
            progress=progress,
        )

        def make(spec: ClusterSpec) -> Standing:
            pool = parse_pool(record.pools[spec.name])
            assert pool is not None  # noqa: S101 - written by `_claim`
            return make_cluster(
                tool, making, spec, record.clusters[spec.name], pool, probe=spec is topology.clusters[0]
            )

        standing = side_by_side(make, topology.clusters, stop=runner.stop)
        connect(engine, standing)
        file = state / "kubeconfig"
        parts = [state / f"{spec.name}.kubeconfig" for spec in topology.clusters]
        kubeconfig.write(file, kubeconfig.joined(map(kubeconfig.read, parts)))
        for spec in topology.clusters:
            save(take_inventory(Api(file, spec.name)), state / f"{spec.name}.{INVENTORY}")
            remember_files(engine, engine.nodes(record.clusters[spec.name]), state / f"{spec.name}.{NODE_FILES}")
        return Fleet(
            name=state.name,
            provider=self.name,
            topology=topology,
            clusters=tuple(one.cluster for one in standing),
            kubeconfig=file,
            state=state,
            capabilities={**CAPABILITIES, **fidelities(standing[0].reasons)},
            path=(self._toolchain.folder(["kubectl"], progress=progress),),
            extra=extra(standing),
            direct=engine.subnets(record.network) or (),
        )

    def _abandoned(self, folder: FleetFolder) -> bool:
        """A kept fleet has no process of its own: it is there as long as its nodes are."""
        if folder.owner is not None:
            return not folder.owner.alive()
        record = read_record(folder.path)
        if record is None:
            return folder.abandoned()
        nodes = self._engines.of(record, folder.path).nodes()
        return not set(record.clusters.values()) & set(nodes.values())

    def _remove(self, folder: FleetFolder) -> None:
        """Clusters, network, processes, folder; what is gone already is no error."""
        end_makers(folder.path)
        record = read_record(folder.path)
        if record is not None:
            engine = self._engines.of(record, folder.path)
            self._delete(record, engine, folder.path)
            give_network_back(engine, folder.path, record.network)
        folder.remove()

    def _delete(self, record: ContainerRecord, engine: Engine, state: Path) -> None:
        """Delete the clusters of a fleet as far as there are any."""
        program = self._toolchain.program(self._tool.name, progress=LOG.info)
        there = set(engine.nodes().values())

        def delete(name: str) -> None:
            own = state / f"{name}.kubeconfig"  # a tool locks the file that it strikes the cluster off
            engine.runner.run([program, *self._tool.deletion(name, own)], timeout=120)

        side_by_side(delete, [name for name in record.clusters.values() if name in there], stop=engine.runner.stop)
