"""What the commands before a page have not made, as the page takes it over and a layer keeps it."""

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from harness.match.thread import Sort, Thing, Thread
from harness.source import Location


def carried(lost: Iterable[Thread]) -> tuple[Thread, ...]:
    """What is not there since its command was not run, or could not be on this machine; nothing of own failures."""
    return tuple(replace(one, elsewhere=True) for one in lost if one.cause and (one.value or one.reason or one.absent))


def excused(lost: Iterable[Thread], step: str, reason: str) -> tuple[Thread, ...]:
    """The same where it is nobody's fault that a step has not made something: ``reason`` says what kept it."""
    return tuple(replace(one, absent=reason, shared=False) if one.cause == step else one for one in lost)


def to_json(threads: Iterable[Thread]) -> str:
    return json.dumps([_values(one) for one in threads])


def from_json(text: str) -> tuple[Thread, ...]:
    """The threads that ``to_json`` wrote; their places have no columns."""
    return tuple(map(_thread, json.loads(text)))


def _values(thread: Thread) -> dict[str, Any]:
    values = asdict(replace(thread, words=frozenset()))
    return values | {"at": [str(thread.at.path), thread.at.line], "words": sorted(thread.words)}


def _thread(values: dict[str, Any]) -> Thread:
    path, line = values["at"]
    thing = Thing(**values["thing"] | {"sort": Sort(values["thing"]["sort"])})
    at = Location(path=Path(path), line=line)
    return Thread(**values | {"at": at, "thing": thing, "words": frozenset(values["words"])})
