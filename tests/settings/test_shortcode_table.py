"""What settings say of a shortcode means something for its role."""

from pathlib import Path

import pytest

from harness.errors import SettingsError
from harness.settings import read_settings
from harness.settings.shortcode_table import KEYS
from harness.sites.shortcode import ShortcodeRole


def read(folder: Path, table: str) -> None:
    (folder / "harness.toml").write_text(f"[shortcodes]\nloom = {table}\n")
    read_settings(file=folder / "harness.toml")


@pytest.mark.parametrize(
    ("table", "named"),
    [
        pytest.param("{ role = 'BLOCK', label = 'x' }", "shortcodes.loom.label", id="a label of a block"),
        pytest.param("{ role = 'TABS', usual-syntax = 'bash' }", "shortcodes.loom.usual-syntax", id="a syntax of tabs"),
        pytest.param("{ role = 'TABS', folders = ['x'] }", "shortcodes.loom.folders", id="folders of tabs"),
        pytest.param("{ role = 'RAW', template = 'x' }", "shortcodes.loom.template", id="a template of no value"),
        pytest.param("{ role = 'VALUE' }", "shortcodes.loom", id="a value without one"),
        pytest.param("{ label = 'x' }", "shortcodes.loom.role", id="no role"),
    ],
)
def test_what_means_nothing_is_an_error(tmp_path: Path, table: str, named: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, table)
    assert f"'{named}'" in caught.value.message
    assert str(caught.value.at).endswith("harness.toml:2")


@pytest.mark.parametrize("role", [role.value for role in ShortcodeRole])
def test_what_means_something_is_none(tmp_path: Path, role: str) -> None:
    keys = sorted(key.replace("_", "-") for key in KEYS.get(ShortcodeRole(role), ()))
    given = "".join(f", {key} = {chr(39) * 2 if key != 'folders' else '[]'}" for key in keys)
    read(tmp_path, f"{{ role = '{role}'{given} }}")


@pytest.mark.parametrize("table", ["variables", "variables-from"])
def test_variables_have_names_that_a_shell_takes(tmp_path: Path, table: str) -> None:
    (tmp_path / "harness.toml").write_text(f"[{table}]\nTEA = 'x'\n1X = 'y'\n")
    with pytest.raises(SettingsError, match=f"{table}.1X") as caught:
        read_settings(file=tmp_path / "harness.toml")
    assert str(caught.value.at).endswith("harness.toml:3")
