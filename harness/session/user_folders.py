"""The user's folders in which something of a run is kept for the next ones."""

import os
from collections.abc import Iterable
from pathlib import Path

APPLICATION = "docs-harness"


def cache_folder(kept: str = "", *, variable: str = "") -> Path:
    """Where what is expensive is ``kept``: in the user's cache folder, unless a variable of the environment says."""
    if given := os.environ.get(variable):
        return Path(given)
    import platformdirs  # noqa: PLC0415 - not needed to list pages

    return Path(platformdirs.user_cache_dir(APPLICATION)) / kept


def fleets_folder() -> Path:
    """Where fleets live: the user's state folder, so that a next run finds what a killed one left."""
    import platformdirs  # noqa: PLC0415 - not needed to list pages

    return Path(os.environ.get("HARNESS_FLEETS") or platformdirs.user_state_dir(APPLICATION)) / "fleets"


def evidence_folder() -> Path:
    """Where what clusters say of failures goes when no report folder is given; a next run writes over it."""
    return fleets_folder().with_name("evidence")


def keep_newest(files: Iterable[Path], most: int) -> None:
    """Remove the oldest of some files, where there are too many."""
    for file in sorted(files, key=lambda file: file.stat().st_mtime)[:-most]:
        file.unlink(missing_ok=True)
