"""Whether an amount differs with every run, as an age does, or is one that somebody chose, as a limit is."""

import re
from typing import Final

SETTING: Final = re.compile(r"[:=]\s*[\"']?$")
MEASURED: Final = re.compile(
    r"(?:\b(?:age|uptime|since|after|in|took|elapsed|duration|time|latency)|\w\.(?:crt|pem))\s*[:=]\s*[\"']?$",
    re.IGNORECASE,
)
GIVEN: Final = re.compile(
    r"(?:\b(?:limits?|requests?|quota|timeout|interval|period|every|retention|keep|capacity|default|budget|deadline)"
    r"(?: (?:is|are|of|to|for|set to))?"
    r"|\b(?:limits|requests)\.[\w./-]+|\b(?:at most|at least|up to|no more than)|\bexpires? (?:after|in)"
    r"|\b(?:are|is|be|gets?) [a-z]+ed (?:after|every)|\bset [\w.-]+ to)\s+[\"'`(]?$",
    re.IGNORECASE,
)
"""What is right before a value that somebody chose: ``the limit is 500m``, ``every 10s``."""
USED: Final = re.compile(
    r"\b(?:us(?:ed|age|es|ing)|free|avail\w*|allocat\w*|rss|heap|resident|working set|cache|download\w*|transfer\w*"
    r"|size)\b",
    re.IGNORECASE,
)
MINUTES: Final = re.compile(r"(\d+)m")
MOST_MINUTES: Final = 180  # from then on ages are told in hours
LONGEST: Final = 40  # characters before an amount that are looked at

CHOSEN_COLUMN: Final = re.compile(
    r"(?:\w+[ _-])*(?:LIMITS?|REQUESTS?|QUOTA|CAPACITY|KEEP|TIMEOUT|INTERVAL|PERIOD|RETENTION|HARD|DEFAULT)"
)
"""Columns of values that somebody chose."""


def is_measured(found: re.Match[str]) -> bool:
    """``timeout: 10s`` and ``interval=1s`` are settings, the same in every run; an age is not."""
    before = found.string[max(0, found.start() - LONGEST) : found.start()]
    if GIVEN.search(before) is not None:
        return False
    return SETTING.search(before) is None or MEASURED.search(before) is not None


def is_age(found: re.Match[str]) -> bool:
    """``500m`` is half of a processor: an age of so many minutes is told in hours."""
    minutes = MINUTES.fullmatch(found.group())
    return is_measured(found) and (minutes is None or int(minutes[1]) < MOST_MINUTES)


def is_used(found: re.Match[str]) -> bool:
    """``12Mi`` is a quantity of Kubernetes, which somebody chose, unless its line says that so much is used."""
    return is_measured(found) and USED.search(found.string) is not None
