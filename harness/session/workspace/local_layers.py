"""A page's shell and folders as a layer's commands left them, kept with the fleet that has the layer."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from harness.cluster.fleet.layers import local_folder
from harness.match.thread import Thread
from harness.run.terminal.shell_memory import ShellMemory
from harness.session.workspace.local_state import LocalState, restore, save
from harness.session.workspace.workdir import Workspace


class LearningShell(Protocol):
    """A shell that can be asked what it has learned, and be taught that."""

    def learned(self) -> ShellMemory: ...
    def learn(self, memory: ShellMemory, /) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalLayers:
    """``entry`` is the fleet's folder in the pool; whoever has this holds the fleet's lock."""

    entry: Path
    shell: LearningShell
    workspace: Workspace

    def save(self, layer: str, lost: tuple[Thread, ...] = ()) -> bool:
        """Whether it is small enough to be kept. ``lost`` is what the layer's commands have not made."""
        state = LocalState(memory=self.shell.learned(), places=self._places, lost=lost)
        return save(local_folder(self.entry, layer), self.workspace, state)

    def restore(self, layer: str) -> tuple[Thread, ...] | None:
        """What the layer's commands have not made; ``None`` where there was nothing of it to be put back."""
        folder = local_folder(self.entry, layer)
        if not layer or not folder.is_dir():
            return None
        memory, lost = restore(folder, self.workspace, self._places)
        self.shell.learn(memory)
        return lost

    @property
    def _places(self) -> Mapping[str, str]:
        return {"root": str(self.workspace.root)}
