"""Links to folders that they are in: pytest follows them, and comes by the same pages again and again."""

import os
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=4096)
def leads_back(folder: Path) -> bool:
    """Whether a path goes through a link to a folder that the link itself is in."""
    if folder == folder.parent:
        return False
    if leads_back(folder.parent):
        return True
    return folder.is_symlink() and Path(os.path.realpath(folder.parent)).is_relative_to(os.path.realpath(folder))
