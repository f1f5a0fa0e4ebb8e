"""A fleet's entry in the pool: its folder, and what the files in it say.

``fleet.json``   the fleet, once it is ready
``lease.lock``   held by whoever runs a page on it: exclusively to change, shared to read
``used``         the page that changed it; the next one resets the fleet first. A free lease with this file is also what
                 a killed process leaves.
``layers.json``  the start states of pages that it remembers, see ``layers``
``kubeconfigs/`` its kubeconfig as it was made, and as layers left it
``run``          the run it belongs to, empty for one that is kept for later runs
``held``         the run that has taken a kept one and goes on using it: no other run does while that one lives
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from harness.cluster.fleet.layers import Layers
from harness.cluster.fleet.run_name import run_owner
from harness.cluster.provider import Fleet
from harness.edit.replace_file import replace_file
from harness.errors import ClusterError
from harness.json_values import built, plain

VERSION: Final = 2
"""Of a fleet's record."""


@dataclass(frozen=True, slots=True, order=True)
class PoolEntry:
    """``<root>/<name>``."""

    folder: Path

    @classmethod
    def make(cls, folder: Path, run: str) -> "PoolEntry":
        folder.mkdir()
        (folder / "run").write_text(run)
        return cls(folder)

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def run(self) -> str:
        return (self.folder / "run").read_text()

    @property
    def ready(self) -> bool:
        return self._record.exists()

    @property
    def fleet(self) -> Fleet:
        return read_fleet(self._record)

    @property
    def held_by(self) -> str:
        """The living run that a kept fleet serves, empty for none."""
        run = self._held.read_text() if self._held.exists() else ""
        return run if run and run_owner(run).alive() else ""

    def hold(self, run: str) -> None:
        """Let a kept fleet serve this run only, between its pages too. Whoever does it has the pool's lock."""
        if not self.run:
            replace_file(self._held, run.encode())

    def let_go(self) -> None:
        self._held.unlink(missing_ok=True)

    def write(self, fleet: Fleet) -> None:
        write_fleet(fleet, self._record)

    def keep_contexts(self, layer: str = "") -> None:
        """Remember the fleet's kubeconfig: as it was made, or as a layer left it."""
        if (here := self.fleet.kubeconfig).exists():
            kept = self._contexts(layer)
            kept.parent.mkdir(exist_ok=True)
            replace_file(kept, here.read_bytes())

    def put_contexts_back(self, layer: str = "") -> None:
        """A page that chose a namespace or a context for good did so for itself alone."""
        kept, here = self._contexts(layer), self.fleet.kubeconfig
        if kept.exists() and (not here.exists() or here.read_bytes() != kept.read_bytes()):
            replace_file(here, kept.read_bytes())

    def forget_contexts(self, layer: str) -> None:
        self._contexts(layer).unlink(missing_ok=True)

    def _contexts(self, layer: str) -> Path:
        return self.folder / "kubeconfigs" / (layer or "made")

    @property
    def used_by(self) -> str:
        """The page that changed it, empty when nothing is to be taken back."""
        return self._used.read_text() if self._used.exists() else ""

    def use(self, page: str) -> None:
        self._used.write_text(page)

    def forget_use(self) -> None:
        self._used.unlink(missing_ok=True)

    @property
    def layers(self) -> Layers:
        return Layers.read(self.folder)

    def remove(self) -> None:
        shutil.rmtree(self.folder)

    @property
    def _record(self) -> Path:
        return self.folder / "fleet.json"

    @property
    def _held(self) -> Path:
        return self.folder / "held"

    @property
    def _used(self) -> Path:
        return self.folder / "used"


def entries(root: Path) -> Iterator[PoolEntry]:
    """In order of their names; folders that do not say whose they are are none."""
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        if (folder / "run").exists():
            yield PoolEntry(folder)


def remove_unnamed(root: Path) -> None:
    """Remove entries whose maker died before it said whose they are."""
    for folder in root.iterdir():
        if folder.is_dir() and not (folder / "run").exists():
            shutil.rmtree(folder)


def write_fleet(fleet: Fleet, file: Path) -> None:
    """Write atomically: a reader sees the whole record or none."""
    replace_file(file, json.dumps({"version": VERSION, **plain(fleet)}, indent=1).encode())


def read_fleet(file: Path) -> Fleet:
    """Raises ``ClusterError`` for a record that is no record of this version."""
    try:
        record: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        if record.pop("version") != VERSION:
            raise ClusterError(f"{file}: a fleet of another version", remedy="remove it: harness clusters down")
        return built(Fleet, record)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ClusterError(f"{file}: not a fleet's record: {error}", remedy="harness clusters down") from error
