"""The text of a TOML file and its table; ``SettingsError`` where it is none."""

import tomllib
from pathlib import Path
from typing import Any

from harness.errors import SettingsError
from harness.source import Location


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
