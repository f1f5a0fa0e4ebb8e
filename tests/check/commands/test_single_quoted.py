from collections.abc import Callable

import pytest

from harness.check.commands import single_quoted

Found = Callable[..., list[str]]


@pytest.mark.parametrize("command", ["kubectl logs '$OVEN'", "kubectl get pod -l a='${OVEN}' -o name"])
def test_plain_text(found: Found, command: str) -> None:
    (finding,) = found(single_quoted.check, f"$ OVEN=a\n$ {command}")

    assert finding.startswith("page.md:6: warning")
    assert "[single-quoted-variable]" in finding


@pytest.mark.parametrize(
    "command",
    [
        'kubectl logs "$OVEN"',
        "kubectl logs '$OTHER'",
        "envsubst '$OVEN' < a",
        "echo '$OVEN' >> ~/.bashrc",
        "aws list --query \"[?name=='${OVEN}']\"",
        "kubectl exec a -- sh -c '$OVEN'",
    ],
)
def test_meant(found: Found, command: str) -> None:
    assert found(single_quoted.check, f"$ OVEN=a\n$ {command}") == []
