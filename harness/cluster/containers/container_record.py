"""What destroying a fleet of containers takes, written before anything is made: a killed run leaves it to the next."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from harness.edit.replace_file import replace_file
from harness.errors import ClusterError
from harness.json_values import plain

FILE: Final = "containers.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerRecord:
    """``clusters`` gives for each cluster the name that its tool knows it by; ``pools`` its LoadBalancer addresses."""

    engine: str  # docker, podman
    network: str
    clusters: Mapping[str, str]
    pools: Mapping[str, str]

    def write(self, state: Path) -> None:
        replace_file(state / FILE, json.dumps(plain(self)).encode())


def read_record(state: Path) -> ContainerRecord | None:
    """``None`` for a fleet that is gone, or that was given up before it made anything."""
    try:
        return ContainerRecord(**json.loads((state / FILE).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise ClusterError(
            f"{state / FILE}: not a record of a fleet of containers: {error}",
            remedy=f"delete its clusters by hand (kind get clusters, kind delete cluster) and remove {state}",
        ) from error
