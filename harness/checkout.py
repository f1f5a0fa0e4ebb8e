"""The repository that a page is in, as it is checked out around it."""

from collections.abc import Sequence
from pathlib import Path


def repository_of(place: Path) -> Path | None:
    """The root of the checkout that a file or folder is in; ``None`` where it is in none."""
    return next((each for each in (place, *place.parents) if (each / ".git").exists()), None)


def folders_of(page: Path, top: Path) -> Sequence[Path]:
    """Where a page's reader may be, by its absolute path: beside it, and in the folders above it up to ``top``."""
    return (page.parent, *(folder for folder in page.parents[1:] if folder.is_relative_to(top)))
