"""Files that are read above the command that writes them."""

from collections.abc import Callable

import pytest

from harness.check.commands.file_order import check

WRITTEN = "$ cat > order.yaml <<EOF\na: b\nEOF"
Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"$ kubectl apply -f order.yaml\n{WRITTEN}", id="a manifest"),
        pytest.param("$ openssl x509 -req -in a.csr -out a.crt\n$ openssl req -new -out a.csr", id="a request"),
        pytest.param(f"$ sed s/a/b/ < order.yaml\n{WRITTEN}", id="an input"),
    ],
)
def test_read_too_early(found: Found, text: str) -> None:
    (finding,) = found(check, text)
    assert finding.startswith("page.md:5:")
    assert "[used-before-created]" in finding


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{WRITTEN}\n$ kubectl apply -f order.yaml", id="in order"),
        pytest.param(f"$ kubectl delete -f order.yaml\n{WRITTEN}", id="from an earlier run"),
        pytest.param(f"$ kubectl apply -f order.yaml\n{WRITTEN}\n{WRITTEN}", id="written twice"),
        pytest.param(f"$ git clone https://example.org/a\n$ kubectl apply -f order.yaml\n{WRITTEN}", id="brought"),
        pytest.param("$ kubectl apply -f a.yaml\n$ kubectl get pod a -o yaml > a.yaml", id="what a cluster says"),
        pytest.param(f"$ ls\n# order.yaml\n$ kubectl apply -f order.yaml\n{WRITTEN}", id="spoken of before"),
        pytest.param(
            "{{< text bash >}}\n$ kubectl apply -f order.yaml\n{{< /text >}}\n"
            '{{< tabset >}}\n{{< tab name="A" >}}\n{{< text bash >}}\n' + WRITTEN + "\n{{< /text >}}\n{{< /tab >}}\n"
            "{{< /tabset >}}\n",
            id="in a tab",
        ),
    ],
)
def test_well(found: Found, text: str) -> None:
    assert found(check, text) == []
