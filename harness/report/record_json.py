"""Records as JSON and back. The shape is versioned: a reader refuses what it does not know.

``dump`` writes ``{"format": "harness-report", "version": 1, "run": {...}, "records": [...]}``. A record has the fields
of ``Record``; a location is ``{"path", "line", "column", "included_from"}``; enumerations are their values; ``null``
and empty lists are left out.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from harness.errors import SettingsError
from harness.json_values import built, plain
from harness.match.verdict import Outcome
from harness.report.run_facts import Run
from harness.report.step_record import Record

FORMAT: Final = "harness-report"
VERSION: Final = 1
OLD_OUTCOMES: Final = {"following": Outcome.KNOCK_ON.value}  # by which older reports call them

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A run and all its records."""

    run: Run
    records: tuple[Record, ...]


def dump(run: Run, records: Iterable[Record]) -> str:
    """A whole report as JSON text, the same for the same records."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "run": plain(run),
        "records": [to_json(record) for record in records],
    }
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def load(text: str, *, name: str) -> Report:
    """A report from JSON text; ``SettingsError`` names the file when it is none, or of another version."""
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise SettingsError(f"not JSON: {error}", at=name, expected="a report that a run wrote") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise SettingsError("not a report of this harness", at=name, expected=f'"format": "{FORMAT}"')
    if document.get("version") != VERSION:
        found = document.get("version")
        raise SettingsError(
            f"a report of version {found}",
            at=name,
            expected=f"version {VERSION}",
            remedy="make all reports with the same version of the harness",
        )
    records = tuple(from_json(record) for record in document["records"])
    return Report(run=built(Run, document["run"]), records=records)


def to_json(record: Record) -> Json:
    """A record as values that JSON has."""
    result: Json = plain(record)
    return result


def from_json(document: Mapping[str, Any]) -> Record:
    """The record that ``to_json`` gave the document for."""
    outcome = document["outcome"]
    return built(Record, {**document, "outcome": OLD_OUTCOMES.get(outcome, outcome)})
