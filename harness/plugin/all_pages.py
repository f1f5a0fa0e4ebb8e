"""Whether the settings ask for every page, read before a run knows that it has pages at all."""

from functools import cache
from pathlib import Path
from typing import Final

from harness.settings.search import file_in

SAYS: Final = (b"pages", b"extends")  # keys without which settings do not ask for every page


def settings_want_all(folder: Path, chosen: Path | None) -> bool:
    """Whether the settings of a folder's pages say ``pages = "all"``; ``chosen`` is the file of ``--settings``."""
    try:
        file = settings_file(folder, chosen)
        return file is not None and _wants_all(file)
    except settings_error():
        return False  # a page that says `test: yes` reports it


def settings_file(folder: Path, chosen: Path | None) -> Path | None:
    """The file of settings for the pages of a folder."""
    return chosen if chosen is not None else _nearest(folder) or _nearest(Path.cwd())


def settings_error() -> type[Exception]:
    """What settings raise that make no sense, imported when something is raised at all."""
    from harness.errors import SettingsError  # noqa: PLC0415 - see above

    return SettingsError


@cache
def _nearest(folder: Path) -> Path | None:
    """As ``search.candidates``, each folder looked into once."""
    file = file_in(folder)
    return file if file is not None or folder == folder.parent else _nearest(folder.parent)


@cache
def _wants_all(file: Path) -> bool:
    if file.is_file() and not any(key in file.read_bytes() for key in SAYS):
        return False
    from harness.settings import read_settings  # noqa: PLC0415 - few runs come here

    return read_settings(file=file).pages == "all"
