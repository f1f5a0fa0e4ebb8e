from collections.abc import Callable

import pytest

from harness.check.commands import cut_name

Found = Callable[..., list[str]]
MADE = "$ kubectl create service clusterip bread-oven\n"


@pytest.mark.parametrize(
    ("command", "joined"),
    [
        pytest.param("kubectl delete service bread oven", ["bread-oven"], id="a name"),
        pytest.param("kubectl get pods -n kube system", ["kube-system"], id="a namespace"),
        pytest.param("kubectl delete service bread-oven mixer", [], id="two names"),
        pytest.param("kubectl exec web -c bread oven -- ls", ["bread-oven"], id="the value of a flag"),
        pytest.param("kubectl exec web -- echo bread oven", [], id="what runs inside"),
        pytest.param("kubectl apply -f ovens/ bread.yaml # ovens/bread.yaml", ["ovens/bread.yaml"], id="a path"),
        pytest.param("kubectl get pods -l kind rye # kind=rye", ["kind=rye"], id="a selector"),
        pytest.param("helm install bread oven", [], id="a release and its chart"),
        pytest.param("kubectl delete service bread mixer", [], id="two other names"),
    ],
)
def test_blanks(found: Found, command: str, joined: list[str]) -> None:
    findings = found(cut_name.check, f"{MADE}$ {command}")
    assert [each.partition("write '")[2].rstrip("'\n") for each in findings] == joined
