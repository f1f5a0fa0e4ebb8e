from collections.abc import Callable

import pytest

from harness.check.commands import service_port

Found = Callable[..., list[str]]
SERVICE = """apiVersion: v1
kind: Service
metadata:
  name: bakery
spec:
  ports:
  - port: 8000
    targetPort: 80"""


def page(command: str, service: str = SERVICE) -> str:
    """A page with a Service and a command in line 12."""
    block = f"{{{{< text yaml >}}}}\n{service}\n{{{{< /text >}}}}\n"
    return f"{block}{{{{< text bash >}}}}\n$ {command}\n{{{{< /text >}}}}\n"


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("curl -s http://bakery:8001/bread", id="a URL"),
        pytest.param("kubectl exec deploy/a -- curl bakery.shop:8001", id="from a pod, without a scheme"),
        pytest.param("kubectl exec a -- sh -c 'curl -s http://bakery.shop.svc.cluster.local:80'", id="in a text"),
        pytest.param("kubectl port-forward svc/bakery 8080:80", id="the port of its pods"),
    ],
)
def test_another_port(found: Found, command: str) -> None:
    (finding,) = found(service_port.check, page(command))

    assert finding.startswith("page.md:12: warning")
    assert "8000" in finding
    assert "[unknown-service-port]" in finding


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("curl -s http://bakery:8000/bread", id="its port"),
        pytest.param("curl -s http://florist:8001", id="another name"),
        pytest.param("curl http://bakery.example.com.org:8001", id="a host of the internet"),
        pytest.param("curl --resolve bakery:8001:127.0.0.1 http://bakery:8001", id="an address of its own"),
        pytest.param("kubectl port-forward svc/bakery 8080:8000", id="forwarded"),
        pytest.param("kubectl port-forward deploy/bakery 8080:80", id="to pods"),
    ],
)
def test_right(found: Found, command: str) -> None:
    assert found(service_port.check, page(command)) == []


def test_a_headless_service(found: Found) -> None:
    headless = SERVICE.replace("spec:", "spec:\n  clusterIP: None")

    assert found(service_port.check, page("curl bakery:80", headless)) == []
