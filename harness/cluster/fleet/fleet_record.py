"""A fleet as JSON, so that other processes can use, list and remove it."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from harness.capability import Capability, Fidelity
from harness.cluster.fleet.topology import ClusterSpec, Topology
from harness.cluster.provider import Cluster, Fleet
from harness.errors import ClusterError

VERSION = 2


def write_fleet(fleet: Fleet, file: Path) -> None:
    """Write atomically: a reader sees the whole record or none."""
    record = asdict(fleet)
    record["version"] = VERSION
    record["kubeconfig"], record["state"] = str(fleet.kubeconfig), str(fleet.state)
    record["path"] = [str(folder) for folder in fleet.path]
    record["capabilities"] = {capability.value: int(fidelity) for capability, fidelity in fleet.capabilities.items()}
    fresh = file.with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps(record, indent=1), encoding="utf-8")
    fresh.replace(file)


def read_fleet(file: Path) -> Fleet:
    """Raises ``ClusterError`` for a record that is no record of this version."""
    try:
        record: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        if record["version"] != VERSION:
            raise ClusterError(f"{file}: a fleet of another version", remedy="remove it: harness clusters down")
        topology = record["topology"]
        return Fleet(
            name=record["name"],
            provider=record["provider"],
            topology=Topology(
                name=topology["name"], clusters=tuple(ClusterSpec(**cluster) for cluster in topology["clusters"])
            ),
            clusters=tuple(Cluster(**cluster) for cluster in record["clusters"]),
            kubeconfig=Path(record["kubeconfig"]),
            state=Path(record["state"]),
            capabilities={Capability(name): Fidelity(value) for name, value in record["capabilities"].items()},
            path=tuple(Path(folder) for folder in record["path"]),
            extra=record["extra"],
            direct=tuple(record["direct"]),
            owned=record["owned"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ClusterError(f"{file}: not a fleet's record: {error}", remedy="harness clusters down") from error
