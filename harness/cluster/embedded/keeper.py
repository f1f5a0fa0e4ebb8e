"""The one process that stays with an embedded fleet: serves its workloads, and takes it down when its owner dies.

It also starts components of the control planes again that end by themselves, see ``components``.

``python -m harness.cluster.embedded.keeper STATE`` is started before anything else of the fleet, so there is no moment
at which a killed run leaves a fleet behind. It needs nothing but the fleet's folder:

``owner.json``      whose death ends the fleet; ``null`` for a kept one
``serve.json``      clusters and workloads, once they stand; until then only the owner is watched
``pause``           written while etcd is put back, see ``hold``
"""

import asyncio
import json
import logging
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from harness.cluster.api.client import Api
from harness.cluster.embedded import components, egress
from harness.cluster.embedded.ending_namespaces import EndingNamespaces
from harness.cluster.embedded.extended_resources import ExtendedResources
from harness.cluster.embedded.hold import Hold
from harness.cluster.embedded.pod_changes import PodChanges
from harness.cluster.embedded.supervisor import Supervisor
from harness.cluster.fleet.fleet_folder import FleetFolder
from harness.cluster.toolchain import Toolchain, ToolchainOptions
from harness.edit.replace_file import replace_file
from harness.json_values import built, plain
from harness.settings.sections import WorkloadSetting

LOG = logging.getLogger(__name__)

SERVE: Final = "serve.json"
WORKLOADS: Final = "workloads"  # working directories and logs, by cluster and pod
_LOOK_SECONDS: Final = 0.5
_HOLD_SECONDS: Final = 0.05  # a reset waits for it
_COMPONENT_SECONDS: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedCluster:
    """What the keeper knows of a cluster."""

    name: str
    context: str
    kubeconfig: Path
    pod_subnet: str
    egress_socket: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """``serve.json``."""

    clusters: tuple[ServedCluster, ...]
    workloads: tuple[WorkloadSetting, ...]
    cache: Path  # of the toolchain
    options: ToolchainOptions

    def write(self, state: Path) -> None:
        replace_file(state / SERVE, json.dumps(plain(self)).encode())

    @classmethod
    def read(cls, state: Path) -> "Serving":
        return built(cls, json.loads((state / SERVE).read_text()))


async def keep(folder: FleetFolder) -> None:
    """Until the owner is dead, or the folder gone: then somebody else takes the fleet down."""
    serving = asyncio.create_task(_serve(folder.path))
    serving.add_done_callback(_report)
    look_again = 0.0
    while folder.path.is_dir():
        owner = folder.owner
        if owner is not None and not owner.alive():
            LOG.warning("owner %d is gone, taking the fleet down", owner.pid)
            folder.remove()
            break
        if time.monotonic() >= look_again:
            components.start_again(folder.path)
            look_again = time.monotonic() + _COMPONENT_SECONDS
        await asyncio.sleep(_LOOK_SECONDS)
    serving.cancel()


def _report(serving: "asyncio.Task[None]") -> None:
    if not serving.cancelled() and (error := serving.exception()) is not None:
        LOG.error("workloads are not served any more", exc_info=error)


async def _serve(state: Path) -> None:
    while not (state / SERVE).exists():  # noqa: ASYNC110 - written by another process, so there is no event
        await asyncio.sleep(_LOOK_SECONDS)
    serving = Serving.read(state)
    toolchain = Toolchain(serving.cache, serving.options)

    def program(name: str) -> Path:
        return toolchain.program(name, progress=LOG.info)

    supervisors = []
    for cluster in serving.clusters:
        api = Api(cluster.kubeconfig, cluster.context)
        EndingNamespaces(api)
        ExtendedResources(api)
        supervisor = Supervisor(
            name=cluster.name,
            api=api,
            news=PodChanges(api).taken,
            kubeconfig=cluster.kubeconfig,
            folder=state / WORKLOADS / cluster.name,
            state=state,
            workloads=serving.workloads,
            program=program,
        )
        await egress.serve(cluster.egress_socket, cluster.pod_subnet, supervisor.local_port)
        supervisors.append(supervisor)
    hold, look_again = Hold(state), 0.0
    while True:
        if hold.ending is not None or hold.over or time.monotonic() >= look_again:
            await asyncio.to_thread(_step, hold, supervisors)
            look_again = time.monotonic() + _LOOK_SECONDS
        await asyncio.sleep(_HOLD_SECONDS)


def _step(hold: Hold, supervisors: Sequence[Supervisor]) -> None:
    if (ending := hold.ending) is not None:
        for supervisor in supervisors:
            if supervisor.name in ending:
                supervisor.stop()
        hold.ended()
    if not hold.lasts:
        anew = hold.over
        done = [supervisor.step(anew=anew) for supervisor in supervisors]
        if all(done) and anew:
            hold.forget()


def main(state: Path) -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    asyncio.run(keep(FleetFolder(state)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
