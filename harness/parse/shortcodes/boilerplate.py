"""Boilerplates: texts that many pages include, one file each, in every language."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from harness.diagnostic import Diagnostic
from harness.errors import PageError
from harness.parse.codes import NOT_UTF_8, UNREADABLE
from harness.source import Location

_LONGEST_NAME: Final = 250  # bytes; file systems refuse longer ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Boilerplate:
    """``english`` is the English file's text where this is a translation: its ids are taken from there."""

    name: str
    path: Path
    language: str
    text: str
    english: str | None = None


class Boilerplates(Protocol):
    """Where boilerplates come from. ``known`` is false where no folder for them is known at all."""

    @property
    def known(self) -> bool: ...

    def find(self, name: str, language: str) -> Boilerplate | None:
        """The boilerplate in a language, in English where it is not translated, ``None`` where there is none."""

    def names(self) -> Collection[str]:
        """All names, for a word of help when one is not found."""


@dataclass(frozen=True, slots=True)
class NoBoilerplates:
    """No folder is known."""

    known: bool = False

    def find(self, name: str, language: str) -> Boilerplate | None:  # noqa: ARG002 - a Protocol's method
        return None

    def names(self) -> Collection[str]:
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BoilerplateTexts:
    """Boilerplates by language and name, from memory; ``folder`` is where their files would be."""

    texts: Mapping[str, Mapping[str, str]]
    folder: Path = Path("boilerplates")
    base: str = "en"
    known: bool = field(default=True, init=False)

    def find(self, name: str, language: str) -> Boilerplate | None:
        for own in dict.fromkeys((language, self.base)):
            text = self.texts.get(own, {}).get(name)
            if text is not None:
                english = None if own == self.base else self.texts.get(self.base, {}).get(name)
                return Boilerplate(name=name, path=self.folder / f"{name}.md", language=own, text=text, english=english)
        return None

    def names(self) -> Collection[str]:
        return {name for texts in self.texts.values() for name in texts}


@dataclass(frozen=True, slots=True, kw_only=True)
class BoilerplateFolders:
    """Boilerplates in folders by language; ``*`` holds all languages, told apart by ``name.zh.md``."""

    folders: Mapping[str, tuple[Path, ...]]
    base: str = "en"

    @property
    def known(self) -> bool:
        return bool(self.folders)

    def find(self, name: str, language: str) -> Boilerplate | None:
        if not _inside(name):
            return None
        for own in dict.fromkeys((language, self.base)):
            path = self._path(name, own)
            if path is not None:
                english = None if own == self.base else self._path(name, self.base)
                return Boilerplate(
                    name=name,
                    path=path,
                    language=own,
                    text=read_text(path),
                    english=None if english is None else read_text(english),
                )
        return None

    def names(self) -> Collection[str]:
        folders = {folder for group in self.folders.values() for folder in group}
        return {path.name.split(".")[0] for folder in folders if folder.is_dir() for path in folder.glob("*.md")}

    def _path(self, name: str, language: str) -> Path | None:
        candidates = (
            *(folder / f"{name}.md" for folder in self.folders.get(language, ())),
            *(folder / f"{name}.{language}.md" for folder in self.folders.get("*", ())),
            *(folder / f"{name}.md" for folder in self.folders.get("*", ()) if language == self.base),
        )
        return next((path for path in candidates if path.is_file()), None)


def _inside(name: str) -> bool:
    """Whether a name can be that of a file in the folder, or in a folder of it."""
    parts = name.split("/")
    return all(parts) and not any(part.startswith(".") for part in parts) and len(name.encode()) < _LONGEST_NAME


def read_text(path: Path) -> str:
    """A file's text; ``PageError`` where it cannot be opened or is not UTF-8."""
    try:
        return decode(path.read_bytes(), path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise PageError([_unreadable(path, reason)]) from error


def decode(data: bytes, path: Path) -> str:
    """Bytes as UTF-8, line ends kept; ``PageError`` names the line and the byte that is none."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8")) + 1
        raise PageError(
            [_not_utf8(Location(path=path, line=line, column=column), data[error.start], error.start)]
        ) from error


def _unreadable(path: Path, reason: str) -> Diagnostic:
    return UNREADABLE.found(
        Location(path=path, line=1),
        f"the file cannot be opened: {reason}",
        remedy="name a file that exists and that you may read",
    )


def _not_utf8(at: Location, byte: int, offset: int) -> Diagnostic:
    return NOT_UTF_8.found(
        at,
        f"byte 0x{byte:02x} (offset {offset}) is not UTF-8",
        expected="a page in UTF-8",
        remedy="convert the page: iconv -f ENCODING -t UTF-8",
    )
