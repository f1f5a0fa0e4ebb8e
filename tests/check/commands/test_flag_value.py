from collections.abc import Callable

import pytest

from harness.check.commands import flag_value

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("command", "value", "remedy"),
    [
        pytest.param("kubectl create configmap c --from-literal=heat", "heat", "", id="a literal without ="),
        pytest.param("kubectl create secret generic c --from-literal a:b", "a:b", "a=b", id="a literal with a colon"),
        pytest.param("kubectl get pods --as=system:serviceaccount:a", "serviceaccount:a", "", id="no namespace"),
        pytest.param('kubectl patch pod a -p {"spec":{"b":1}}', "JSON", "'{", id="JSON without quotes"),
        pytest.param("kubectl get pods -l app:oven", "app:oven", "app=oven", id="a selector with a colon"),
        pytest.param("kubectl get pods --field-selector=status.phase:Running", "Running", "=Running", id="a field"),
        pytest.param("kubectl wait --for=delete pod/a --timeout=60", "60", "", id="no unit"),
        pytest.param("kubectl rollout status deploy/a --timeout 2min", "2min", "2m", id="a long unit"),
        pytest.param("helm install a b/c --timeout 5", "5", "", id="no unit for helm"),
        pytest.param("kubectl scale deploy/a --replicas=three", "three", "", id="a number as a word"),
        pytest.param("kubectl run a --image=b --restart=never", "never", "Never", id="the case of a word"),
        pytest.param("kubectl create role a --verb=get,wach --resource=pods", "wach", "watch", id="one of a list"),
        pytest.param("kubectl create rolebinding a --role=b --serviceaccount=c/d", "c/d", "c:d", id="an account"),
        pytest.param("kubectl auth can-i get pods --as=serviceaccount:a:b", "a:b", "system:", id="a user"),
        pytest.param("kubectl create job a --from=cronjob.b", "cronjob.b", "cronjob/b", id="a cron job"),
        pytest.param("helm install a b/c --set heat:high", "heat:high", "heat=high", id="helm's values"),
        pytest.param("docker run -d -p 80-80 oven", "80-80", "80:80", id="ports of docker"),
        pytest.param("docker build -t shop/Oven:1.0 .", "shop/Oven:1.0", "", id="capitals in an image"),
        pytest.param("curl -X PSOT localhost", "PSOT", "POST", id="a method"),
        pytest.param("curl -s -w '%{http_cod}' localhost", "http_cod", "http_code", id="a variable of curl"),
        pytest.param("curl -H 'Authorizaton: a' localhost", "Authorizaton", "Authorization", id="the name of a header"),
        pytest.param("curl -H 'Host bakery.example' localhost", "Host bakery", "Host: ", id="a header"),
        pytest.param("curl --resolve a.example:443=127.0.0.1 https://a.example", "443=", "443:", id="an address"),
        pytest.param("openssl req -subj 'CN=a' -newkey rsa:2048", "CN=a", "/CN=a", id="a subject"),
        pytest.param("openssl req -newkey rsa2048", "rsa2048", "rsa:2048", id="a key"),
        pytest.param("kubectl exec a -- curl -H 'Accept text/plain' b", "Accept", "Accept: ", id="inside of a pod"),
        pytest.param("kubectl get pods -o custom-columns=A=.b", "A=.b", "", id="columns"),
        pytest.param('kubectl patch svc a -p "{"a": 1}"', "JSON", "single quotes", id="JSON in double quotes"),
    ],
)
def test_refused(found: Found, command: str, value: str, remedy: str) -> None:
    (finding,) = found(flag_value.check, f"$ {command}")

    assert finding.startswith("page.md:5: error")
    assert value in finding
    assert remedy in finding
    assert "[wrong-flag-value]" in finding


@pytest.mark.parametrize(
    "command",
    [
        "kubectl create configmap c --from-literal=heat=high --from-literal=a=",
        "kubectl create secret generic c --from-literal=$KEY",
        "kubectl get pods -l 'app in (a, b),!c,d!=e,f'",
        "kubectl get pods -l app=oven,tier==front --field-selector=status.phase!=Running",
        "kubectl wait --for=delete pod/a --timeout=1m30s",
        "kubectl delete pod a --timeout=0",
        "kubectl create role a --verb=get,list,* --resource=pods",
        "kubectl get pods --as=jane",
        "helm install a b/c --set heat=high,list[0]=1 --timeout 5m0s",
        "docker run -p 127.0.0.1:80:80/tcp -p 8000-8010:8000-8010 -p 80 oven mkdir -p /data",
        "docker build -t localhost:5000/shop/oven:1.0 .",
        "curl -H 'Host: a.example' -H @headers.txt --resolve a.example:443:[::1] https://a.example",
        "openssl req -x509 -newkey rsa:2048 -subj /CN=a",
        "kubectl get pods -o custom-columns=A:.a,B:.b",
        "kubectl get pods -o jsonpath='{.items[0]}'",
    ],
)
def test_right(found: Found, command: str) -> None:
    assert found(flag_value.check, f"$ {command}") == []
