"""Fixes are kept when nothing new is found after them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from harness.diagnostic import Diagnostic, Severity
from harness.fix import Fix, swap
from harness.session.fixing import verified
from harness.source import Location

TEXT = "a b c\n"


def finding(code: str, message: str = "") -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, at=Location(path=Path("p.md"), line=1), message=message)


def fix(old: str, new: str) -> Fix:
    return swap(Location(path=Path("p.md"), line=1, column=TEXT.index(old) + 1), old, new)


def check(text: str) -> Sequence[Diagnostic]:
    """Lower-case letters are findings, and so is X; line numbers in messages are of no account."""
    return [finding(letter, f"on line {len(text)}") for letter in text if letter in "abcX"]


@pytest.mark.parametrize(
    ("fixes", "kept"),
    [
        pytest.param([fix("a", "A"), fix("b", "BB")], [0, 1], id="all are sound"),
        pytest.param([fix("a", "X"), fix("b", "B")], [1], id="one is not"),
        pytest.param([fix("a", "b")], [], id="a finding that is there twice is new"),
        pytest.param([], [], id="none"),
    ],
)
def test_verified(fixes: list[Fix], kept: list[int]) -> None:
    assert list(verified(TEXT, fixes, check)) == [fixes[number] for number in kept]


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        pytest.param(Severity.ERROR, Severity.WARNING, True, id="less than before"),
        pytest.param(Severity.WARNING, Severity.WARNING, True, id="as much"),
        pytest.param(Severity.WARNING, Severity.ERROR, False, id="more"),
    ],
)
def test_a_finding_in_other_words_is_the_same(before: Severity, after: Severity, *, kept: bool) -> None:
    def says(text: str) -> Sequence[Diagnostic]:
        severity, message = (before, "$A is set nowhere") if "a" in text else (after, "$A is set later")
        return [replace(finding("variable", message), severity=severity)]

    only = fix("a", "A")
    assert list(verified(TEXT, [only], says)) == [only] * kept


@pytest.mark.parametrize(
    ("severity", "kept"),
    [
        pytest.param(Severity.WARNING, True, id="a warning"),
        pytest.param(Severity.ERROR, False, id="an error"),
    ],
)
def test_what_a_page_that_could_not_be_read_had_all_along(severity: Severity, *, kept: bool) -> None:
    def says(text: str) -> Sequence[Diagnostic]:
        if "a" in text:
            return [replace(finding("unread-page", "blocks"), severity=Severity.WARNING)]
        return [replace(finding("variable", "$A is set nowhere"), severity=severity)]

    only = fix("a", "A")
    assert list(verified(TEXT, [only], says)) == [only] * kept
