"""Where in a TOML file a key stands: the standard library's reader does not tell.

A key stands on the first line after the longest run of lines from the top that reads as TOML without it. That is exact
for every way of writing a key, as no shorter run than the one with its whole value can be read; it costs one reading
for each line, which only an error pays.
"""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

KeyPath = tuple[str | int, ...]


def line_of(text: str, keys: KeyPath) -> int:
    """The line, from 1, where ``keys`` is set; of an inline table the line where it starts; 1 for no such key."""
    lines = text.splitlines(keepends=True)
    before = 0
    for number in range(1, len(lines) + 1):
        try:
            table = tomllib.loads("".join(lines[:number]))
        except tomllib.TOMLDecodeError:
            continue  # the lines so far end within a value
        if holds(table, keys):
            return before + 1
        before = number
    return 1


def holds(value: Any, keys: KeyPath) -> bool:
    """Whether there is something at ``keys``, in a table of whatever language."""
    for key in keys:
        inside = range(len(value)) if isinstance(value, Sequence) else value if isinstance(value, Mapping) else ()
        if key not in inside:
            return False
        value = value[key]
    return True
