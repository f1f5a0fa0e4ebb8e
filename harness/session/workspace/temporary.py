"""Temporary folders that say whose they are, so that the next run removes those of a run that was killed."""

import atexit
import os
import re
import shutil
import stat
import tempfile
from pathlib import Path
from typing import Final

import psutil

from harness.run.environment_base import FOLDER_PREFIX

NAME: Final = re.compile(rf"{FOLDER_PREFIX}(?P<pid>\d+)-")


def make_folder(name: str, *, parent: Path | None = None) -> Path:
    """A fresh folder below ``parent`` (``None``: the system's temporary folder) that belongs to this process.

    One in the system's folder is gone when the process ends, also where a signal has come before its owner knew of it.
    """
    folder = Path(tempfile.mkdtemp(prefix=f"{FOLDER_PREFIX}{os.getpid()}-{name}-", dir=parent))
    if parent is None:
        atexit.register(_remove_left, folder, os.getpid())
    return folder


def _remove_left(folder: Path, maker: int) -> None:
    if os.getpid() == maker and folder.exists():
        remove_folder(folder)


def remove_folder(folder: Path) -> None:
    """Remove everything, read-only folders included (Go modules are)."""

    def try_again(_function: object, path: str, _error: object) -> None:
        Path(path).parent.chmod(0o700)
        if Path(path).is_dir() and not Path(path).is_symlink():
            Path(path).chmod(0o700)
            shutil.rmtree(path)
        else:
            Path(path).unlink()

    shutil.rmtree(folder, onerror=try_again)


def sweep_folders(parent: Path | None = None) -> tuple[str, ...]:
    """Remove the folders of this user's dead processes; returns their names.

    A process number that is in use again keeps its folder until a later run: better than taking it from somebody.
    """
    swept = []
    for folder in sorted((parent or Path(tempfile.gettempdir())).glob(f"{FOLDER_PREFIX}*")):
        found = NAME.match(folder.name)
        if found and not psutil.pid_exists(int(found["pid"])) and owned(folder):
            remove_folder(folder)
            swept.append(folder.name)
    return tuple(swept)


def owned(folder: Path) -> bool:
    """Whether it is a folder of this user: anybody may write to the system's temporary folder."""
    try:
        about = folder.lstat()
    except FileNotFoundError:  # another run was faster
        return False
    return stat.S_ISDIR(about.st_mode) and about.st_uid == os.getuid()
