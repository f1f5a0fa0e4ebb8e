"""Findings as JSON and back: what ``harness check --format json`` prints, and what is kept of an earlier run."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from harness.diagnostic import Diagnostic, Severity
from harness.fix import Edit, Fix
from harness.source import Location


def end_of(diagnostic: Diagnostic) -> tuple[int, int]:
    """Line and column of the first character behind the finding; of one whose text is not at hand, one character on."""
    return diagnostic.end or (diagnostic.at.line, diagnostic.at.column + 1)


def to_json(diagnostic: Diagnostic) -> dict[str, Any]:
    line, column = end_of(diagnostic)
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        **_place(diagnostic.at),
        "end_line": line,
        "end_column": column,
        "message": diagnostic.message,
        "expected": diagnostic.expected,
        "remedy": diagnostic.remedy,
        "fix": None if diagnostic.fix is None else _fix(diagnostic.fix),
    }


def from_json(values: Mapping[str, Any]) -> Diagnostic:
    return Diagnostic(
        code=values["code"],
        severity=Severity(values["severity"]),
        at=_location(values),
        message=values["message"],
        expected=values["expected"],
        remedy=values["remedy"],
        fix=None if values["fix"] is None else _fix_of(values["fix"]),
        end=(values["end_line"], values["end_column"]),
    )


def _fix(fix: Fix) -> dict[str, Any]:
    return {"safe": fix.safe, "edits": [{**_place(edit.at), "old": edit.old, "new": edit.new} for edit in fix.edits]}


def _fix_of(values: Mapping[str, Any]) -> Fix:
    edits = (Edit(at=_location(edit), old=edit["old"], new=edit["new"]) for edit in values["edits"])
    return Fix(edits=tuple(edits), safe=values["safe"])


def _place(at: Location) -> dict[str, Any]:
    return {
        "path": at.path.as_posix(),
        "line": at.line,
        "column": at.column,
        "included_from": None if at.included_from is None else _place(at.included_from),
    }


def _location(values: Mapping[str, Any]) -> Location:
    included = values["included_from"]
    return Location(
        path=Path(values["path"]),
        line=values["line"],
        column=values["column"],
        included_from=None if included is None else _location(included),
    )
