"""The page about diagnostics has every code, with its severity and its meaning, and every key of the formats."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from harness.check.drift_kind import DRIFT_CODES
from harness.check.rule_registry import rules
from harness.parse.codes import CODES
from harness.plan.codes import PLAN_CODES
from harness.plan.plan_json import command_json, step_json
from harness.plan.step import Command, Role, Step
from harness.report.run_facts import Run
from harness.report.step_record import Record
from harness.snips.codes import SNIPPET_CODES
from harness.source import Location

PAGE = Path(__file__).resolve().parents[2] / "docs" / "diagnostics" / "index.md"
ROW = re.compile(r"^\| `([\w-]+)` \| (error|warning|note) \| (.*) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def text() -> str:
    return PAGE.read_text(encoding="utf-8")


def table(text: str, heading: str) -> dict[str, tuple[str, str]]:
    """Code, severity and meaning of the rows under a heading, its smaller headings included."""
    _, _, after = text.partition(f"\n## {heading}\n")
    assert after, f"no heading {heading}"
    return {code: (severity, meaning) for code, severity, meaning in ROW.findall(after.partition("\n## ")[0])}


def test_codes_of_reading(text: str) -> None:
    expected = {code.code: (code.severity.value, code.meaning) for code in CODES.values()}
    assert table(text, "Codes of reading a page") == expected


def test_codes_of_checks(text: str) -> None:
    expected = {rule.code: (rule.severity.value, rule.meaning) for rule in rules().values()}
    assert table(text, "Codes of checks") == expected


def test_codes_of_planning(text: str) -> None:
    assert table(text, "Codes of planning") == {one.code: (one.severity.value, one.meaning) for one in PLAN_CODES}


def test_codes_of_snippet_files(text: str) -> None:
    expected = {one.code: (one.severity.value, one.meaning) for one in SNIPPET_CODES}
    assert table(text, "Codes of snippet files") == expected


def test_codes_of_translations(text: str) -> None:
    expected = {one.code: (one.severity.value, one.meaning) for one in DRIFT_CODES.values()}
    assert table(text, "Codes of translations") == expected


def test_no_code_of_the_package_is_missing(text: str) -> None:
    """Codes that are written down where they are used, in no table of the code."""
    package = PAGE.parents[2] / "harness"
    said = re.compile(r'\b(?:code=|named\()"([a-z][\w-]+)"')
    written = {code for path in package.rglob("*.py") for code in said.findall(path.read_text())}
    assert len(written) > 20
    assert written - {code for code, _, _ in ROW.findall(text)} == set()


def command() -> Command:
    return Command(at=Location(path=Path("a.md"), line=1), text="true", documented="true", expected=None)


def step() -> Step:
    from harness.parse.page import Snippet

    at = Location(path=Path("a.md"), line=1)
    snippet = Snippet(id="a", at=at, syntax="bash", body="", body_at=at, segments=())
    return Step(id="a", at=at, snippet=snippet, role=Role.PAGE, commands=())


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param(list(command_json(command())), id="command of a plan"),
        pytest.param(list(step_json(step())), id="step of a plan"),
        pytest.param([field.name for field in fields(Record)], id="record"),
        pytest.param([field.name for field in fields(Run)], id="run"),
    ],
)
def test_every_key_of_a_format_is_explained(text: str, keys: list[str]) -> None:
    assert [key for key in keys if f"`{key}`" not in text] == []
