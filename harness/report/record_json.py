"""Records as JSON and back. The shape is versioned: a reader refuses what it does not know.

``dump`` writes ``{"format": "harness-report", "version": 1, "run": {...}, "records": [...]}``. A record has the fields
of ``Record``; a location is ``{"path", "line", "column", "included_from"}``; enumerations are their values; ``null``
and empty lists are left out.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Final

from harness.errors import SettingsError
from harness.match.match import Difference, Mark, Match
from harness.match.verdict import Failure, Outcome
from harness.report.run_facts import Run
from harness.report.step_record import CommandRecord, Record
from harness.run.output import Ended, PromptAnswered
from harness.settings.tolerance import Tolerance
from harness.source import Location

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
    return Report(run=Run(**_with_tuples(document["run"])), records=records)


def to_json(record: Record) -> Json:
    """A record as values that JSON has."""
    result: Json = plain(record)
    return result


def from_json(document: Mapping[str, Any]) -> Record:
    """The record that ``to_json`` gave the document for."""
    values = dict(document)
    return Record(
        **{
            **_with_tuples(values),
            "at": _location(values["at"]),
            "outcome": Outcome(OLD_OUTCOMES.get(values["outcome"], values["outcome"])),
            "failure": Failure(values["failure"]) if "failure" in values else None,
            "commands": tuple(_command(command) for command in values.get("commands", ())),
        }
    )


def plain(value: Any) -> Any:
    """Dataclasses, enumerations and paths as what JSON has, without empty lists and ``None``."""
    if is_dataclass(value) and not isinstance(value, type):
        named = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return {name: part for name, part in named.items() if part not in (None, [], {})}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Path):
        return value.as_posix()
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(part) for part in value]
    return value


def _command(values: Json) -> CommandRecord:
    return CommandRecord(
        **{
            **_with_tuples(values),
            "at": _location(values["at"]),
            "expected_at": _location(values["expected_at"]) if "expected_at" in values else None,
            "ended": Ended(values["ended"]) if "ended" in values else None,
            "failure": Failure(values["failure"]) if "failure" in values else None,
            "prompts": tuple(PromptAnswered(**one) for one in values.get("prompts", ())),
            "match": _match(values["match"]) if "match" in values else None,
        }
    )


def _match(values: Json) -> Match:
    differences = tuple(
        Difference(
            mark=Mark(one["mark"]),
            line=one.get("line"),
            expected=one.get("expected"),
            actual=one.get("actual"),
            rules=tuple(one.get("rules", ())),
            spans=tuple((start, end) for start, end in one.get("spans", ())),
        )
        for one in values.get("differences", ())
    )
    custom = tuple(Tolerance(**one) for one in values.get("custom", ()))
    return Match(**{**_with_tuples(values), "differences": differences, "custom": custom})


def _location(values: Json) -> Location:
    included = values.get("included_from")
    return Location(
        path=Path(values["path"]),
        line=values["line"],
        column=values.get("column", 1),
        included_from=None if included is None else _location(included),
    )


def _with_tuples(values: Mapping[str, Any]) -> Json:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
