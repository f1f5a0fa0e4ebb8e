"""A place in a page, the way editors open it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A line (from 1) and column (from 1) of a file.

    ``included_from`` is set for text that a boilerplate brought in: the place of the shortcode on the including page.
    """

    path: Path
    line: int
    column: int = 1
    included_from: "Location | None" = None

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}"
        return place if self.included_from is None else f"{place} (included at {self.included_from})"

    @property
    def on_page(self) -> "Location":
        """The place on the page itself: for text that a boilerplate brought in, that of the outermost shortcode."""
        return self if self.included_from is None else self.included_from.on_page

    def down(self, lines: int, *, column: int = 1) -> "Location":
        """The place ``lines`` further down the same file."""
        return Location(path=self.path, line=self.line + lines, column=column, included_from=self.included_from)

    def within(self, text: str, offset: int) -> "Location":
        """The place of a character of a text that begins here and whose lines all begin in this column."""
        column = offset - (text.rfind("\n", 0, offset) + 1)
        return self.down(text.count("\n", 0, offset), column=self.column + column)


PAGE_ENDINGS: Final = (".md", ".mdx")
"""Of files that are pages."""
NO_PAGES: Final = frozenset({"archetypes", "node_modules", "_includes", "_layouts"})
"""Folders of what Hugo makes new pages of, of packages of others, and of what pages include."""


def is_no_page(file: Path, root: Path) -> bool:
    """Whether a file below ``root`` is in a folder of those that hold no pages."""
    return file.is_relative_to(root) and not NO_PAGES.isdisjoint(file.relative_to(root).parts[:-1])
