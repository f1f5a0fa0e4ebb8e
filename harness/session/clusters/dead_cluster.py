"""Clusters that have stopped answering: a command that waits for them in vain is not to blame."""

from dataclasses import replace
from typing import Final

from harness.cluster.api.client import Api, ApiError
from harness.cluster.provider import Cluster, Fleet
from harness.match.verdict import CommandResult, Failure
from harness.session.clusters.watch import Watch

PATIENCE: Final = 10.0  # seconds for an object that every cluster has
OBJECT: Final = "/api/v1/namespaces/default"
FAULTS: Final = range(500, 600)


def without_dead_cluster(result: CommandResult, watch: Watch | None) -> CommandResult:
    """The result; a fault of the machine where a command was stopped at its limit and a cluster does not answer."""
    if watch is None or watch.fleet is None or result.failure is not Failure.TIMEOUT or not result.command.needs:
        return result
    said = silent(watch.fleet)
    return replace(result, failure=Failure.INFRASTRUCTURE, note=f"{said}; it {result.note}") if said else result


def silent(fleet: Fleet) -> str:
    """Which cluster does not answer, empty where all do."""
    dead = (one.name for one in fleet.clusters if not answers(fleet, one))
    return next((f"the API server of {name} does not answer" for name in dead), "")


def answers(fleet: Fleet, cluster: Cluster) -> bool:
    try:
        Api(fleet.kubeconfig, cluster.context).request("GET", OBJECT, timeout=PATIENCE)
    except ApiError as error:
        return bool(error.status) and error.status not in FAULTS
    except OSError:
        return False
    return True
