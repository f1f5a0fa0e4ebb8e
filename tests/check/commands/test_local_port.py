from collections.abc import Callable

import pytest

from harness.check.commands import local_port

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("commands", "places"),
    [
        pytest.param(
            "$ kubectl port-forward svc/oven 8080:80 &\n$ curl localhost:8081/bread", ["6 8080"], id="another"
        ),
        pytest.param("$ kubectl port-forward svc/oven 8080:80 &\n$ curl localhost:80/bread", ["6 8080"], id="remote"),
        pytest.param(
            "$ kubectl port-forward svc/oven 8081:80 &\n$ curl localhost:8080/a\n$ curl http://127.0.0.1:8080/b",
            ["5 8080"],
            id="the forwarding",
        ),
        pytest.param("$ kubectl port-forward svc/oven 8080:80 &\n$ curl localhost:8080/bread", [], id="the same"),
        pytest.param("$ kubectl port-forward svc/oven 8080 &\n$ curl localhost:8080", [], id="one number"),
        pytest.param("$ kubectl port-forward svc/oven $PORT:80 &\n$ curl localhost:8081", [], id="a variable"),
        pytest.param("$ kubectl port-forward svc/oven :80 &\n$ curl localhost:8081", [], id="any"),
        pytest.param(
            "$ kubectl port-forward svc/oven 8080:80 &\n$ docker run -p 8081:80 oven\n$ curl localhost:8081",
            [],
            id="another program opens it",
        ),
        pytest.param(
            "$ kubectl port-forward svc/oven 8080:80 &\n$ kubectl exec deploy/oven -- curl localhost:9000",
            [],
            id="inside of a pod",
        ),
    ],
)
def test_ports_of_localhost(found: Found, commands: str, places: list[str]) -> None:
    findings = found(local_port.check, commands)
    assert [each.split(":")[1] for each in findings] == [place.split()[0] for place in places]
    assert all(place.split()[1] in each for place, each in zip(places, findings, strict=True))
