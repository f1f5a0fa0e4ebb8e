from pathlib import Path

import pytest

from harness.errors import SettingsError
from harness.settings import read_settings
from harness.settings.build import expand

ENVIRON = {"CACHE": "/var/cache", "EMPTY": ""}


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        pytest.param("${CACHE}/images", "/var/cache/images", id="a variable that is set"),
        pytest.param("${CACHE:-~/.cache}/images", "/var/cache/images", id="set, so its default is not used"),
        pytest.param("${NONE:-~/.cache}/images", "~/.cache/images", id="not set"),
        pytest.param("${EMPTY:-x}", "x", id="empty is like not set where there is a default"),
        pytest.param("${EMPTY}", "", id="empty without a default"),
        pytest.param("${NONE:-}", "", id="an empty default"),
        pytest.param("$CACHE $(x) ${ x }", "$CACHE $(x) ${ x }", id="other uses of the dollar stay"),
    ],
)
def test_variables(text: str, expanded: str) -> None:
    assert expand(text, ENVIRON) == expanded


def test_a_path_in_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAGES", "/srv/images")
    file = tmp_path / "harness.toml"
    file.write_text('plans = "${IMAGES}/plans"\n')
    assert read_settings(file=file).plans == Path("/srv/images/plans")


def test_a_variable_that_is_not_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IMAGES", raising=False)
    file = tmp_path / "harness.toml"
    file.write_text('\nplans = "${IMAGES}/plans"\n')
    with pytest.raises(SettingsError) as caught:
        read_settings(file=file)
    assert str(caught.value) == (
        f"{file}:2: setting 'plans' is '${{IMAGES}}/plans', and the environment has no IMAGES\n"
        "  to fix:   set it, or give a default: ${IMAGES:-default}"
    )
