"""Templates of values: what can be filled in, and what is a slip."""

from pathlib import Path

import pytest

from harness.errors import SettingsError
from harness.parse.shortcodes.values import FILTERS as KNOWN
from harness.parse.shortcodes.values import MINORS
from harness.settings import read_settings
from harness.settings.value_template import FILTERS, ValueTemplate


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("v{version}", "", id="a key"),
        pytest.param("{0}-{versions.shop:dashes}", "", id="an argument, a filter"),
        pytest.param("{$org=tea}/{params.$0}", "", id="a named argument, a key by an argument"),
        pytest.param('{"cups": 3} { cups } ${CUPS}', "", id="braces of the text"),
        pytest.param("{version:dash}", "'dash'", id="an unknown filter"),
        pytest.param("{version|dashes}", "{version|dashes}", id="a filter in other words"),
        pytest.param("{no-key}", "{no-key}", id="no key"),
    ],
)
def test_fields(text: str, named: str) -> None:
    problem = ValueTemplate().problem(text)
    assert (problem is None) == (not named)
    assert problem is None or named in problem.message


def test_each_filter_is_known() -> None:
    assert set(FILTERS) == {*KNOWN, *MINORS}


@pytest.mark.parametrize("line", ['rel = "{0:dash}"', 'rel = {role = "VALUE", template = "{0:dash}"}'])
def test_a_slip_in_settings_has_its_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "harness.toml").write_text(f"[shortcodes]\n{line}\n")
    with pytest.raises(SettingsError, match=r"harness\.toml:2.*'dash'") as caught:
        read_settings(file=tmp_path / "harness.toml")
    assert "'dashes'" in caught.value.remedy
