"""What a fleet remembers of start states that pages share, and what could not be made in this run.

``<fleet>/layers.json``       ``current``: the layer that the fleet is at, empty for the state it was made in;
                              ``known``: those that its provider can go back to
``<root>/failed-<run>-<key>`` why a layer could not be made
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from harness.cluster.provider import Fleet, Progress


@runtime_checkable
class LayeredProvider(Protocol):
    """A provider whose fleets remember states: ``remember`` keeps this one by a name, ``return_to`` goes back."""

    def remember(self, fleet: Fleet, layer: str, /) -> None: ...
    def return_to(self, fleet: Fleet, layer: str, /, *, progress: Progress) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """``layers.json``."""

    current: str = ""
    known: tuple[str, ...] = ()

    @classmethod
    def read(cls, folder: Path) -> "Layers":
        file = folder / "layers.json"
        if not file.exists():
            return cls()
        table = json.loads(file.read_text(encoding="utf-8"))
        return cls(current=table["current"], known=tuple(table["known"]))

    def write(self, folder: Path) -> None:
        fresh = folder / "layers.json.new"
        fresh.write_text(json.dumps({"current": self.current, "known": list(self.known)}), encoding="utf-8")
        fresh.replace(folder / "layers.json")

    def best(self, wanted: Sequence[str]) -> str:
        """The longest of the wanted layers, which come shortest first, that is remembered; empty for none."""
        return next((key for key in reversed(wanted) if key in self.known), "")

    def cost(self, wanted: Sequence[str], *, used: bool) -> tuple[int, int]:
        """How far a fleet is from what is wanted: layers still to be made, and whether it has to be brought back."""
        best = self.best(wanted)
        missing = len(wanted) - (wanted.index(best) + 1 if best else 0)
        return missing, int(used or self.current != best)


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedLayers:
    """Layers that could not be made in a run, known to all of its processes."""

    root: Path
    run: str

    def reason(self, keys: Sequence[str]) -> str:
        """Why one of the layers could not be made; empty when none has failed."""
        files = (self._file(key) for key in keys)
        return next((file.read_text(encoding="utf-8") for file in files if file.exists()), "")

    def add(self, key: str, reason: str) -> bool:
        """Whether this is the first to say so."""
        try:
            with self._file(key).open("x", encoding="utf-8") as file:
                file.write(reason)
        except FileExistsError:
            return False
        return True

    def forget(self) -> None:
        for file in self.root.glob(f"failed-{self.run}-*"):
            file.unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self.root / f"failed-{self.run}-{key}"
