"""What differs between the languages of a page, as values."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from harness.check.drift_kind import SHOWN_ONLY, Kind
from harness.parse.page import Snippet
from harness.source import Location


class Way(StrEnum):
    """Who made the difference, as git tells."""

    BASE = "base changed"
    TRANSLATION = "translation differs"
    BOTH = "both changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference: the text of each side, empty where a side has none. ``subject`` says of what: a flag, a field."""

    kind: Kind
    base: str = ""
    translation: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockDrift:
    """A block that differs. ``base`` or ``translation`` is ``None`` where that side does not have it.

    ``near`` is the place in the translation: of the block, or of the block that the missing one belongs behind.
    """

    id: str
    near: Location
    changes: tuple[Change, ...]
    base: Snippet | None = None
    translation: Snippet | None = None
    way: Way | None = None

    @property
    def functional(self) -> bool:
        """Whether the block does something else, not only shows something else or elsewhere."""
        return any(change.kind not in SHOWN_ONLY for change in self.changes)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return tuple(dict.fromkeys(change.kind for change in self.changes))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDrift:
    """A page and its translation; ``compared`` counts the blocks of both that were looked at."""

    base: Path
    translation: Path
    language: str
    blocks: tuple[BlockDrift, ...]
    compared: int = 0
