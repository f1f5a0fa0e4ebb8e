"""How the provider asks a fleet's keeper to leave its workloads alone while etcd is put back, through three files.

``pause``   the names of the clusters whose processes end; renamed to ``paused`` by the keeper when they have
``paused``  nothing is started or ended; renamed to ``resume`` by the provider when etcd is put back
``resume``  removed by the keeper when it has looked at every pod
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from harness.cluster.waiting import until
from harness.edit.replace_file import replace_file

_PATIENCE: Final = 30.0
_INTERVAL: Final = 0.02


@dataclass(frozen=True, slots=True)
class Hold:
    """``state`` is the fleet's folder."""

    state: Path

    def begin(self, ending: Iterable[str]) -> None:
        """Returns once the processes of the clusters ``ending`` are gone, and those of the others are left alone."""
        for left in (self._paused, self._resume):  # by a reset that was killed
            left.unlink(missing_ok=True)
        replace_file(self._pause, "\n".join(ending).encode())
        until(self._paused.exists, timeout=_PATIENCE, what=f"{self.state.name}: end of workloads", interval=_INTERVAL)

    def end(self) -> None:
        """Returns once each pod that has a process to stand for it has one, or will be tried again."""
        self._paused.replace(self._resume)
        until(self._resumed, timeout=_PATIENCE, what=f"{self.state.name}: start of workloads", interval=_INTERVAL)

    @property
    def ending(self) -> tuple[str, ...] | None:
        """The clusters whose processes are to end now; ``None`` when nobody asks."""
        return tuple(self._pause.read_text().split()) if self._pause.exists() else None

    def ended(self) -> None:
        self._pause.replace(self._paused)

    @property
    def lasts(self) -> bool:
        return self._paused.exists()

    @property
    def over(self) -> bool:
        """Whether all that runs is to be looked at anew."""
        return self._resume.exists()

    def forget(self) -> None:
        self._resume.unlink(missing_ok=True)

    def _resumed(self) -> bool:
        return not self._resume.exists()

    @property
    def _pause(self) -> Path:
        return self.state / "pause"

    @property
    def _paused(self) -> Path:
        return self.state / "paused"

    @property
    def _resume(self) -> Path:
        return self.state / "resume"
