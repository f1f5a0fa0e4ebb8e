"""A finding as JSON comes back as the finding that it was."""

import json
from pathlib import Path

import pytest

from harness.diagnostic import Diagnostic, Severity
from harness.diagnostic_json import end_of, from_json, to_json
from harness.fix import Edit, Fix
from harness.source import Location

AT = Location(path=Path("docs/a.md"), line=7, column=3)
INCLUDED = Location(path=Path("snippets/b.md"), line=1, included_from=AT)


@pytest.mark.parametrize(
    "finding",
    [
        pytest.param(Diagnostic(code="a", severity=Severity.NOTE, at=AT, message="m", end=(7, 9)), id="plain"),
        pytest.param(
            Diagnostic(
                code="b",
                severity=Severity.ERROR,
                at=INCLUDED,
                message="m",
                expected="e",
                remedy="r",
                fix=Fix(edits=(Edit(at=AT, old="x", new="y"), Edit(at=INCLUDED, old="", new="z")), safe=False),
                end=(2, 1),
            ),
            id="with everything",
        ),
    ],
)
def test_a_finding_comes_back(finding: Diagnostic) -> None:
    back = from_json(json.loads(json.dumps(to_json(finding))))
    assert (back, back.end) == (finding, finding.end)


def test_one_without_an_end_is_one_character_long() -> None:
    finding = Diagnostic(code="a", severity=Severity.NOTE, at=AT, message="m")
    assert end_of(finding) == (7, 4)
    assert from_json(to_json(finding)) == finding
