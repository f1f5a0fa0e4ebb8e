import pytest

from harness.programs.long_options import has_option, long_options


@pytest.mark.parametrize(
    ("name", "known"),
    [
        pytest.param("connect-timeout", True, id="a name"),
        pytest.param("insec", True, id="the start of one"),
        pytest.param("no-fail", True, id="switched off"),
        pytest.param("conect-timeout", False, id="a slip"),
    ],
)
def test_options_of_curl(name: str, *, known: bool) -> None:
    assert has_option(long_options()["curl"], name) is known


def test_names_are_without_dashes() -> None:
    assert all(not name.startswith("-") for names in long_options().values() for name in names)
