"""What a fleet remembers of start states that pages share.

``layers.json``     ``current``: the layer that the fleet is at, empty for the state it was made in; ``known``: those
                    that its provider can go back to, by key with their names, the one used last at the end
``layers/<key>/``   what the commands of a layer left in their own shell and folders
"""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Final

from harness.edit.replace_file import replace_file

MOST: Final = 20  # of one fleet; a kept one would gather those of every text that a prerequisite ever had


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """``layers.json``. ``known`` has the names of what each layer holds, by key."""

    current: str = ""
    known: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> "Layers":
        file = folder / "layers.json"
        if not file.exists():
            return cls()
        return cls(**json.loads(file.read_text(encoding="utf-8")))

    def write(self, folder: Path) -> None:
        replace_file(folder / "layers.json", json.dumps(asdict(self)).encode())

    def at(self, layer: str, name: str = "") -> "Layers":
        """The fleet at a layer, which is then the one used last; the empty name keeps the one it has."""
        if not layer:
            return replace(self, current="")
        known = {key: old for key, old in self.known.items() if key != layer}
        return Layers(current=layer, known={**known, layer: name or self.known.get(layer, "")})

    def without(self, layer: str) -> "Layers":
        known = {key: name for key, name in self.known.items() if key != layer}
        return Layers(current="" if self.current == layer else self.current, known=known)

    @property
    def surplus(self) -> tuple[str, ...]:
        """Layers that have not been used for longest, where there are too many."""
        return tuple(self.known)[: max(0, len(self.known) - MOST)]

    def best(self, wanted: Sequence[str]) -> str:
        """The longest of the wanted layers, which come shortest first, that is remembered; empty for none."""
        return next((key for key in reversed(wanted) if key in self.known), "")

    def cost(self, wanted: Sequence[str], *, used: bool) -> tuple[int, int]:
        """How far a fleet is from what is wanted: layers still to be made, and whether it has to be brought back."""
        best = self.best(wanted)
        missing = len(wanted) - (wanted.index(best) + 1 if best else 0)
        return missing, int(used or self.current != best)


def local_folder(entry: Path, layer: str) -> Path:
    """Where what a layer's commands left in their own folders is kept."""
    return entry / "layers" / layer


def forget_local(entry: Path, layer: str) -> None:
    shutil.rmtree(local_folder(entry, layer), ignore_errors=True)
