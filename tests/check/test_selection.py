from pathlib import Path, PurePath

import pytest

from harness.check.selection import RuleSelection, selection_for
from harness.diagnostic import Diagnostic, Severity
from harness.errors import SettingsError
from harness.settings.sections import RulesSetting
from harness.source import Location

CODES = frozenset({"one", "two", "three"})


def diagnostic(code: str, severity: Severity = Severity.WARNING) -> Diagnostic:
    return Diagnostic(code=code, severity=severity, at=Location(path=Path("page.md"), line=1), message="m")


def test_what_is_off_is_gone_and_what_is_changed_counts_anew() -> None:
    selection = RuleSelection(off=frozenset({"one"}), severity={"two": Severity.ERROR})

    assert selection.apply([diagnostic("one"), diagnostic("two"), diagnostic("three")]) == (
        diagnostic("two", Severity.ERROR),
        diagnostic("three"),
    )


@pytest.mark.parametrize(
    ("page", "off"),
    [
        pytest.param("docs/a.md", {"one", "two"}, id="one table"),
        pytest.param("docs/new/a.md", {"two"}, id="a later table switches on again"),
        pytest.param("blog/a.md", {"two"}, id="no table but that for all"),
    ],
)
def test_tables_by_path(page: str, off: set[str]) -> None:
    tables = [
        RulesSetting(off=("two",)),
        RulesSetting(paths=("docs/**",), off=("one",)),
        RulesSetting(paths=("docs/new/*",), on=("one",)),
    ]

    assert selection_for(PurePath(page), tables, codes=CODES) == RuleSelection(off=frozenset(off))


def test_severities_by_path() -> None:
    tables = [RulesSetting(severity={"one": "error"}), RulesSetting(paths=("x",), severity={"one": "note"})]

    assert selection_for(PurePath("page.md"), tables, codes=CODES).severity == {"one": Severity.ERROR}


def test_a_code_that_there_is_not_has_its_place() -> None:
    tables = [RulesSetting(off=("one",)), RulesSetting(severity={"thre": "note"})]
    places: list[tuple[int, str]] = []

    def place(number: int, key: str) -> None:
        places.append((number, key))

    with pytest.raises(SettingsError):
        selection_for(PurePath("page.md"), tables, codes=CODES, place=place)
    assert places == [(1, "severity")]


def test_a_code_that_there_is_not() -> None:
    with pytest.raises(SettingsError) as caught:
        selection_for(PurePath("page.md"), [RulesSetting(off=("thre",))], codes=CODES)

    assert str(caught.value) == (
        "rules: there is no rule 'thre'\n"
        "  expected: a code that 'harness check' reports\n"
        "  to fix:   did you mean 'three'?"
    )
