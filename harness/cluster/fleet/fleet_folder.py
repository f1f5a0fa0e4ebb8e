"""The folder of a fleet of ours: who owns it, and which ones nobody owns any more."""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import psutil

from harness.cluster import processes
from harness.cluster.processes import ProcessIdentity
from harness.edit.replace_file import replace_file
from harness.errors import ClusterError

_OWNER: Final = "owner.json"
_GOING: Final = ".going-"
_COMING: Final = ".coming-"


@dataclass(frozen=True, slots=True)
class FleetFolder:
    """``<root>/<name>``. The fleet lives as long as its owner; a kept one, until it is taken down."""

    path: Path

    @classmethod
    def make(cls, root: Path, name: str, owner: ProcessIdentity) -> "FleetFolder":
        """``ClusterError`` when a fleet of this name is there already."""
        root.mkdir(parents=True, exist_ok=True)
        # Under its name only once it says whose it is: a sweep at this moment must not take it for abandoned.
        fresh = root / f"{_COMING}{name}-{os.getpid()}"
        fresh.mkdir(mode=0o700)  # keys and tokens of clusters are below
        cls(fresh).set_owner(owner)
        try:
            fresh.rename(root / name)
        except OSError as error:
            shutil.rmtree(fresh)
            raise ClusterError(f"a fleet {name!r} is there already", remedy=f"harness clusters down {name}") from error
        return cls(root / name)

    @property
    def owner(self) -> ProcessIdentity | None:
        """``None`` for a kept fleet, and for one that is gone."""
        try:
            record = json.loads((self.path / _OWNER).read_text())
        except FileNotFoundError:
            return None
        return None if record is None else ProcessIdentity(**record)

    def set_owner(self, owner: ProcessIdentity | None) -> None:
        replace_file(self.path / _OWNER, json.dumps(None if owner is None else asdict(owner)).encode())

    def abandoned(self) -> bool:
        """Whether nobody needs it: its owner is dead, or it is kept and none of its processes lives."""
        owner = self.owner
        if owner is not None:
            return not owner.alive()
        return not any(state == self.path for state, _ in processes.tagged())

    def remove(self) -> None:
        """End all processes of the fleet and remove the folder; nothing happens when it is gone already."""
        processes.end(self.path, spare=frozenset({os.getpid()}))
        going = self.path.with_name(f"{_GOING}{self.path.name}-{os.getpid()}")
        try:
            self.path.rename(going)  # of two who remove it at the same time, one gets it
        except FileNotFoundError:
            return
        shutil.rmtree(going)


def folders(root: Path) -> Iterator[FleetFolder]:
    if root.is_dir():
        for path in sorted(root.iterdir()):
            if path.is_dir() and not path.name.startswith("."):
                yield FleetFolder(path)


def sweep(root: Path) -> tuple[str, ...]:
    """Remove what dead processes left below ``root``: fleets, processes without a folder, half-made folders."""
    swept = [folder.path.name for folder in folders(root) if folder.abandoned()]
    for name in swept:
        FleetFolder(root / name).remove()
    for state in {state for state, _ in processes.tagged() if state.parent == root and not state.exists()}:
        processes.end(state)
        swept.append(state.name)
    for path in root.glob(".*-*"):
        if path.name.startswith((_COMING, _GOING)) and not psutil.pid_exists(int(path.name.rsplit("-", 1)[1])):
            shutil.rmtree(path)
    return tuple(swept)
