"""The folders a page runs in: a working directory with what settings link into it, and a HOME of its own."""

import os
import shutil
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from harness.errors import SettingsError
from harness.session.workspace.temporary import make_folder, remove_folder

GIT_CONFIG: Final = ".config/git/config"  # below a page's home
KNOWN_TO_GIT: Final = "[user]\n\tname = Reader\n\temail = reader@example.com\n"
"""What readers have told git long ago, and without which it makes no commit; what a page says comes before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """``root`` holds both; removing it leaves nothing of the page behind."""

    root: Path
    home: Path
    workdir: Path

    def remove(self) -> None:
        """Leave nothing of the page behind."""
        if self.root.exists():
            remove_folder(self.root)


def make_workspace(
    parent: Path | None, name: str, links: Mapping[str, Path], *, kubeconfig: Path | None = None
) -> Workspace:
    """A fresh workspace below ``parent`` (``None``: the system's temporary folder).

    ``links`` maps names in the working directory to folders or files; raises ``SettingsError`` for one that is missing.
    ``kubeconfig`` is also where readers have theirs, ``~/.kube/config``.
    """
    root = make_folder(name, parent=parent)
    workspace = Workspace(root=root, home=root / "home", workdir=root / "work")
    workspace.workdir.mkdir()
    known = workspace.home / GIT_CONFIG
    known.parent.mkdir(parents=True)
    known.write_text(KNOWN_TO_GIT, encoding="utf-8")
    if kubeconfig is not None:
        usual = workspace.home / ".kube" / "config"
        usual.parent.mkdir()
        usual.symlink_to(kubeconfig)
    for link, target in links.items():
        if not target.exists():
            workspace.remove()
            raise SettingsError(
                f"the link {link!r} leads to {target}, which does not exist",
                expected="a file or folder",
                remedy="correct [tool.harness.links]",
            )
        place = workspace.workdir / link
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(target.resolve(), target_is_directory=target.is_dir())
    return workspace


def with_executable_scripts(source: Path, cache: Path) -> Path:
    """``source``, or a copy of it in ``cache`` whose scripts can be executed.

    Module caches store files without the executable bit, and pages call scripts by name (``samples/x/install.sh``).
    """
    if source.is_file() or all(os.access(script, os.X_OK) for script in _scripts(source)):
        return source
    copy = cache / source.name
    if copy.is_dir():
        return copy
    cache.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{source.name}-", dir=cache))
    target = fresh / source.name
    shutil.copytree(source, target, symlinks=True, copy_function=shutil.copyfile)
    for folder, _, _ in os.walk(target):
        Path(folder).chmod(0o755)
    for script in _scripts(target):
        script.chmod(script.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    try:
        target.rename(copy)
    except OSError:  # another process was faster; its copy is as good
        if not copy.is_dir():
            raise
    shutil.rmtree(fresh)
    return copy


def _scripts(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and _is_script(path)]


def _is_script(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"#!"
