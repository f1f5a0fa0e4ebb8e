"""Names that a command itself says, instead of bash that fills them in."""

import re
from dataclasses import replace
from pathlib import PurePosixPath

from harness.match.thread import Sort, Thing
from harness.session.threads.files import UNPACKED


def is_literal(thing: Thing, text: str) -> bool:
    """Whether the command itself says the name, instead of bash that fills it in."""
    return bool(thing.name) and re.search(rf"(?<![\w./}}-]){re.escape(thing.name)}(?![\w-])", text) is not None


def is_absolute(thing: Thing, text: str) -> bool:
    """Whether a file is at a path, or below one, that the command itself says from the root."""
    if thing.sort is not Sort.FILE or not thing.name.startswith("/"):
        return False
    path = PurePosixPath(thing.name)
    places = (path, *path.parents[:-1])
    return any(is_literal(replace(thing, name=str(place)), text) for place in places)


def may_bring(lost: Thing, missing: Thing, text: str) -> bool:
    """What an archive would have brought is below the folder that it is unpacked in."""
    return lost != UNPACKED or not (is_absolute(missing, text) or is_elsewhere(missing, text))


def is_elsewhere(thing: Thing, text: str) -> bool:
    """Whether a file is above the working directory or in the user's home, as the command itself says."""
    last = re.escape(PurePosixPath(thing.name).name)
    return bool(last) and re.search(rf"(?:\.\.|~|\$\{{?HOME\}}?)/(?:[\w.+-]+/)*{last}(?![\w-])", text) is not None
