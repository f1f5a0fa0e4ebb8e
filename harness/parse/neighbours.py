"""What stands beside a page, by the folders that sites use.

    <root>/content/<language>/docs/...        the page
    <root>/content/<language>/boilerplates/   its boilerplates, with those of the base language as fallback
    <root>/data/args.yml                      values

On sites without such a tree the nearest folder ``boilerplates/`` and the nearest ``data/args.yml``, on the way from the
page up to the repository's root, serve all languages, and a translation is called ``index.zh.md``.
"""

import os
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

LANGUAGE: Final = re.compile(r"[a-z]{2}(?:-[a-zA-Z]{2,4})?")


def language_of(path: Path) -> str | None:
    """The language that a page's path tells: ``content/zh/...`` or ``index.zh.md``."""
    place = place_of(path)
    if place is not None:
        return place[1]
    suffix = path.stem.rpartition(".")[2] if "." in path.stem else ""
    return suffix if LANGUAGE.fullmatch(suffix) else None


def counterpart(path: Path, language: str, base: str) -> Path | None:
    """The page in the base language that a page is a translation of, whether or not there is one."""
    if language == base:
        return None
    place = place_of(path)
    if place is not None:
        content, _, rest = place
        return content / base / rest
    stem = path.stem.removesuffix(f".{language}")
    if stem == path.stem:
        return None
    candidates = (path.with_name(f"{stem}{path.suffix}"), path.with_name(f"{stem}.{base}{path.suffix}"))
    return next((candidate for candidate in candidates if candidate.is_file()), None)


def translations(path: Path) -> tuple[Path, ...]:
    """The same page in the site's other languages, as far as it is there; a boilerplate's likewise."""
    place = place_of(path)
    if place is not None:
        content, own, rest = place
        folders = sorted(each.name for each in content.iterdir() if each.name != own and LANGUAGE.fullmatch(each.name))
        return tuple(page for folder in folders if (page := content / folder / rest).is_file())
    stem = path.name.removesuffix(path.suffix)
    base, dot, language = stem.rpartition(".")
    stem = base if dot and LANGUAGE.fullmatch(language) else stem
    beside = (path.parent / f"{stem}{path.suffix}", *sorted(path.parent.glob(f"{stem}.*{path.suffix}")))
    return tuple(
        page
        for page in beside
        if page != path and page.is_file() and (page is beside[0] or language_of(page) is not None)
    )


def boilerplate_folders(path: Path, language: str, base: str) -> Mapping[str, tuple[Path, ...]]:
    """The folders of a page's boilerplates by language, ``*`` for one that holds all; empty where there is none."""
    place = place_of(path)
    if place is not None:
        folders = {own: place[0] / own / "boilerplates" for own in dict.fromkeys((language, base))}
        found = {own: (folder,) for own, folder in folders.items() if folder.is_dir()}
        if found:
            return found
    folder = _nearest(path, "boilerplates")
    return {} if folder is None else {"*": (folder,)}


def value_file(path: Path) -> Path | None:
    """The site's ``data/args.yml``, else the nearest one."""
    place = place_of(path)
    if place is not None and (own := place[0].parent / "data" / "args.yml").is_file():
        return own
    return _nearest(path, "data/args.yml")


def config_file(path: Path, names: tuple[str, ...]) -> Path | None:
    """The configuration of the site that a page is in."""
    return _config_file(os.path.dirname(os.path.abspath(path)), names)  # noqa: PTH100, PTH120 - every page asks


@lru_cache(maxsize=4096)
def _config_file(folder: str, names: tuple[str, ...]) -> Path | None:
    files = (Path(above, name) for above in up_to_root(folder) for name in names)
    return next((file for file in files if file.is_file()), None)


def content_folder(path: Path) -> str:
    """The first folder of a page below its site's content and language, such as that of a version."""
    place = place_of(path)
    return "" if place is None or len(place[2].parts) < 2 else place[2].parts[0]


def _nearest(path: Path, name: str) -> Path | None:
    """A file or folder in the page's folder or one above it."""
    above = up_to_root(os.path.dirname(os.path.abspath(path)))  # noqa: PTH100, PTH120 - see below
    found = next(filter(os.path.exists, (os.path.join(folder, name) for folder in above)), None)  # noqa: PTH118
    return None if found is None else as_named(found, path)


def up_to_root(folder: str) -> Iterator[str]:
    """A folder and those above it, up to the repository's root or the file system's.

    Folders are text here: every page asks this, and ``Path`` is ten times slower.
    """
    while True:
        yield folder
        above = os.path.dirname(folder)  # noqa: PTH120 - see above
        if above == folder or os.path.exists(os.path.join(folder, ".git")):  # noqa: PTH110, PTH118 - see above
            return
        folder = above


def as_named(path: str, page: Path) -> Path:
    """Relative for a relative page, so that messages are, too."""
    found, here = Path(os.path.normpath(path)), Path.cwd()
    return found.relative_to(here) if not page.is_absolute() and found.is_relative_to(here) else found


@lru_cache(maxsize=16)
def place_of(path: Path) -> tuple[Path, str, Path] | None:
    """The content folder, the language and the rest of the path."""
    parts = path.parts
    for index in range(len(parts) - 2, 0, -1):
        if parts[index - 1] == "content" and LANGUAGE.fullmatch(parts[index]):
            return Path(*parts[:index]), parts[index], Path(*parts[index + 1 :])
    return None
