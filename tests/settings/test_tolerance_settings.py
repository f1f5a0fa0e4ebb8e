"""Rules of tolerance that settings add and switch off."""

import ast
from pathlib import Path

import pytest

from harness.errors import SettingsError
from harness.match.lines.tolerant import tolerant
from harness.match.rules import switched_on
from harness.match.tables.table import table
from harness.settings import Settings, read_settings, tolerance

ORDER = r"""
[[tolerances.custom]]
name = "order-id"
pattern = 'ord-[0-9a-f]{4}'
accepts = "the number of an order"
"""


def read(folder: Path, text: str) -> Settings:
    (folder / "harness.toml").write_text(text)
    return read_settings(file=folder / "harness.toml")


def rules_of(folder: Path, expected: str, actual: str, text: str = ORDER) -> set[str] | None:
    """The rules by which two texts agree; ``None`` where they do not."""
    match = tolerant(expected, actual, rules=switched_on(read(folder, text).tolerances))
    return {rule for one in match.differences for rule in one.rules} if match.agrees else None


@pytest.mark.parametrize(
    ("expected", "actual", "rules"),
    [
        pytest.param("order ord-12ab placed", "order ord-99ff placed", {"order-id"}, id="two texts of the pattern"),
        pytest.param("id=xord-12ab;", "id=xord-99ff;", {"order-id"}, id="inside a word"),
        pytest.param("ord-12ab 3m", "ord-99ff 5m", {"order-id", "age"}, id="beside a built-in rule"),
        pytest.param("ord-12ab", "ord-12ag", None, id="a text that the pattern does not match"),
        pytest.param("ord-12ab placed", "ord-99ff refused", None, id="something else differs"),
        pytest.param("ord-12ab", "3m", None, id="a text of another rule"),
    ],
)
def test_a_pattern_of_settings_is_a_rule(tmp_path: Path, expected: str, actual: str, rules: set[str] | None) -> None:
    assert rules_of(tmp_path, expected, actual) == rules


def test_a_pattern_of_settings_holds_in_cells(tmp_path: Path) -> None:
    rules = switched_on(read(tmp_path, ORDER).tolerances)
    match = table("NAME       STATE\nord-12ab   open", "NAME       STATE\nord-99ff   open", rules=rules)
    assert match.agrees
    assert {rule for one in match.differences for rule in one.rules} == {"order-id"}


def test_a_rule_of_settings_is_switched_off_like_another(tmp_path: Path) -> None:
    assert rules_of(tmp_path, "ord-12ab", "ord-99ff", f"[tolerances]\norder-id = false\n{ORDER}") is None


def test_patterns_may_look_alike(tmp_path: Path) -> None:
    second = ORDER.replace("order-id", "second").replace("ord-[0-9a-f]{4}", "(a|b)-(?i:x)[0-9]+")
    assert rules_of(tmp_path, "ord-12ab a-x1", "ord-99ff b-X2", ORDER + second) == {"order-id", "second"}


@pytest.mark.parametrize(
    ("text", "line", "value"),
    [
        pytest.param(ORDER.replace("ord-[0-9a-f]{4}", "ord-["), 4, "pattern", id="no regular expression"),
        pytest.param(ORDER.replace("ord-[0-9a-f]{4}", "(?i)ord"), 4, "(?i:", id="a flag for all patterns"),
        pytest.param(ORDER.replace("ord-[0-9a-f]{4}", "[0-9]*"), 4, "empty", id="matches nothing"),
        pytest.param(ORDER.replace("ord-[0-9a-f]{4}", "(?P<a>x)y"), 4, "group", id="a group with a name"),
        pytest.param(ORDER.replace("ord-[0-9a-f]{4}", "(x)\\1"), 4, "group", id="a group by its number"),
        pytest.param(ORDER.replace("order-id", "age"), 3, "'age'", id="the name of a built-in rule"),
        pytest.param(ORDER + ORDER, 8, "'order-id'", id="a name twice"),
        pytest.param(f"[tolerances]\norder-idd = false\n{ORDER}", 2, "order-id", id="a name mistyped"),
        pytest.param("[[tolerances.custom]]\nname = 'a'\n", 1, "pattern", id="without a pattern"),
    ],
)
def test_what_makes_no_sense_is_an_error_at_its_line(tmp_path: Path, text: str, line: int, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, text)
    assert str(caught.value.at).endswith(f"harness.toml:{line}")
    assert value in str(caught.value)


PACKAGE = Path(tolerance.__file__).parents[1]
MODULES = [file for file in PACKAGE.rglob("*.py") if "import tolerance\n" in file.read_text()]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_every_rule_that_code_names_is_registered(module: Path) -> None:
    """Also within functions, where Python would tell only once they are called."""
    nodes = ast.walk(ast.parse(module.read_text()))
    named = {one.attr for one in nodes if isinstance(one, ast.Attribute) and ast.unparse(one.value) == "tolerance"}
    assert [name for name in named if not hasattr(tolerance, name)] == []
    assert named != set()
