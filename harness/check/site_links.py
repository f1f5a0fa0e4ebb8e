"""What the pages of a site link to: its pages and images, and which page has which link."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from typing import Final

from harness.check.typo import alike, is_one_slip
from harness.sites import docusaurus, mkdocs_material
from harness.suggest import same_but_numbers

IMAGE: Final = re.compile(r"\.(?:svg|png|jpe?g|gif|webp)$", re.IGNORECASE)
TARGET: Final = re.compile(
    r"\]\((?!\w+:)([^\s()]+?)(?:[ \t]+\"[^\"\n]*\")?\)"
    r"|\b(?:link|href|src)=\"(?!\w+:)([^\"\n]+)\""
    r"|^\[[^\]\n]+\]:[ \t]+(?!\w+:)([^\s<>]+)$",
    re.MULTILINE,
)
_SIGN: Final = re.compile(r"\]\(|=\"|\]:")
CODE: Final = re.compile(
    r"^[ \t]*(`{3,}|~{3,}).*?^[ \t]*\1|\{\{[<%]\s*(text|highlight)\b.*?\{\{[<%]\s*/\2\s*[>%]\}\}"
    r"|<!--.*?-->|<pre\b.*?</pre>|(`{2,})(?!`)[^\n]+?(?<!`)\3(?!`)|(?<![`\\])`[^`\n]+`",
    re.MULTILINE | re.DOTALL,
)
_ALIASES: Final = re.compile(r"^aliases[ \t]*[:=][ \t]*(\[[^\]]*\]|(?:\n[ \t]*- .*)+)", re.MULTILINE)
_OWN_PATH: Final = re.compile(r"^(?:url|permalink|slug)[ \t]*[:=][ \t]*[\"']?([\w./-]+)", re.MULTILINE)
_FRONT: Final = 4000  # characters; front matter is shorter
_ALIAS: Final = re.compile(r"/[\w./-]+")
_LANGUAGE: Final = re.compile(r"[a-z]{2}(?:-[a-z]{2,4})?")
_DOCUMENTS: Final = "docs"
_CONFIG_FILES: Final = (*mkdocs_material.CONFIG_FILES, *docusaurus.CONFIG_FILES)
INDEX: Final = frozenset({"index", "_index", "README"})
_MOST_ARE_THERE: Final = 0.9  # of the links into a folder: one more that is not there is a mistake
_HALF_A_SITE: Final = 0.6  # of all links: with fewer, not all of the site or of its images is at hand


@dataclass(frozen=True, kw_only=True)  # without slots: what few pages need is counted when asked for
class SiteLinks:
    """``pages`` are paths without language and ending; ``linked`` has the files that link to each path.

    ``folders`` has the files that link from where they are to a page in each folder.
    """

    pages: frozenset[str]
    images: frozenset[str]  # names
    linked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    folders: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def others_link(self, path: str, page: Path) -> bool:
        return bool(self.linked.get(path, frozenset()) - {str(page.absolute())})

    def knows(self, path: str, page: Path) -> bool:
        return path in self.pages or self.others_link(path, page)

    def near(self, path: str, page: Path) -> tuple[str, ...]:
        """Pages, and what other files link to, one slip off in one part of the path."""
        candidates = {each for each in alike(path, (*self.pages, *self.linked)) if one_part_off(path, each)}
        near = sorted(each for each in candidates if self.knows(each, page))
        return tuple(each for each in near if self.is_whole or not is_plural(path, each))

    def near_images(self, name: str, page: Path) -> tuple[str, ...]:
        images = {
            PurePosixPath(each).name for each in self.linked if IMAGE.search(each) and self.others_link(each, page)
        }
        return tuple(sorted(each for each in {*self.images, *images} if is_slip_of_name(name, each)))

    def folder_up(self, path: str, own: Path) -> str:
        """The same relative path one folder further up, where its folder is at hand and that of the path is nowhere.

        Not all of a site may be at hand: then no other page links into such a folder.
        """
        other = f"../{path.removeprefix('./')}"
        folder, meant = (folder_of(own.parent, each) for each in (path, other))
        if os.path.isdir(folder) or not os.path.isdir(meant):  # noqa: PTH112 - every link asks
            return ""
        return "" if self.folders.get(folder, frozenset()) - {str(own)} else other

    def is_missing(self, path: str) -> bool:
        """Whether the pages beside it are there, so that it would be, too."""
        if not self.is_whole:
            return False
        folder = path
        while folder and folder not in self.pages:
            folder = folder.rpartition("/")[0]
        beside = [
            each for each in self.linked if each != path and each.startswith(f"{folder}/") and not IMAGE.search(each)
        ]
        there = sum(each in self.pages for each in beside)
        return bool(folder) and bool(beside) and there >= _MOST_ARE_THERE * len(beside)

    @cached_property
    def is_whole(self) -> bool:
        """Whether all of the site seems to be at hand."""
        links = [each for each in self.linked if not IMAGE.search(each)]
        return sum(each in self.pages for each in links) >= _HALF_A_SITE * max(1, len(links))

    @cached_property
    def has_images(self) -> bool:
        """Whether the images that pages show are at hand."""
        links = [PurePosixPath(each).name for each in self.linked if IMAGE.search(each)]
        return sum(each in self.images for each in links) >= _HALF_A_SITE * max(1, len(links))


def one_part_off(path: str, other: str) -> bool:
    parts, others = path.split("/"), other.split("/")
    if len(parts) != len(others):
        return False
    pairs = [(one, two) for one, two in zip(parts, others, strict=True) if one != two]
    return len(pairs) == 1 and is_slip_of_name(*pairs[0])


def is_slip_of_name(name: str, other: str) -> bool:
    """One letter off, and not by a number or another ending of a file."""
    suffix = PurePosixPath(name).suffix
    stem, other_stem = name.removesuffix(suffix), other.removesuffix(suffix)
    if suffix != PurePosixPath(other).suffix or same_but_numbers(stem, other_stem):
        return False
    return is_one_slip(stem, other_stem)


def is_plural(one: str, other: str) -> bool:
    """Of a site of which not all is at hand, a page about gateways may be another one than that about a gateway."""
    shorter, longer = sorted((one, other), key=len)
    return any(longer == f"{shorter[:at]}s{shorter[at:]}" for at in (len(shorter), *_ends_of_parts(shorter)))


def _ends_of_parts(path: str) -> Iterator[int]:
    return (found.start() for found in re.finditer(r"[/-]", path))


@lru_cache(maxsize=8)
def site_links(root: Path) -> SiteLinks:
    """What the pages below the folder of a site's content link to."""
    pages: set[str] = set()
    images: set[str] = set()
    linked: dict[str, set[str]] = {}
    folders: dict[str, set[str]] = {}
    for file in files_below(root):
        if IMAGE.search(file.name):
            images.add(file.name)
        elif file.suffix in {".md", ".html"}:
            pages.update(paths_of(file.relative_to(root)))
    for file, text in markdown_below(root).items():
        pages.update(aliases(text))
        pages.update(own_paths(text, file.relative_to(root)))
        for path in links_in(text):
            linked.setdefault(path, set()).add(str(file))
        for path in beside_in(text):
            folders.setdefault(folder_of(file.parent, path), set()).add(str(file))
    return SiteLinks(
        pages=frozenset(pages),
        images=frozenset(images),
        linked={path: frozenset(each) for path, each in linked.items()},
        folders={path: frozenset(each) for path, each in folders.items()},
    )


def targets(text: str) -> Iterator[re.Match[str]]:
    return in_lines(TARGET, text, _SIGN)


def in_lines(pattern: re.Pattern[str], text: str, sign: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """What is found within lines that have a sign of it: a short one is found in a fraction of the time."""
    end = -1
    for found in sign.finditer(text):
        if found.start() > end:
            start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.start())
            end = len(text) if end < 0 else end
            yield from pattern.finditer(text, start, end)


def links_in(text: str) -> Iterator[str]:
    """The paths of pages, without language, and of images that a text links to."""
    for path in (plain(each[1] or each[2] or each[3]) for each in targets(text)):
        if path.startswith("/") or IMAGE.search(path):
            yield without_language(path) if path.startswith("/") else path


def beside_in(text: str) -> Iterator[str]:
    """The pages that a text links to from where it is."""
    paths = (plain(each[1] or each[2] or each[3]) for each in targets(text))
    return (path for path in paths if path.endswith(".md") and not path.startswith("/"))


def folder_of(folder: Path, path: str) -> str:
    return os.path.dirname(os.path.normpath(os.path.join(folder, path)))  # noqa: PTH118, PTH120 - every link asks


def with_files(root: Path, files: Iterable[Path]) -> SiteLinks:
    """The links of the pages below a folder, and what more files link to: the translations of a page."""
    return _with_files(root, tuple((file, file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=4)
def _with_files(root: Path, files: tuple[tuple[Path, int], ...]) -> SiteLinks:
    site = site_links(root)
    linked = dict(site.linked)
    for file, version in files:
        for path in links_in(text_of(file, version)):
            linked[path] = linked.get(path, frozenset()) | {str(file)}
    return replace(site, linked=linked)


def files_below(root: Path) -> Iterator[Path]:
    for folder, _, names in os.walk(root):
        yield from (Path(folder, name) for name in sorted(names))


@lru_cache(maxsize=2)
def markdown_below(root: Path) -> Mapping[Path, str]:
    """The text of every page below a folder, read once for all that compares a page with the others."""
    files = (file for file in files_below(root) if file.suffix == ".md")
    return {file: file.read_text(encoding="utf-8", errors="replace") for file in files}


def paths_of(file: Path) -> Iterator[str]:
    """How pages link to a file, and to the folders that it is in: ``/docs/a``."""
    parts = list(file.parts[1:] if len(file.parts) > 1 and _LANGUAGE.fullmatch(file.parts[0]) else file.parts)
    stem = parts.pop().partition(".")[0] if parts else ""
    for length in range(1, len(parts) + 1):
        yield "/" + "/".join(parts[:length])
    if stem not in INDEX:
        yield "/" + "/".join((*parts, stem))


def aliases(text: str) -> Iterator[str]:
    found = _ALIASES.search(text)
    return (plain(each) for each in _ALIAS.findall(found[1])) if found else iter(())


def own_paths(text: str, file: Path) -> Iterator[str]:
    """The path that a page's front matter gives it in the place of its file's: a whole one, or its last part."""
    folder = ["", *paths_of(file.with_name("index.md"))][-1]
    for found in _OWN_PATH.findall(text[:_FRONT]):
        path = found.strip("/")
        yield from (f"/{path}",) if "/" in path else (f"/{path}", f"{folder}/{path}")


def plain(target: str) -> str:
    """A target without its anchor, and without the slash at its end."""
    path = target.partition("#")[0].partition("?")[0]
    return path.rstrip("/").removesuffix("/index.html") or path[:1]


def without_language(path: str) -> str:
    first, _, rest = path.removeprefix("/").partition("/")
    return f"/{rest}" if _LANGUAGE.fullmatch(first) else path


@lru_cache(maxsize=256)
def content_root(folder: Path) -> Path | None:
    """The uppermost folder ``content`` that a folder is in."""
    parts = folder.parts
    return Path(*parts[: parts.index("content") + 1]) if "content" in parts else None


def language_root(page: Path, language: str) -> Path | None:
    """The folder of the content in a page's language, or the folder of documents of a site that has no content."""
    return _language_root(page.parent, language)


@lru_cache(maxsize=256)
def _language_root(folder: Path, language: str) -> Path | None:
    root = content_root(folder)
    if root is None:
        return documents_root(folder)
    own = root / language
    return own if folder.is_relative_to(own) else root


def documents_root(folder: Path) -> Path | None:
    """The folder ``docs`` beside a configuration of a program that makes sites of such a folder."""
    above = (each.parent for each in (folder, *folder.parents) if each.name == _DOCUMENTS)
    return next((each / _DOCUMENTS for each in above if any((each / name).is_file() for name in _CONFIG_FILES)), None)


@lru_cache(maxsize=256)
def text_of(file: Path, _version: int) -> str:
    return file.read_text(encoding="utf-8", errors="replace")
