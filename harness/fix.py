"""How a finding is mended: edits of files as values, which are shown before anybody makes them."""

from dataclasses import dataclass

from harness.source import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """At a place of a file, ``old`` becomes ``new``.

    The span is that of ``old``, which has to be there (empty: ``new`` is inserted). Lines end in a line feed in both,
    however the file ends its own.
    """

    at: Location
    old: str
    new: str

    @property
    def end(self) -> tuple[int, int]:
        """Line and column, from 1, of the first character behind ``old``."""
        lines = self.old.count("\n")
        return self.at.line + lines, len(self.old) - self.old.rfind("\n") if lines else self.at.column + len(self.old)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """Edits that belong together: all of them are made or none.

    ``safe`` is false where the page may mean something else afterwards than its author had in mind.
    """

    edits: tuple[Edit, ...]
    safe: bool = True


def swap(at: Location, old: str, new: str, *, safe: bool = True) -> Fix:
    """The fix that puts ``new`` in the place of ``old``, which is at the line and column (from 1) of ``at``."""
    return Fix(edits=(Edit(at=at, old=old, new=new),), safe=safe)
