"""A line that is a JSON object, as logs have them, in one form whatever the order of its keys."""

import json
import re
from typing import Final

_NUMBER: Final = re.compile(r'"\\u0001([^"\\]*)\\u0001"')
LONGEST: Final = 20_000  # characters; what is longer is compared as it is


def canonical(line: str) -> str:
    """The object with its keys in order; any other line as it is.

    A key that occurs twice makes it another line: one of the two values would be lost.
    """
    text = line.strip()
    if not (text.startswith("{") and text.endswith("}")) or len(text) > LONGEST:
        return line
    try:
        value = json.loads(text, object_pairs_hook=_distinct, parse_float=_number, parse_int=_number)
    except (ValueError, RecursionError):
        return line
    return _NUMBER.sub(r"\1", json.dumps(value, sort_keys=True, ensure_ascii=False))


def _distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key occurs twice")
    return found


def _number(text: str) -> str:
    """A number between marks, to be written as it was: ``1.0`` is not ``1``."""
    return f"\1{text}\1"
