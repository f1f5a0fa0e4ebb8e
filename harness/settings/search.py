"""Where settings are: the nearest file upwards, by few imports, as runs without pages look for it as well."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

OWN: Final = "harness.toml"
SHARED: Final = "pyproject.toml"
TABLE: Final = ("tool", "harness")  # of the settings in pyproject.toml


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
    if b"harness" not in path.read_bytes():
        return False
    from harness.settings.toml_text import decoded, loaded  # noqa: PLC0415 - of most projects it is not read

    return "harness" in loaded(path, decoded(path)).get("tool", {})
