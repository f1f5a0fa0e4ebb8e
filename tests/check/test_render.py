import json
import re
from dataclasses import replace
from pathlib import Path

from harness.check.code_descriptions import meanings
from harness.check.render import RENDERERS, as_json, github, relative, sarif, text
from harness.diagnostic import Diagnostic, Severity
from harness.source import Location

PACKAGE = Path(__file__).resolve().parents[2] / "harness"
PAGE = Location(path=Path("docs/page.md"), line=7, column=3)
ERROR = Diagnostic(
    code="unknown-kind",
    severity=Severity.ERROR,
    at=PAGE,
    message="v1 has no kind 'Pood'",
    expected="a kind of v1: 100%",
    remedy="did you mean 'Pod'?",
)
NOTE = Diagnostic(
    code="interleaved",
    severity=Severity.NOTE,
    at=Location(path=Path("docs/part,1.md"), line=2, included_from=PAGE),
    message="two\nlines",
)


def test_text() -> None:
    assert text([ERROR, NOTE, NOTE]) == (
        "docs/page.md:7: error: v1 has no kind 'Pood' [unknown-kind]\n"
        "  expected: a kind of v1: 100%\n"
        "  to fix:   did you mean 'Pod'?\n"
        "docs/part,1.md:2 (included at docs/page.md:7): note: two\nlines [interleaved]\n"
        "docs/part,1.md:2 (included at docs/page.md:7): note: two\nlines [interleaved]\n"
        "1 error, 2 notes\n"
    )


def test_text_without_findings() -> None:
    assert text([]) == "no findings\n"


def test_json() -> None:
    assert json.loads(as_json([ERROR, NOTE])) == {
        "format": 1,
        "counts": {"error": 1, "warning": 0, "note": 1},
        "findings": [
            {
                "code": "unknown-kind",
                "severity": "error",
                "path": "docs/page.md",
                "line": 7,
                "column": 3,
                "end_line": 7,
                "end_column": 4,
                "included_from": None,
                "message": "v1 has no kind 'Pood'",
                "expected": "a kind of v1: 100%",
                "remedy": "did you mean 'Pod'?",
                "fix": None,
            },
            {
                "code": "interleaved",
                "severity": "note",
                "path": "docs/part,1.md",
                "line": 2,
                "column": 1,
                "end_line": 2,
                "end_column": 2,
                "included_from": {"path": "docs/page.md", "line": 7, "column": 3, "included_from": None},
                "message": "two\nlines",
                "expected": "",
                "remedy": "",
                "fix": None,
            },
        ],
    }


def test_annotations_of_github() -> None:
    assert github([ERROR, NOTE]) == (
        "::error file=docs/page.md,line=7,col=3,title=unknown-kind::v1 has no kind 'Pood'%0A"
        "expected: a kind of v1: 100%25%0Ato fix: did you mean 'Pod'?\n"
        "::notice file=docs/part%2C1.md,line=2,col=1,title=interleaved::two%0Alines%0Aincluded at docs/page.md:7\n"
    )


def test_sarif() -> None:
    found = json.loads(sarif([ERROR, NOTE]))
    (run,) = found["runs"]

    assert found["version"] == "2.1.0"
    assert run["tool"]["driver"] == {
        "name": "harness",
        "rules": [
            {
                "id": "interleaved",
                "shortDescription": {"text": "A command follows the output of another one in the same block."},
            },
            {
                "id": "unknown-kind",
                "shortDescription": {"text": "A kind that the API group does not have in this version."},
            },
        ],
    }
    assert run["results"] == [
        {
            "ruleId": "unknown-kind",
            "ruleIndex": 1,
            "level": "error",
            "message": {"text": "v1 has no kind 'Pood'\nexpected: a kind of v1: 100%\nto fix: did you mean 'Pod'?"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "docs/page.md"},
                        "region": {"startLine": 7, "startColumn": 3, "endLine": 7, "endColumn": 4},
                    }
                }
            ],
        },
        {
            "ruleId": "interleaved",
            "ruleIndex": 0,
            "level": "note",
            "message": {"text": "two\nlines"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "docs/part,1.md"},
                        "region": {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 2},
                    }
                }
            ],
            "relatedLocations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "docs/page.md"},
                        "region": {"startLine": 7, "startColumn": 3},
                    },
                    "message": {"text": "included here"},
                }
            ],
        },
    ]


def test_paths_as_seen_from_a_folder() -> None:
    (seen,) = relative([NOTE], Path("docs"))

    assert str(seen.at) == "part,1.md:2 (included at page.md:7)"
    assert relative([NOTE], Path("elsewhere")) == (NOTE,)


def written_codes() -> set[str]:
    """Codes at the places of the package that make a diagnostic, a rule or an entry of a table."""
    said = re.compile(r'\b(?:code=|(?:Code|named)\(\s*|_CODES\[)"([a-z][\w-]+)"')
    return {code for path in PACKAGE.rglob("*.py") for code in said.findall(path.read_text(encoding="utf-8"))}


def test_every_code_has_a_meaning() -> None:
    written = written_codes()
    assert {"bad-override", "snippet-name-clash", "unknown-kind", "unknown-variable"} <= written
    assert written - meanings().keys() == set()
    assert [code for code, meaning in meanings().items() if not meaning.endswith(".")] == []


def test_every_code_is_explained_in_sarif() -> None:
    (run,) = json.loads(sarif([replace(ERROR, code=code) for code in meanings()]))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"]: rule["shortDescription"]["text"] for rule in rules} == meanings()


def test_every_format_has_a_renderer() -> None:
    assert sorted(RENDERERS) == ["compact", "github", "json", "sarif", "text"]
