"""Start states that could not be made in a run, known to all of its processes.

``<root>/failed-<run>-<key>`` says why.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from harness.cluster.fleet.run_name import run_owner


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedLayers:
    """``run`` names the run."""

    root: Path
    run: str

    def reason(self, keys: Sequence[str]) -> str:
        """Why one of the layers could not be made; empty when none has failed."""
        files = (self._file(key) for key in keys)
        return next((file.read_text(encoding="utf-8") for file in files if file.exists()), "")

    def add(self, key: str, reason: str) -> bool:
        """Whether this is the first to say so."""
        self.root.mkdir(parents=True, exist_ok=True)
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


def sweep_failed(root: Path) -> None:
    """Forget what killed runs said."""
    for file in root.glob("failed-run-*"):
        if not run_owner(file.name).alive():
            file.unlink(missing_ok=True)
