"""Finding and reading the settings file; the one place that opens it."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from harness.errors import SettingsError
from harness.settings.build import Builder, KeyPath
from harness.settings.sections import Settings, default_variables
from harness.settings.toml_place import line_of
from harness.source import Location

OWN = "harness.toml"
SHARED = "pyproject.toml"
TABLE = ("tool", "harness")  # where settings stand in pyproject.toml


def read_settings(*, file: Path | None = None, start: Path | None = None) -> Settings:
    """Settings from ``file``, else from the nearest file upwards from ``start``, else from the current folder.

    ``start`` is a page or a folder; where there is no file at all the defaults serve. ``SettingsError`` with
    the line for what makes no sense.
    """
    if file is not None:
        if not file.is_file():
            raise SettingsError(
                f"no such settings file: {file}", remedy="give --settings a harness.toml or pyproject.toml"
            )
        return settings_of(file)
    for place in (start, Path.cwd()):
        for candidate in candidates(place) if place is not None else ():
            return settings_of(candidate)
    return parse_settings({}, text="", keys=(), path=None, root=Path.cwd())


def candidates(start: Path) -> Iterator[Path]:
    """Settings files upwards from ``start``, nearest first."""
    start = start.absolute()
    for folder in (start, *start.parents):
        if (file := file_in(folder)) is not None:
            yield file


def file_in(folder: Path) -> Path | None:
    """The settings file of one folder, harness.toml before pyproject.toml; ``None`` when there is none."""
    if (folder / OWN).is_file():
        return folder / OWN
    if (folder / SHARED).is_file() and has_table(folder / SHARED):
        return folder / SHARED
    return None


def has_table(path: Path) -> bool:
    """Whether a pyproject.toml has ``[tool.harness]``; one that never says ``harness`` need not even be TOML."""
    text = decoded(path)
    return "harness" in text and "harness" in loaded(path, text).get("tool", {})


def settings_of(path: Path) -> Settings:
    text = decoded(path)
    table: Any = loaded(path, text)
    keys = TABLE if path.name == SHARED else ()
    for key in keys:
        table = table.get(key, {})
    return parse_settings(table, text=text, keys=keys, path=path, root=path.absolute().parent)


def parse_settings(table: Mapping[str, Any], *, text: str, keys: KeyPath, path: Path | None, root: Path) -> Settings:
    """Settings from a table that stood at ``keys`` of ``text``."""

    def place(inner: KeyPath) -> Location:
        return Location(path=path or Path(OWN), line=line_of(text, (*keys, *inner)))

    builder = Builder(place=place, folder=root)
    settings = builder.build(Settings, table, given={"file": path, "root": root})
    # On top of the built-in ones: naming one must not lose the others.
    return replace(settings, variables={**default_variables(), **settings.variables})


def decoded(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"not UTF-8 text: {error.reason}", at=Location(path=path, line=1), remedy="save it as UTF-8"
        ) from error


def loaded(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"not TOML: {error}", at=str(path), remedy="see https://toml.io") from error
