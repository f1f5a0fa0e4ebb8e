"""What the findings of a site's pages depend on, as a digest: its files, the harness itself, and where it is called.

Little more than the standard library is used here: a run whose findings are all known needs nothing else.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from harness.extensions.installed import GROUP, has_plugins

READ: Final = frozenset(
    {".md", ".mdx", ".toml", ".yaml", ".yml", ".json", ".html", ".htm", ".txt", ".xml", ".csv", ".cfg", ".sh", ".bash"}
)
"""Endings of files whose content matters; of others only that they are there."""
_MOST: Final = 200_000  # files; a larger folder is not looked through
_PASSED_OVER: Final = frozenset({"node_modules", "__pycache__"})
_SIGNS: Final = (
    *("harness.toml", "pyproject.toml", "hugo.toml", "hugo.yaml", "hugo.json", "config.toml", "config.yaml"),
    *("mkdocs.yml", "content", "boilerplates", "data/args.yml", "layouts"),
)


File = tuple[str, int, int]
"""Path, time of the last change in nanoseconds, and size in bytes; -1 where only that it is there matters."""


class TooManyFilesError(Exception):
    """A folder with more files than are worth looking through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteState:
    """``stat`` changes with each file's time and size, ``content`` with what is in them."""

    files: tuple[File, ...]

    @property
    def stat(self) -> str:
        return digest(map(_stamp, self.files))

    @property
    def content(self) -> str:
        return digest(
            f"{name}\0{'' if time < 0 else hashlib.sha256(_bytes(name)).hexdigest()}" for name, time, _ in self.files
        )


def site_state(places: Iterable[str], *, most: int = _MOST, every_file: bool = False) -> SiteState:
    """The files at and below some places; ``TooManyFilesError`` where there are too many.

    ``every_file``: whatever its ending, a file's time and size matter.
    """
    return SiteState(files=tuple(sorted(set(_files(places, most, every_file=every_file)))))


def _files(places: Iterable[str], most: int, *, every_file: bool) -> Iterator[File]:
    waiting, seen, count = [os.path.realpath(place) for place in places], set[str](), 0
    while waiting:
        place = waiting.pop()
        if place in seen:
            continue
        seen.add(place)
        if not os.path.isdir(place):  # noqa: PTH112 - pathlib takes ten times as long for thousands of files
            yield _file(place, place, every_file=every_file)
            continue
        with os.scandir(place) as entries:
            for entry in entries:
                count += 1
                if count > most:
                    raise TooManyFilesError(place)
                if not entry.is_dir():
                    yield _file(entry.path, entry.name, every_file=every_file)
                elif not entry.name.startswith(".") and entry.name not in _PASSED_OVER:
                    yield entry.path, -1, -1
                    waiting.append(os.path.realpath(entry.path) if entry.is_symlink() else entry.path)


def _file(path: str, name: str, *, every_file: bool) -> File:
    if not every_file and os.path.splitext(name)[1].lower() not in READ:  # noqa: PTH122 - see above
        return path, -1, -1
    try:
        return _seen(path, os.stat(path))  # noqa: PTH116 - see above
    except OSError:
        return path, -1, -1  # it is not there, or a link that leads nowhere


def _seen(path: str, status: os.stat_result) -> File:
    return path, status.st_mtime_ns, status.st_size


def _stamp(file: File) -> str:
    return "\0".join(map(str, file))


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError:
        return b""


def digest(parts: Iterable[str]) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(part.encode(errors="surrogateescape") + b"\n")
    return found.hexdigest()


def places_of(paths: Sequence[Path]) -> tuple[str, ...]:
    """The roots of the sites that paths are in, and the settings files that may hold for them."""
    folders = dict.fromkeys(path if path.is_dir() else path.parent for path in map(Path.absolute, paths))
    here = (
        folder / name for folder in (Path.cwd(), *Path.cwd().parents) for name in ("harness.toml", "pyproject.toml")
    )
    return tuple(sorted({*(str(root_of(folder)) for folder in folders), *map(str, here)}))


@cache
def root_of(folder: Path) -> Path:
    """The checkout that a folder is in; else the uppermost folder with what a site has, short of home and ``/``."""
    outside = {Path(folder.anchor), Path.home(), Path.home().parent}
    above = [each for each in (folder, *folder.parents) if each not in outside]
    repository = next((each for each in above if _has(each, (".git",))), None)
    sites = [each for each in above if _has(each, _SIGNS)]
    return repository or (sites[-1] if sites else folder)


@cache  # pages have most of the folders above them in common
def _has(folder: Path, signs: tuple[str, ...]) -> bool:
    return any((folder / sign).exists() for sign in signs)


@cache
def program_state() -> str:
    """The harness with its plug-ins, and the Python that runs it."""
    package = Path(__file__).resolve().parents[1]
    installed = (
        name
        for place in sorted(set(sys.path))
        if os.path.isdir(place)  # noqa: PTH112 - see above
        for name in sorted(os.listdir(place))  # noqa: PTH208 - see above
        if name.endswith((".dist-info", ".egg-info", ".pth"))
    )
    own = map(_stamp, sorted(_sources(str(package))))
    return digest([sys.version, *own, *installed, *(_plugins() if has_plugins() else ())])


def _plugins() -> Iterator[str]:
    """What packages add, and the files of these packages: whoever writes one changes it without installing it anew."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - few environments have plug-ins
    from importlib.util import find_spec  # noqa: PLC0415 - likewise

    entries = sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value))
    yield from (f"{entry.name}={entry.value} {entry.dist.requires if entry.dist else ''}" for entry in entries)
    for name in sorted({entry.module.partition(".")[0] for entry in entries}):
        spec = find_spec(name)
        if spec is None:
            continue  # whoever asks for its hooks says so
        for place in spec.submodule_search_locations or ():
            yield from map(_stamp, sorted(_sources(place)))
        if spec.origin is not None:
            yield _stamp(_seen(spec.origin, os.stat(spec.origin)))  # noqa: PTH116 - see above


def _sources(folder: str) -> Iterator[File]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _sources(entry.path)
            else:
                yield _seen(entry.path, entry.stat())
