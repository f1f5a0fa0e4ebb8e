"""What the commands of a layer left beside the clusters: the page's shell, its working folder and its HOME.

``<layer>/shell.json``   what the shell learned
``<layer>/places.json``  where things were at that time: the page's folders, servers of this run. In another page they
                         are elsewhere, and what speaks of them is changed
``<layer>/lost.json``    what its commands have not made; missing where that is nothing
``<layer>/home``, ``<layer>/work``
"""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from harness.match.thread import Thread
from harness.run.terminal.shell_memory import ShellMemory
from harness.session.threads.carried import from_json, to_json
from harness.session.workspace.temporary import remove_folder
from harness.session.workspace.workdir import Workspace

MOST_BYTES: Final = 256 * 2**20  # beyond that making it again is quicker than two copies
TEXT_BYTES: Final = 2**20  # larger files do not speak of places
SHELL: Final = "shell.json"
PLACES: Final = "places.json"
LOST: Final = "lost.json"
PARTS: Final = ("home", "work")


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalState:
    """``places`` are texts by what they stand for, such as the page's root folder."""

    memory: ShellMemory
    places: Mapping[str, str]
    lost: tuple[Thread, ...] = ()


def save(folder: Path, workspace: Workspace, state: LocalState) -> bool:
    """Keep a page's folders and its shell's memory in ``folder``; whether they are small enough for that.

    ``folder`` is there as a whole or not at all.
    """
    if sum(size(workspace.root / part) for part in PARTS) > MOST_BYTES:
        return False
    fresh = folder.with_name(f"{folder.name}.new")
    for old in (fresh, folder):
        if old.exists():
            remove_folder(old)
    fresh.mkdir(parents=True, mode=0o700)
    for part in PARTS:
        shutil.copytree(workspace.root / part, fresh / part, symlinks=True, ignore=unusual)
    (fresh / SHELL).write_text(state.memory.to_json(), encoding="utf-8")
    (fresh / PLACES).write_text(json.dumps(dict(state.places)), encoding="utf-8")
    if state.lost:
        (fresh / LOST).write_text(to_json(state.lost), encoding="utf-8")
    fresh.rename(folder)
    return True


def restore(folder: Path, workspace: Workspace, places: Mapping[str, str]) -> tuple[ShellMemory, tuple[Thread, ...]]:
    """Put a page's folders back, in a workspace that nothing has run in yet; what its shell is to learn, and is lost.

    What was prepared for this page stays as it is: links of the settings, Helm repositories that run elsewhere now.
    """
    then: Mapping[str, str] = json.loads((folder / PLACES).read_text(encoding="utf-8"))
    translate = translation(then, places)
    for part in PARTS:
        for path in folders(folder / part):
            (workspace.root / part / path.relative_to(folder / part)).mkdir(parents=True, exist_ok=True)
        for path in files(folder / part):
            there = workspace.root / part / path.relative_to(folder / part)
            if not there.is_symlink() and not there.exists():
                shutil.copy2(path, there, follow_symlinks=False)
                correct(there, translate, tuple(then.values()))
    memory = ShellMemory.from_json((folder / SHELL).read_text(encoding="utf-8")).translated(translate)
    lost = folder / LOST
    return memory, from_json(lost.read_text(encoding="utf-8")) if lost.exists() else ()


def translation(then: Mapping[str, str], now: Mapping[str, str]) -> Callable[[str], str]:
    """Changes a text that speaks of places as they were into one of places as they are; the longest names first."""
    pairs = sorted(((old, now[name]) for name, old in then.items() if name in now), key=lambda pair: -len(pair[0]))

    def translate(text: str) -> str:
        for old, new in pairs:
            text = text.replace(old, new)
        return text

    return translate


def correct(path: Path, translate: Callable[[str], str], places: tuple[str, ...]) -> None:
    """Change what a file or a link says of places; everything else keeps its bytes."""
    if path.is_symlink():
        target = str(path.readlink())
        if (new := translate(target)) != target:
            path.unlink()
            path.symlink_to(new)
        return
    if path.stat().st_size > TEXT_BYTES or not os.access(path, os.W_OK):
        return
    data = path.read_bytes()
    if any(place.encode() in data for place in places):
        path.write_bytes(translate(data.decode(errors="surrogateescape")).encode(errors="surrogateescape"))


def folders(folder: Path) -> list[Path]:
    """Folders below a folder, empty ones as well."""
    paths = (Path(parent, name) for parent, names, _ in os.walk(folder) for name in names)
    return [path for path in paths if not path.is_symlink()]


def files(folder: Path) -> list[Path]:
    """Files and links below a folder; links to folders are not followed."""
    found = []
    for parent, folders, names in os.walk(folder):
        found += [Path(parent, name) for name in names]
        found += [path for name in folders if (path := Path(parent, name)).is_symlink()]
    return found


def size(folder: Path) -> int:
    """Bytes of a folder's files, without what links lead to."""
    return sum(path.lstat().st_size for path in files(folder))


def unusual(folder: str, names: list[str]) -> list[str]:
    """Sockets and pipes belong to processes that are gone by the time they are put back."""
    paths = ((name, Path(folder, name)) for name in names)
    return [name for name, path in paths if not (path.is_symlink() or path.is_file() or path.is_dir())]
