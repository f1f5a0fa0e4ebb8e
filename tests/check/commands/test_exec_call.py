from collections.abc import Callable

import pytest

from harness.check.commands import exec_call

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        pytest.param("kubectl exec pod ls", "missing-dashes", id="a program without dashes"),
        pytest.param("kubectl exec -- deploy/a ls", "missing-dashes", id="the pod behind the dashes"),
        pytest.param("kubectl exec a -c b c -- ls", "missing-dashes", id="a word before the dashes"),
        pytest.param("kubectl exec -it deploy/a -c b -n c ls -l", "missing-dashes", id="behind flags with values"),
        pytest.param(
            'kubectl exec --context A "$(kubectl --context B get pod)" -- ls',
            "mixed-contexts",
            id="two clusters",
        ),
        pytest.param('kubectl logs --context=A "$(kubectl get pod --context=B)"', "mixed-contexts", id="of logs"),
    ],
)
def test_wrong(found: Found, command: str, code: str) -> None:
    (finding,) = found(exec_call.check, f"$ {command}")

    assert f"[{code}]" in finding


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("kubectl exec pod -c b -- ls -l", id="with dashes"),
        pytest.param("kubectl exec -it pod", id="no program"),
        pytest.param('kubectl exec --context "$A" "$(kubectl --context "${A}" get pod)" -- ls', id="one cluster"),
        pytest.param('kubectl --context A create cm a --from-literal=b="$(kubectl --context B get svc)"', id="a value"),
    ],
)
def test_right(found: Found, command: str) -> None:
    assert found(exec_call.check, f"$ {command}") == []
