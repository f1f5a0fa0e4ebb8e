import pytest

from harness.report.reasons import one_reason


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        pytest.param(["as asked for", "as asked for"], "as asked for", id="the same"),
        pytest.param([], "", id="none"),
        pytest.param(["", "no cluster is needed"], "no cluster is needed", id="an empty one"),
        pytest.param(
            ["no provider here can provide exec, pods; kind cannot run here (no engine)"] * 2
            + ["no provider here can provide lb-traffic, pods; kind cannot run here (no engine)"],
            "no provider here can provide exec, lb-traffic, pods; kind cannot run here (no engine)",
            id="other capabilities",
        ),
        pytest.param(
            ["embedded cannot provide exec", "no provider here can provide network-policy"],
            "embedded cannot provide exec; no provider here can provide network-policy",
            id="other words",
        ),
    ],
)
def test_one_reason(reasons: list[str], expected: str) -> None:
    assert one_reason(reasons) == expected
