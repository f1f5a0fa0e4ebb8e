"""What is to be said of a program that makes clusters of containers, such as kind, to have a provider of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from harness.cluster.containers.engine import Engine
from harness.cluster.containers.machine import Lack, Machine
from harness.cluster.fleet.topology import ClusterSpec, Topology
from harness.cluster.provider import Progress
from harness.cluster.readiness import Workload
from harness.settings.sections import NodeSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What all clusters of a fleet are made with. ``state`` is the fleet's folder, ``folder`` the settings'."""

    engine: Engine
    program: Path  # the tool's
    kubectl: Path
    network: str
    state: Path
    folder: Path
    settings: NodeSettings
    metallb: tuple[Sequence[Mapping[str, Any]], list[dict[str, Any]]]  # see `real_metallb.documents`
    archives: tuple[Path, ...]
    progress: Progress

    @property
    def stopped(self) -> Callable[[], bool]:
        return lambda: self.engine.runner.stopped


class ClusterTool(Protocol):
    """A program that makes clusters of containers.

    ``name`` is the provider's and the program's, which the toolchain has or ``PATH``, and where the settings have a
    table ``[cluster.NAME]`` for it, that of the table. It puts
    ``node_label`` on each node's container, with the cluster's name. ``system`` are the workloads that a cluster has
    from the start; pods reach its API once those of ``network_ready`` run. ``kubectl`` are the words by which a
    control plane's container is asked about its cluster.
    """

    @property
    def name(self) -> str: ...
    @property
    def node_label(self) -> str: ...
    @property
    def network_ready(self) -> tuple[Workload, ...]: ...
    @property
    def system(self) -> tuple[Workload, ...]: ...
    @property
    def kubectl(self) -> tuple[str, ...]: ...
    @property
    def settings(self) -> NodeSettings: ...

    def network(self, engine: str, environ: Mapping[str, str], /) -> str:
        """The network that its nodes are on."""

    def environment(self, engine: str, /) -> Mapping[str, str]:
        """Variables by which it works with ``engine``, docker or podman."""

    def lacks(self, machine: Machine, topology: Topology, /) -> Iterator[Lack]:
        """What ``machine`` has not, beyond what all such clusters need."""

    def create(self, making: Making, spec: ClusterSpec, cluster: str, kubeconfig: Path, /) -> None:
        """Make the cluster that the tool is to call ``cluster``, and write its kubeconfig; nodes may stay NotReady."""

    def deletion(self, cluster: str, kubeconfig: Path | None = None, /) -> tuple[str, ...]:
        """The words behind the program's name that delete a cluster, and its entry in ``kubeconfig``."""

    def control_plane(self, cluster: str, /) -> str:
        """The container of the control plane, whose API answers at port 6443."""

    def context(self, cluster: str, /) -> str:
        """The context of the kubeconfig that `create` wrote."""
