"""Files that pages show or include, found in the checkout around a page."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from harness.parse.neighbours import as_named, up_to_root
from harness.parse.shortcodes.boilerplate import read_text

_OWN: Final = "."
_LANGUAGE: Final = "{language}"
_ENDING: Final = ".md"  # that the name of a page may lack


@dataclass(frozen=True, slots=True, kw_only=True)
class IncludedFile:
    """``text`` is the file's, or a part of it that starts on line ``first``, counted from 0."""

    path: Path
    text: str
    first: int = 0


class IncludedFiles(Protocol):
    """Where such files come from. ``known`` is false where nothing is known of a page's surroundings."""

    @property
    def known(self) -> bool: ...

    def find(self, name: str, folders: Sequence[str]) -> IncludedFile | None:
        """The file, looked for in folders as a ``Shortcode`` has them; ``PageError`` for one that cannot be read."""


@dataclass(frozen=True, slots=True)
class NoIncludedFiles:
    """Nothing is known."""

    known: bool = False

    def find(self, name: str, folders: Sequence[str]) -> IncludedFile | None:  # noqa: ARG002 - a Protocol's method
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesAround:
    """The files around a page. ``places`` says what a folder such as ``{snippets}`` stands for."""

    page: Path
    languages: tuple[str, ...]
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    known: bool = field(default=True, init=False)

    def find(self, name: str, folders: Sequence[str]) -> IncludedFile | None:
        bare = name.lstrip("/")
        names = (bare, f"{bare}{_ENDING}") if "." not in os.path.basename(bare) else (bare,)  # noqa: PTH119 - a name, no path
        for folder in self._folders(folders):
            for own in names:
                path = os.path.join(folder, own)  # noqa: PTH118 - `Path` is slower, and raises for endless names
                if bare and os.path.isfile(path) and not self._is_page(path):  # noqa: PTH113 - see above
                    shown = as_named(path, self.page)
                    return IncludedFile(path=shown, text=read_text(shown))
        return None

    def _is_page(self, path: str) -> bool:
        """No page includes itself: another file of its name is meant."""
        return os.path.basename(path) == self.page.name and os.path.samefile(path, self.page)  # noqa: PTH119, PTH121

    def _folders(self, templates: Sequence[str]) -> Iterator[str]:
        for template in templates:
            if template == _OWN:
                yield str(self.page.absolute().parent)
            elif template in self.places:
                yield from self.places[template]
            else:
                yield from self._above(template)

    def _above(self, template: str) -> Iterator[str]:
        """The folder in each language, seen from the page's folder and those above it up to the repository's root."""
        languages = self.languages if _LANGUAGE in template else ("",)
        above = list(up_to_root(str(self.page.absolute().parent)))
        return (
            os.path.join(folder, template.replace(_LANGUAGE, language))  # noqa: PTH118 - see above
            for language in languages
            for folder in above
        )
