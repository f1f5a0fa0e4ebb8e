"""Names in commands that differ by a slip from those that the page has in the same place."""

from collections.abc import Callable

import pytest

from harness.check.commands import repeated_name, wait_condition

EXEC = "$ kubectl exec deploy/web -c proxy -- ls\n" * 2
HELM = "$ helm install shop-base charts/base\n$ helm status shop-base\n"
HEADERS = "$ curl -H 'x-token: a' a.dev\n$ curl -H 'x-token: b' a.dev\n"
ADDED = "$ helm repo add bakery https://charts.bakery.dev\n$ helm install oven bakery/oven\n"
OPTIONS = "$ ./bake.py --minutes 5\n$ ./bake.py --minutes 7\n"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param(f"{EXEC}$ kubectl exec deploy/wb -- ls", "web", id="a letter lost in a short name"),
        pytest.param(f"{EXEC}$ kubectl exec deploy/web -c prxoy -- ls", "proxy", id="a container"),
        pytest.param(f"{HELM}$ helm uninstall shop-bas", "shop-base", id="a release"),
        pytest.param("$ kubectl logs web -c istio-poxy", "istio-proxy", id="a container of charts"),
        pytest.param(f"{HEADERS}$ curl -H 'xtoken: a' a.dev", "x-token", id="a header"),
        pytest.param(f"{HEADERS}$ kubectl exec web -- curl -H 'x-tokn: a' a.dev", "x-token", id="inside a pod"),
        pytest.param(f"{OPTIONS}$ ./bake.py --minuts 6", "--minutes", id="an option of a script"),
        pytest.param(f"{EXEC}$ istioctl proxy-config log deploy/wb.shop", "web", id="of another program"),
    ],
)
def test_a_name_with_a_slip(found: Callable[..., list[str]], text: str, meant: str) -> None:
    (finding,) = found(repeated_name.check, text)
    assert f"'{meant}'" in finding


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{EXEC}$ kubectl exec deploy/db -- ls", id="another name"),
        pytest.param(f"{EXEC}$ kubectl exec deploy/web2 -- ls", id="another number"),
        pytest.param(f"{EXEC}$ kubectl exec deploy/webs -- ls", id="a plural"),
        pytest.param("$ kubectl logs web -c istio-proxy", id="a container of charts"),
        pytest.param(f"{HELM}$ helm uninstall shop-cache", id="another release"),
        pytest.param("$ helm list --all", id="no name"),
        pytest.param(f"{HEADERS}$ curl -H 'x-taken: a' a.dev", id="another letter of a header"),
        pytest.param(f"{OPTIONS}$ ./bake.py --minute 6", id="the singular of an option"),
        pytest.param(f"{OPTIONS}$ ./brew.py --minuts 6", id="another script"),
    ],
)
def test_names_that_are_right(found: Callable[..., list[str]], text: str) -> None:
    assert found(repeated_name.check, text) == []


def test_a_condition_with_a_slip(found: Callable[..., list[str]]) -> None:
    (finding,) = found(wait_condition.check, "$ kubectl wait --for=condition=programmd gateway/web")
    assert "did you mean 'programmed'" in finding


@pytest.mark.parametrize(
    "what", ["condition=Ready", "condition=programmed", "condition=Baked", "delete", "condition=$C"]
)
def test_conditions_that_are_right(found: Callable[..., list[str]], what: str) -> None:
    assert found(wait_condition.check, f"$ kubectl wait --for={what} gateway/web") == []


@pytest.mark.parametrize(
    ("command", "meant"),
    [
        pytest.param("$ helm install mill bakry/mill", "did you mean 'bakery'", id="the repository"),
        pytest.param("$ helm upgrade oven bakery/ovem", "did you mean 'oven'", id="the chart"),
    ],
)
def test_charts(found: Callable[..., list[str]], command: str, meant: str) -> None:
    (finding,) = found(repeated_name.check, ADDED + command)
    assert finding.startswith("page.md:7: ")
    assert "[unknown-chart]" in finding
    assert meant in finding


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("$ helm install mill bakery/mill", id="another chart"),
        pytest.param("$ helm install a ./bakry", id="a folder"),
        pytest.param("$ helm install a oci://bakry/oven", id="an address"),
        pytest.param("$ helm repo add bakers https://b.dev\n$ helm install a bakers/mill", id="another repository"),
    ],
)
def test_no_slips_of_charts(found: Callable[..., list[str]], command: str) -> None:
    assert found(repeated_name.check, ADDED + command) == []


@pytest.mark.parametrize(
    ("header", "count"),
    [
        pytest.param("x-tok", 1, id="its start"),
        pytest.param("x", 0, id="its first word"),
        pytest.param("x-token-2", 0, id="a longer one"),
    ],
)
def test_what_is_left_of_a_header(found: Callable[..., list[str]], header: str, count: int) -> None:
    assert len(found(repeated_name.check, f"{HEADERS}$ curl -H '{header}: a' a.dev")) == count
