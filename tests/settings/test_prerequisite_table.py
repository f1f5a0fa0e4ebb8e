"""Prerequisites of settings that require others."""

from pathlib import Path

import pytest

from harness.errors import SettingsError
from harness.session.site import Site
from harness.settings import read_settings

SELF = "[prerequisites.a]\nrequires = ['a']\n"
PAIR = "[prerequisites.a]\nrequires = ['b']\n[prerequisites.b]\nrequires = ['a']\n"
THREE = PAIR.replace("['a']", "['c']") + "[prerequisites.c]\nrequires = ['a']\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(SELF, 2, id="itself"),
        pytest.param(PAIR, 4, id="each the other"),
        pytest.param(THREE, 6, id="three in a circle"),
    ],
)
def test_none_comes_before_itself(tmp_path: Path, text: str, line: int) -> None:
    (tmp_path / "harness.toml").write_text(text)
    with pytest.raises(SettingsError) as caught:
        read_settings(file=tmp_path / "harness.toml")
    assert str(caught.value.at).endswith(f"harness.toml:{line}")


def test_one_that_is_required_is_known(tmp_path: Path) -> None:
    (tmp_path / "harness.toml").write_text("[prerequisites.a]\nrequires = ['watr']\n[prerequisites.water]\n")
    with pytest.raises(SettingsError) as caught:
        Site().settings(tmp_path / "page.md")
    assert (str(caught.value.at).rpartition(":")[2], "'water'" in caught.value.remedy) == ("2", True)


def test_a_kind_of_site_may_have_it(tmp_path: Path) -> None:
    (tmp_path / "harness.toml").write_text("[prerequisites.a]\nrequires = ['istio']\n")
    assert Site().settings(tmp_path / "page.md").prerequisites["a"].requires == ("istio",)
