"""Files and folders that settings name and that are not there."""

import logging
from collections.abc import Iterator
from pathlib import Path

from harness.settings.build import Builder, dotted
from harness.settings.constraint import Problem
from harness.settings.sections import Settings
from harness.settings.toml_place import KeyPath
from harness.suggest import nearest

LOG = logging.getLogger(__name__)
FOLDER, FILE, EITHER = "folder", "file", "file or folder"
ELSEWHERE = ("go:", "{", "://")
"""What a source has that is no path, or one that is known only when it is used."""


def require_there(settings: Settings, builder: Builder, *, plans: bool) -> None:
    """Raises ``SettingsError`` for what pages cannot be read or run without.

    A note is enough of what may be made later, or of folders that a part of a site's checkout does not have.
    """
    for keys, path, kind in needed(settings):
        if (problem := missing(path, kind, settings.root)) is not None:
            raise builder.refused(problem, keys)
    for keys, path, kind in optional(settings, plans=plans):
        if (problem := missing(path, kind, settings.root)) is not None:
            said = f"{problem.message}; {problem.remedy}"
            LOG.warning("%s: note: setting '%s': %s", builder.place(keys), dotted(keys), said)


def needed(settings: Settings) -> Iterator[tuple[KeyPath, Path, str]]:
    """Where each is set, its path, and what it is to be."""
    for table in ("links", "urls", "charts"):
        for name, source in getattr(settings, table).items():
            if not any(mark in source for mark in ELSEWHERE):
                yield (table, name), settings.resolve(source), EITHER
    if (header := settings.snips.header) and "\n" not in header:
        yield ("snips", "header"), settings.resolve(header), FILE


def optional(settings: Settings, *, plans: bool) -> Iterator[tuple[KeyPath, Path, str]]:
    for table in ("content", "boilerplates"):
        yield from (((table, name), path, FOLDER) for name, path in getattr(settings, table).items())
    folders = ((("path", number), text) for number, text in enumerate(settings.path) if "{" not in text)
    yield from ((keys, settings.resolve(text), FOLDER) for keys, text in folders)
    for name, topology in settings.topologies.items():
        if topology.file is not None:
            yield ("topologies", name, "file"), topology.file, FILE
    if plans:
        yield ("plans",), settings.plans, FOLDER


def missing(path: Path, kind: str, root: Path) -> Problem | None:
    """What is wrong with a path that is to be of a ``kind``; ``None`` where nothing is."""
    if {FOLDER: path.is_dir, FILE: path.is_file}.get(kind, path.exists)():
        return None
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    beside = [one.name for one in path.parent.iterdir()] if path.parent.is_dir() and not path.exists() else []
    near = nearest(path.name, beside)
    message = f"{shown} is no {kind}" if path.exists() else f"there is no {kind} {shown}"
    return Problem(message, remedy=f"did you mean '{near}'?" if near else "correct the path, or remove it")
