"""A fleet as JSON, so that other processes can use, list and remove it."""

import json
from pathlib import Path
from typing import Any

from harness.cluster.provider import Fleet
from harness.edit.replace_file import replace_file
from harness.errors import ClusterError
from harness.json_values import built, plain

VERSION = 2


def write_fleet(fleet: Fleet, file: Path) -> None:
    """Write atomically: a reader sees the whole record or none."""
    replace_file(file, json.dumps({"version": VERSION, **plain(fleet)}, indent=1).encode())


def read_fleet(file: Path) -> Fleet:
    """Raises ``ClusterError`` for a record that is no record of this version."""
    try:
        record: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        if record.pop("version") != VERSION:
            raise ClusterError(f"{file}: a fleet of another version", remedy="remove it: harness clusters down")
        return built(Fleet, record)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ClusterError(f"{file}: not a fleet's record: {error}", remedy="harness clusters down") from error
