"""Whether any package adds something at all: most environments have none, and need not wait for pluggy then."""

import os
import re
import sys
from functools import cache
from typing import Final

GROUP: Final = "docs_harness"
"""The entry point group of plug-ins, and pluggy's name for the project."""
LIKE_GROUP: Final = re.compile(r"docs[-_.]?harnes[\w.-]*", re.IGNORECASE)
"""The group, and what may be meant to be it."""
_HEADING: Final = re.compile(rf"^\[{LIKE_GROUP.pattern}\]".encode(), re.IGNORECASE | re.MULTILINE)
_METADATA: Final = (".dist-info", ".egg-info")


@cache
def has_plugins() -> bool:
    """Whether a package on ``sys.path`` has entry points of the group, or may have: archives are not looked into.

    One whose group is misspelt counts as well: it is to be told.
    """
    return any(_may_have_some(folder or os.curdir) for folder in sys.path)


def _may_have_some(folder: str) -> bool:
    try:
        names = os.listdir(folder)  # noqa: PTH208 - a few folders with many names
    except NotADirectoryError:
        return not folder.endswith(f"python{sys.version_info.major}{sys.version_info.minor}.zip")  # an archive
    except OSError:
        return False  # what cannot be listed cannot be imported from either
    return any(_names_group(os.path.join(folder, name)) for name in names if name.endswith(_METADATA))  # noqa: PTH118


def _names_group(metadata: str) -> bool:
    try:
        with open(os.path.join(metadata, "entry_points.txt"), "rb") as file:  # noqa: PTH118, PTH123 - see above
            return _HEADING.search(file.read()) is not None
    except OSError:
        return False  # most packages have no entry points
