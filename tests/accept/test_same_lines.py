import pytest

from harness.accept.output_drift import in_order_of, once_too_often
from harness.match.lines.line_key import scanner
from harness.settings.tolerance import all_tolerances


@pytest.mark.parametrize(
    ("lines", "actual", "moved"),
    [
        pytest.param(["a", "b"], ["b", "a"], {0: "b", 1: "a"}, id="swapped"),
        pytest.param(["a", "...", "c", "b"], ["a", "x", "b", "c"], {2: "b", 3: "c"}, id="a line that leaves out stays"),
        pytest.param(["b 3m", "a 5m"], ["a 6m", "b 7m"], {0: "a 5m", 1: "b 3m"}, id="ages stay as they are written"),
        pytest.param(["a", "b"], ["a", "b"], {}, id="in order"),
        pytest.param(["a", "b"], ["b", "c"], {}, id="one that is not there"),
        pytest.param(["a", "a"], ["a", "b"], {}, id="one that is there once"),
    ],
)
def test_in_order_of(lines: list[str], actual: list[str], moved: dict[int, str]) -> None:
    assert in_order_of(scanner(all_tolerances()), lines, actual) == moved


def test_once_too_often() -> None:
    assert list(once_too_often(["a", "a", "b", "", "", "a"])) == [1]
