"""Files of the checkout that a page is in, which its reader has: they have cloned the repository, and are in it.

A page gets copies of them, so that what it does to them is done to nobody's checkout.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import accumulate
from pathlib import Path, PurePosixPath
from typing import Final

from harness.checkout import folders_of, repository_of
from harness.errors import SettingsError
from harness.match.thread import Sort
from harness.plan.step import Command, Step
from harness.programs.known import known_names
from harness.programs.project_files import is_of_project, project_files
from harness.programs.registry import program
from harness.session.threads.footprint import NOTHING_KNOWN, Footprint, Known, footprint, in_folder
from harness.session.workspace.local_state import unusual
from harness.shell.script_reader import read_script

MOST_BYTES: Final = 64 * 2**20
"""Of one folder; beyond that the folder below it that a command names is tried."""
LEFT_OUT: Final = frozenset({".git", ".venv", "__pycache__", "node_modules"})
EVERYTHING: Final = "."


def checkout_files(steps: Iterable[Step], root: Path) -> dict[str, Path]:
    """By its name in the working directory, what commands read that no command before them makes.

    It is looked for beside the page of the step and in the folders above, up to the root of the page's repository;
    where it is in none, up to that of ``root``, which the settings are in. ``.`` stands for all that is in a folder. Of
    a page that goes to a folder of its own making, such as a clone, only what comes before that counts.
    """
    outside = repository_of(root.absolute()) or root.absolute()
    found: dict[str, Path] = {}
    made: set[str] = set()
    known, here = NOTHING_KNOWN, ""
    for step in steps:
        page = step.at.path.absolute()
        folders = folders_of(page, repository_of(page.parent) or outside)
        for command in step.commands if step.skip is None else ():
            used = footprint(command.text, known)
            known = Known(values=used.values, texts=used.texts)
            for name in named(command, read_by(used), here):
                if name.partition("/")[0] in made or is_found(name, found):
                    continue
                if (place := there(name, folders)) is not None:
                    found.setdefault(*place)
            made |= {in_folder(here, one.name).partition("/")[0] for one in used.makes if one.sort is Sort.FILE}
            for one in used.makes:
                here = in_folder(here, one.name) if one.sort is Sort.DIRECTORY else here
            if here and (here.partition("/")[0] in made or not is_below(here)):
                return without_twice(found)
    return without_twice(found)


def is_found(name: str, found: Mapping[str, Path]) -> bool:
    """Whether a file is in what is copied already; a folder is looked through only once."""
    inside = any(name == each or name.startswith(f"{each}/") for each in found)
    return inside or (EVERYTHING in found and is_of_project(name))


def without_twice(found: Mapping[str, Path]) -> dict[str, Path]:
    """Without what is copied with everything else that is in its folder."""
    everything = found.get(EVERYTHING)
    if everything is None:
        return dict(found)
    return {name: place for name, place in found.items() if name == EVERYTHING or place != everything / name}


def read_by(used: Footprint) -> list[str]:
    """The files that a command needs; not the folder that a file of its own making is to be in."""
    makes = [one.name for one in used.makes if one.sort is Sort.FILE]
    needs = (one.name for one in used.needs if one.sort is Sort.FILE)
    return [name for name in needs if not any(made.startswith(f"{name}/") for made in makes)]


def named(command: Command, names: Iterable[str], here: str) -> Iterator[str]:
    """The paths that a command reads, seen from where the page began; what a project's program needs to be there.

    What a word without a slash is to a program that nobody knows, nobody knows: it may be a folder to be made.
    """
    calls = read_script(command.text).calls
    yield from (in_folder(here, file) for call in calls for file in project_files(call.words))
    programs = [call.program for call in calls]
    known = all(one in known_names() or program(one) is not None or "/" in one for one in programs)
    words = (name for name in names if is_below(name) and (known or "/" in name))
    yield from (path for name in words if is_below(path := in_folder(here, name)))


def is_below(path: str) -> bool:
    """Whether a path leads down from the working directory, and says so without a pattern or a variable."""
    unsure = {"..", *"$*?{<"} & {*path.split("/"), *path}
    return path[:1] not in {"", "/", "~", "-"} and path != EVERYTHING and not unsure


def there(name: str, folders: Iterable[Path]) -> tuple[str, Path] | None:
    """What is copied for a file or a folder: the folder at the top of its path, or as much of that as is small."""
    folder = next((each for each in folders if (each / name).exists()), None)
    if folder is None:
        return None
    if is_of_project(name):
        return (EVERYTHING, folder) if is_small(folder) else None
    parts = accumulate(PurePosixPath(name).parts, lambda above, part: f"{above}/{part}")
    return next(((part, folder / part) for part in parts if is_small(folder / part)), None)


def is_small(place: Path) -> bool:
    left = MOST_BYTES
    for folder, folders, names in os.walk(place):
        folders[:] = sorted({*folders} - LEFT_OUT)
        left -= sum(Path(folder, name).lstat().st_size for name in names)
        if left < 0:
            return False
    return place.is_dir() or place.stat().st_size <= MOST_BYTES


def copy_into(workdir: Path, files: Mapping[str, Path]) -> tuple[str, ...]:
    """Copy them, but for what has a name with a link of the settings; what was copied.

    ``SettingsError`` for a file that cannot be read.
    """
    links = {one.name for one in workdir.iterdir()}
    wanted = {name: source for name, source in files.items() if name.partition("/")[0] not in links}
    for name, source in wanted.items():
        try:
            _copy(source, workdir / name, but=links if name == EVERYTHING else set())
        except OSError as error:
            raise SettingsError(
                f"the page reads {source}, which cannot be copied into its working directory: {error}",
                expected="a file or a folder of files that can be read",
                remedy=f"make it readable, or link what pages read of it: [links] {name} = '...'",
            ) from error
    return tuple("all files" if name == EVERYTHING else name for name in wanted)


def _copy(source: Path, target: Path, *, but: AbstractSet[str]) -> None:
    """``but`` are names at the top of a folder."""
    if not source.is_dir():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
        return

    def left_out(folder: str, names: list[str]) -> set[str]:
        at_top = but if Path(folder) == source else frozenset()
        return {*names} & (LEFT_OUT | at_top | {*unusual(folder, names)})

    shutil.copytree(source, target, symlinks=True, ignore=left_out, dirs_exist_ok=True)
