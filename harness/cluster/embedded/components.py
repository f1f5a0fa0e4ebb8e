"""Components of a control plane that end by themselves, and are started again as a kubelet would.

The controller manager gives up when the API server is not healthy ten seconds after it asks, which on a busy machine
is soon. kwokctl writes what it started into ``kwok/clusters/NAME``: ``kwok.yaml`` and ``pids/``. Without etcd or the
API server a cluster has lost its state: these are not started again.
"""

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from harness.cluster import processes
from harness.errors import ClusterError

LOG = logging.getLogger(__name__)

FILE: Final = "kwok.yaml"
FOLDERS: Final = "kwok/clusters/*"
STARTED_AGAIN: Final = ("kube-controller-manager", "kube-scheduler", "kwok-controller")


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """``home`` is the folder that kwokctl keeps for the component's cluster."""

    name: str
    home: Path

    @property
    def pid_file(self) -> Path:
        return self.home / "pids" / f"{self.name}.pid"

    @property
    def ended(self) -> bool:
        """Whether it was started and lives no more; a file that is just being written says nothing."""
        text = self.pid_file.read_text() if self.pid_file.exists() else ""
        return text.isdecimal() and not processes.alive(int(text))

    def start_again(self, state: Path) -> None:
        """``ClusterError`` when it cannot be started."""
        command = next(one for one in self._table() if one["name"] == self.name)
        process = processes.start_detached(
            [command["binary"], *command["args"]],
            state=state,
            env=os.environ,
            log=self.home / "logs" / f"{self.name}.log",
            cwd=self.home,
        )
        self.pid_file.write_text(str(process))

    def _table(self) -> list[dict[str, Any]]:
        documents = yaml.safe_load_all((self.home / FILE).read_text(encoding="utf-8"))
        return [component for document in documents for component in document.get("components", ())]


def ended(state: Path) -> Iterator[Component]:
    """What has ended and is to be started again, of every cluster of the fleet at ``state``."""
    for home in sorted(state.glob(FOLDERS)):
        components = (Component(name=name, home=home) for name in STARTED_AGAIN)
        yield from (component for component in components if component.ended)


def start_again(state: Path) -> None:
    """Start what has ended; what cannot be started is tried again at the next look."""
    for component in ended(state):
        LOG.warning("%s: %s has ended and is started again", component.home.name, component.name)
        try:
            component.start_again(state)
        except (ClusterError, OSError, StopIteration) as error:
            LOG.warning("%s: %s: %s", component.home.name, component.name, error)
