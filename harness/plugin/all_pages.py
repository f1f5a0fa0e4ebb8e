"""Whether the settings ask for every page, read before a run knows that it has pages at all."""

from functools import cache
from pathlib import Path
from typing import Final

OWN: Final = "harness.toml"
SHARED: Final = "pyproject.toml"
TABLE: Final = b"[tool.harness"
SAYS: Final = (b"pages", b"extends")  # keys without which settings do not ask for every page


def settings_want_all(folder: Path, chosen: Path | None) -> bool:
    """Whether the settings of a folder's pages say ``pages = "all"``; ``chosen`` is the file of ``--settings``."""
    file = chosen if chosen is not None else _nearest(folder) or _nearest(Path.cwd())
    return file is not None and _wants_all(file)


@cache
def _nearest(folder: Path) -> Path | None:
    """The nearest settings file upwards: projects without one do not pay for reading settings."""
    if (folder / OWN).is_file():
        return folder / OWN
    if (folder / SHARED).is_file() and TABLE in (folder / SHARED).read_bytes():
        return folder / SHARED
    return None if folder == folder.parent else _nearest(folder.parent)


@cache
def _wants_all(file: Path) -> bool:
    if file.is_file() and not any(key in file.read_bytes() for key in SAYS):
        return False
    from harness.errors import SettingsError  # noqa: PLC0415 - few runs come here
    from harness.settings import read_settings  # noqa: PLC0415 - likewise

    try:
        return read_settings(file=file).pages == "all"
    except SettingsError:
        return False  # a page that says `test: yes` reports it
