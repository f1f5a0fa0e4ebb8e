"""The container engine that is to hold a fleet, or holds it, with the variables that it and the tool are to see."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from harness.cluster import processes
from harness.cluster.containers.container_record import ContainerRecord, read_record
from harness.cluster.containers.engine import Engine, choose_engine
from harness.cluster.containers.machine import lacks, look
from harness.cluster.containers.tool import ClusterTool
from harness.cluster.fleet.topology import Topology
from harness.cluster.runner import Runner
from harness.errors import ClusterError
from harness.plural import counted


class Engines:
    """Engines for ``tool``, found by the ``PATH`` of ``environ``, which is the caller's."""

    def __init__(self, tool: ClusterTool, environ: Mapping[str, str]) -> None:
        self._tool, self._environ = tool, environ

    def checked(self, runner: Runner, topology: Topology) -> Engine:
        """The one to use; ``ClusterError`` with everything that is missing, before anything is started."""
        tool = self._tool
        engine, info = choose_engine(
            tool.settings.runtime, node_label=tool.node_label, runner=runner, which=self._which
        )
        machine = look(info)
        missing = [*tool.lacks(machine, topology), *lacks(machine, topology, tool.settings)]
        if missing:
            raise ClusterError(
                f"this machine cannot run {counted(len(topology.clusters), f'{tool.name} cluster')}: "
                + "; ".join(lack.message for lack in missing),
                remedy="; ".join(lack.remedy for lack in missing),
            )
        runner.environment.update(tool.environment(engine.name))
        return engine

    def at(self, state: Path) -> Engine:
        """The engine that holds the fleet of a folder; ``ClusterError`` when it is gone."""
        return self.of(record_of(state), state)

    def of(self, record: ContainerRecord, state: Path) -> Engine:
        """The engine that holds a fleet; ``ClusterError`` when it is not on ``PATH``."""
        program = self._which(record.engine)
        if program is None:
            raise ClusterError(f"no {record.engine} on PATH, which holds the clusters of {state.name}")
        runner = Runner(self.environment(state))
        runner.environment.update(self._tool.environment(record.engine))
        return Engine(name=record.engine, program=program, runner=runner, node_label=self._tool.node_label)

    def environment(self, state: Path) -> Mapping[str, str]:
        """The caller's, as docker contexts and proxies are found by it, but never the caller's kubeconfig."""
        return {
            **self._environ,
            **self._tool.settings.env,
            processes.TAG: str(state),
            "KUBECONFIG": str(state / "kubeconfig"),
            "KUBECACHEDIR": str(state / "kube-cache"),
        }

    def _which(self, name: str) -> Path | None:
        found = shutil.which(name, path=self._environ.get("PATH", ""))
        return None if found is None else Path(found)


def record_of(state: Path) -> ContainerRecord:
    """The record of a fleet that must be there."""
    record = read_record(state)
    if record is None:
        raise ClusterError(f"fleet {state.name} is gone", remedy="make a new one")
    return record
