"""The folder that keeps programs: made once, under a lock, complete or absent."""

import json
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from harness.cluster.provider import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """How an entry came to be: ``origin`` is ``release``, ``build`` or ``PyPI``, ``seconds`` what it cost."""

    origin: str
    seconds: float


class Store:
    """Entries are folders named by all that went into them, so an entry never changes and is never out of date."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> Path | None:
        folder = self.folder / key
        return folder if folder.is_dir() else None

    def made(self, key: str) -> Made:
        return Made(**json.loads((self.folder / key / "made.json").read_text()))

    def make(self, key: str, *, origin: str, fill: Callable[[Path], None], progress: Progress) -> Path:
        """The entry ``key``, filled by ``fill`` unless it is there; whatever ``fill`` raises leaves no entry behind."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with _locked(self.folder / f".{key}.lock", key, progress):
            final = self.folder / key
            if final.is_dir():
                return final
            for stale in self.folder.glob(f".{key}.new-*"):  # of a process that was killed: nobody else holds the lock
                shutil.rmtree(stale)
            fresh = Path(tempfile.mkdtemp(prefix=f".{key}.new-", dir=self.folder))
            try:
                started = time.monotonic()
                fill(fresh)
                made = Made(origin=origin, seconds=round(time.monotonic() - started, 1))
                (fresh / "made.json").write_text(json.dumps(asdict(made)))
                fresh.chmod(0o755)
                fresh.rename(final)
            except BaseException:
                shutil.rmtree(fresh)
                raise
            return final


def copy_source(original: Path, copy: Path) -> None:
    """A copy of a file or folder of Go's module cache, where everything is read-only and nothing can be run."""
    files = [path for path in original.rglob("*") if path.is_file()] if original.is_dir() else [original]
    for path in files:
        target = copy / path.relative_to(original) if original.is_dir() else copy
        target.parent.mkdir(parents=True, exist_ok=True)
        data = path.read_bytes()
        target.write_bytes(data)
        target.chmod(0o755 if data.startswith(b"#!") else 0o644)


def _locked(path: Path, key: str, progress: Progress) -> AbstractContextManager[object]:
    """The lock, acquired; says so when another process has it, because that one may be building for minutes."""
    lock = FileLock(path)
    try:
        return lock.acquire(timeout=0)
    except Timeout:
        progress(f"{key}: another process is getting it, waiting for that")
        return lock.acquire()
