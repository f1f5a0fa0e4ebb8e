from collections.abc import Callable

import pytest

from harness.check.commands import single_quoted

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    "command",
    [
        "kubectl logs '$OVEN'",
        "kubectl get pod -l a='${OVEN}' -o name",
        "kubectl exec '$OTHER' -- ls",
        "echo '$OVEN' | cut -c1",
        "cat '~/oven'",
        'oven > "~/a.txt"',
    ],
)
def test_plain_text(found: Found, command: str) -> None:
    (finding,) = found(single_quoted.check, f"$ OVEN=a\n$ {command}")

    assert finding.startswith("page.md:6: warning")
    assert "[single-quoted-variable]" in finding


@pytest.mark.parametrize(
    "command",
    [
        'kubectl logs "$OVEN"',
        "kubectl get '$OTHER'",
        "echo '$OTHER' | cut -c1",
        "envsubst '$OVEN' < a",
        "echo '$OVEN' >> ~/.bashrc",
        "aws list --query \"[?name=='${OVEN}']\"",
        "kubectl exec a -- sh -c '$OVEN'",
        "oven set prefix '~/a'",
        "cat ~/a",
    ],
)
def test_meant(found: Found, command: str) -> None:
    assert found(single_quoted.check, f"$ OVEN=a\n$ {command}") == []


@pytest.mark.parametrize(
    ("value", "count"),
    [
        pytest.param("host: $OVEN_HOST", 1, id="a value"),
        pytest.param('- "www.${OVEN_HOST}"', 1, id="a part of a value"),
        pytest.param("host: $OTHER_HOST", 0, id="a variable that nothing sets"),
        pytest.param("env:\n- name: OVEN_HOST\n  value: $OVEN_HOST", 0, id="a container's own"),
    ],
)
def test_quoted_delimiters(found: Found, value: str, count: int) -> None:
    text = f"$ export OVEN_HOST=a\n$ kubectl apply -f - <<'EOF'\napiVersion: v1\n{value}\nEOF"
    assert [each.startswith("page.md:6: warning") for each in found(single_quoted.check, text)] == [True] * count
