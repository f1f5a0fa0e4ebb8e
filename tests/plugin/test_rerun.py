import pytest

from harness.plugin.options import add_options
from harness.plugin.rerun import ALONE, LIMITS, OF_CHECKS, TAKES_VALUE, repeated


class Parser:
    """What ``add_options`` is given, reduced to the names and whether they take a value."""

    def __init__(self) -> None:
        self.takes_value: dict[str, bool] = {}

    def getgroup(self, *_: str) -> "Parser":
        return self

    def addoption(self, name: str, action: str = "store", **_: object) -> None:
        self.takes_value[name] = action in {"store", "append"}


@pytest.fixture
def options() -> dict[str, bool]:
    parser = Parser()
    add_options(parser)  # type: ignore[arg-type] # all that is used of a parser
    return parser.takes_value


def test_every_option_is_repeated_or_only_chooses_what_runs(options: dict[str, bool]) -> None:
    assert set(options) - TAKES_VALUE - ALONE == LIMITS
    assert options.keys() >= ALONE | LIMITS


def test_options_with_a_value_are_known(options: dict[str, bool]) -> None:
    assert {name for name, value in options.items() if value and name not in LIMITS} == TAKES_VALUE & options.keys()


@pytest.mark.parametrize(
    ("arguments", "kept"),
    [
        pytest.param(
            "a.md --contexts cluster1=dev --dry-run --yes",
            "--contexts cluster1=dev --dry-run --yes",
            id="a look at somebody's cluster stays a look",
        ),
        pytest.param("--provider=none a.md -q -x -n 2", "--provider=none", id="how it is shown does not matter"),
        pytest.param("-c other.toml -o a=b a.md", "-c other.toml -o a=b", id="options of pytest"),
        pytest.param("--shard 1/2 --report-dir out --no-stop-page", "--no-stop-page", id="what chooses"),
        pytest.param("-p no:cacheprovider --strict-docs", "--strict-docs", id="the cache of pytest"),
    ],
)
def test_what_is_repeated(arguments: str, kept: str) -> None:
    assert list(repeated(arguments.split(), TAKES_VALUE | ALONE)) == kept.split()


def test_checks_are_given_what_they_know() -> None:
    assert repeated(["--settings", "a.toml", "--dry-run"], OF_CHECKS) == ("--settings", "a.toml")
