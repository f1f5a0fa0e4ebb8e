"""Where the pages of a site are: from a link to a file, from a file to the link that others write, and outlines."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, Final

from harness.errors import PageError
from harness.graph.outline import Outline, Shape, outline_of
from harness.parse.markdown.front_matter import read_front_matter
from harness.parse.markdown.offsets import Lines
from harness.parse.neighbours import boilerplate_folders, config_file, language_of, place_of
from harness.parse.page_files import find_pages
from harness.parse.shortcodes.boilerplate import BoilerplateFolders, read_text
from harness.sites.detection import site_of
from harness.sites.shortcode import ShortcodeRole
from harness.sites.site_profile import SiteProfile
from harness.source import PAGE_ENDINGS, Location

_BUNDLES: Final = ("index", "_index", "README")


@dataclass(kw_only=True)
class SiteTree:
    """``content`` maps languages to the folder that links beginning with ``/`` are seen from.

    ``turned`` is for each group of pages side by side which one of them calls which its next, once that was asked.
    """

    base: str = "en"
    content: Mapping[str, Path] = field(default_factory=dict)
    boilerplates: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    site: str = ""
    turned: dict[tuple[Path, ...], Mapping[Path, tuple[Path, Location]]] = field(default_factory=dict, init=False)
    _own_paths: dict[Path, Mapping[str, Path]] = field(default_factory=dict, init=False)
    _keys: dict[tuple[Path, str], "OutlineKey"] = field(default_factory=dict, init=False)

    def roots(self, page: Path) -> tuple[tuple[str, Path], ...]:
        """The content folders for links of a page, its own language first."""
        language = self.language(page)
        given = [(one, self.content[one]) for one in dict.fromkeys((language, self.base)) if one in self.content]
        if given and self._is_inside(page):
            return tuple(given)
        place = place_of(page)
        if place is not None:
            return tuple((one, place[0] / one) for one in dict.fromkeys((place[1], self.base)))
        above = next((folder for folder in page.parents if folder.name in {"content", "docs"}), None)
        return ((language, above or self._root(page)),)

    def _root(self, page: Path) -> Path:
        """The folder of the site's configuration, else the page's own."""
        names = self._kind(page).config_files
        config = config_file(page, names) if names else None
        return page.parent if config is None else config.parent

    def language(self, page: Path) -> str:
        """The language that a page's path tells, or the one of the content folder that it is in."""
        found = (one for one, folder in self.content.items() if page.absolute().is_relative_to(folder.absolute()))
        return language_of(page) or next(found, self.base)

    def _is_inside(self, page: Path) -> bool:
        return any(page.absolute().is_relative_to(folder.absolute()) for folder in self.content.values())

    def file(self, link: str, page: Path) -> Path | None:
        """The file of a link that ``page`` has; ``None`` for links that leave the site, and for what is not there."""
        path = link.partition("#")[0].partition("?")[0]
        if "://" in path or path.startswith(("mailto:", "{{")):
            return None
        if not path:
            return page
        if not path.startswith("/"):
            folders = (page.with_suffix(""), page.parent)  # sites have a page as a folder or as a file of its own
            beside = folders[1:] if path.endswith(PAGE_ENDINGS) or page.stem in _BUNDLES else folders
            return next(filter(None, (page_at(Path(os.path.normpath(each / path))) for each in beside)), None)
        for language, root in self.roots(page):
            own = path.removeprefix(f"/{self.language(page)}/").strip("/")
            roots = (root, root.parent) if own.partition("/")[0] == root.name else (root,)
            named = (each / name for each in roots for name in (own, f"_{own}"))  # Jekyll's collections have a mark
            found = next(filter(None, (page_at(each, language=language) for each in named)), None)
            if found is not None:
                return found
        return self._of_own_path(path, page)

    def _of_own_path(self, path: str, page: Path) -> Path | None:
        """The page whose front matter says that the site has it there."""
        keys = self._kind(page).front_matter
        if not keys.path:
            return None
        root = self._root(page)
        if root not in self._own_paths:
            places = ((keys.of("path", self.front_matter(each)), each) for each in find_pages([root]))
            self._own_paths[root] = {str(place).strip("/"): each for place, each in places if place is not None}
        return self._own_paths[root].get(path.strip("/"))

    def link(self, page: Path) -> str:
        """How other pages link to a page: ``/docs/a/``."""
        place = page.absolute()
        for _, root in self.roots(page):
            if place.is_relative_to(root.absolute()):
                inner = PurePosixPath(place.relative_to(root.absolute()))
                stem = inner.name.partition(".")[0]
                folder = inner.parent if stem in _BUNDLES else inner.parent / stem
                return "/" if str(folder) == "." else f"/{folder}/"
        return str(page)

    def outline(self, page: Path) -> Outline:
        """The outline of a page; read again only when its file has changed."""
        status = page.stat()
        return _outline(self._key(page), page, (status.st_mtime_ns, status.st_size))

    def outline_of(self, page: Path, text: str) -> Outline:
        """The outline of a page whose text is at hand."""
        return read_outline(self._key(page), page, text)

    def front_matter(self, page: Path) -> Mapping[str, Any]:
        """The front matter of a page, which takes a tenth of the time of its outline."""
        status = page.stat()
        return _front_matter(page, (status.st_mtime_ns, status.st_size))

    def _kind(self, page: Path) -> SiteProfile:
        """The same by the page's place alone: links of a text without a file are asked for, too."""
        return site_of(self.site, page, "")

    def profile(self, page: Path) -> SiteProfile:
        return site_of(self.site, page, read_text(page))

    def _key(self, page: Path) -> "OutlineKey":
        place = page.parent, "".join(page.suffixes)  # pages of one folder and one ending have all in common
        if (known := self._keys.get(place)) is not None:
            return known
        language = self.language(page)
        folders = self.boilerplates or boilerplate_folders(page, language, self.base)
        self._keys[place] = OutlineKey(
            language=language, base=self.base, site=self.site, folders=tuple((one, folders[one]) for one in folders)
        )
        return self._keys[place]

    def siblings(self, page: Path) -> tuple[Path, ...]:
        """The pages of the section that a page is in, as its folder has them: the section's own page first."""
        bundle = page.stem.partition(".")[0] in _BUNDLES
        own_section = page.name.startswith("_index")
        folder = page.parent if own_section or not bundle else page.parent.parent
        if not folder.is_dir():
            return ()
        suffix = "".join(page.suffixes)
        with os.scandir(folder) as entries:  # every page asks, and pathlib takes ten times as long
            below = sorted(entries, key=lambda entry: entry.name)
        names = [each.name for each in below if each.name.endswith(suffix) and each.is_file()]
        files = [name for name in names if name.partition(".")[0] not in _BUNDLES]
        index = f"{os.sep}index{suffix}"
        leaves = [f"{each.name}{index}" for each in below if each.is_dir() and os.path.isfile(f"{each.path}{index}")]  # noqa: PTH113 - see above
        head = [f"_index{suffix}"] if f"_index{suffix}" in names else []
        return tuple(folder / name for name in (*head, *files, *leaves))


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineKey:
    """What an outline depends on beside its file."""

    language: str
    base: str
    site: str
    folders: tuple[tuple[str, tuple[Path, ...]], ...]


@lru_cache(maxsize=4096)
def _outline(key: OutlineKey, page: Path, _version: tuple[int, int]) -> Outline:
    try:
        text = read_text(page)
    except PageError:
        text = ""  # the page is red where it is tested; others do not stand on what nobody can read
    return read_outline(key, page, text)


@lru_cache(maxsize=4096)
def _front_matter(page: Path, _version: tuple[int, int]) -> Mapping[str, Any]:
    try:
        text = read_text(page)
    except PageError:
        return {}
    return read_front_matter(Lines(text, page)).values


@lru_cache(maxsize=1024)
def read_outline(key: OutlineKey, page: Path, text: str) -> Outline:
    """An outline, made once for those who have the text at hand and those who have the file."""
    profile = site_of(key.site, page, text)
    boilerplates = BoilerplateFolders(folders=dict(key.folders), base=key.base)

    def include(name: str) -> tuple[Path, str] | None:
        found = boilerplates.find(name, key.language)
        return None if found is None else (found.path, found.text)

    return outline_of(
        text,
        path=page,
        language=key.language,
        front_matter=read_front_matter(Lines(text, page)).values,
        shape=Shape(
            blocks=frozenset(n for n, one in profile.shortcodes.items() if one.role is ShortcodeRole.BLOCK),
            includes=frozenset(n for n, one in profile.shortcodes.items() if one.role is ShortcodeRole.INCLUDE_PAGE),
            asides=frozenset(profile.preparation.asides),
            include=include,
        ),
    )


def page_at(path: Path, *, language: str = "") -> Path | None:
    """The page that a path with or without its ending means."""
    if path.suffix in PAGE_ENDINGS:
        if path.is_file():
            return path
        path = path.with_suffix("")
    bundled = (path / f"{stem}{each}" for stem in _BUNDLES for each in (*PAGE_ENDINGS, f".{language}.md"))
    alone = (path.with_name(f"{path.name}{each}") for each in PAGE_ENDINGS)
    return next((one for one in (*bundled, *alone) if one.is_file()), None)
