"""The page about comparing has every rule, matcher and outcome, and its examples are true."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.match.infer import infer
from harness.match.match import Match
from harness.match.matchers import matchers
from harness.match.rules import ALL_RULES
from harness.match.verdict import Failure, Outcome
from harness.settings.tolerance import BUILT_IN

PAGE = Path(__file__).resolve().parents[2] / "docs" / "matching" / "index.md"


def rows(width: int) -> Iterator[list[str]]:
    """Rows of the page's tables with so many cells, without headers."""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith("| `") and len(cells) == width:
            yield cells


def example(cell: str) -> str:
    return cell.strip("`").replace("⏎", "\n")


EXAMPLES = [pytest.param(*map(example, row[2:]), row[0].strip("`"), id=row[0].strip("`")) for row in rows(5)]


def compared(expected: str, came: str, rule: str) -> Match:
    prints = rule if rule in {"log", "listing"} else ""
    return matchers()[infer(expected, prints=prints)].compare(expected, came, rules=ALL_RULES)


def test_every_rule_stands_on_the_page() -> None:
    assert {row[0].strip("`"): row[1] for row in rows(5)} == {one.name: one.accepts for one in BUILT_IN}


@pytest.mark.parametrize(("expected", "accepted", "refused", "rule"), EXAMPLES)
def test_an_example_is_accepted_by_its_rule(expected: str, accepted: str, refused: str, rule: str) -> None:
    match = compared(expected, accepted, rule)
    assert match.agrees
    assert rule in {name for difference in match.differences for name in difference.rules}


@pytest.mark.parametrize(("expected", "accepted", "refused", "rule"), EXAMPLES)
def test_the_other_example_is_refused(expected: str, accepted: str, refused: str, rule: str) -> None:
    assert not compared(expected, refused, rule).agrees


def test_every_matcher_stands_on_the_page() -> None:
    assert {row[0].strip("`") for row in rows(3)} == set(matchers())


def test_every_outcome_and_class_of_failure_stands_on_the_page() -> None:
    assert [row[0].strip("`") for row in rows(2)] == [*map(str, Outcome), *map(str, Failure)]
