"""Numbers that an autoscaler without metrics does not change."""

import pytest

from harness.match.match import Difference, Mark
from harness.session.clusters.autoscalers import differs_in_numbers, without_measures


@pytest.mark.parametrize(
    ("shown", "printed", "only"),
    [
        pytest.param("oven   7/7   7   7   19m", "oven   1/1   1   1   31s", True, id="pods of what it scales"),
        pytest.param("oven   305%/50%   1", "oven   cpu: <unknown>/50%   1", True, id="the load"),
        pytest.param("shop   oven   7   19m", "shop   oven   1   31s", True, id="behind a namespace"),
        pytest.param("mill   7/7   7   7   19m", "mill   1/1   1   1   31s", False, id="something else"),
        pytest.param("oven   7/7   Cold", "oven   1/1   Hot", False, id="a word"),
        pytest.param("oven   7/7   7", "oven   1/1", False, id="less"),
    ],
)
def test_rows_that_differ_in_numbers(shown: str, printed: str, *, only: bool) -> None:
    one = Difference(mark=Mark.WRONG, line=1, expected=shown, actual=printed)
    assert differs_in_numbers(one, {"oven"}) is only


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        pytest.param({"status": "False", "reason": "FailedGetResourceMetric"}, {"heat", "oven"}, id="no metrics"),
        pytest.param({"status": "True", "reason": "ValidMetricFound"}, set(), id="metrics"),
        pytest.param(None, {"heat", "oven"}, id="not looked at yet"),
    ],
)
def test_autoscalers_without_metrics(condition: dict[str, str] | None, names: set[str]) -> None:
    conditions = [] if condition is None else [{"type": "ScalingActive", **condition}]
    item = {
        "metadata": {"name": "heat"},
        "spec": {"scaleTargetRef": {"kind": "Deployment", "name": "oven"}},
        "status": {"conditions": conditions},
    }
    assert set(without_measures([item])) == names
