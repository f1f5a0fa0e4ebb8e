from collections.abc import Callable

import pytest

from harness.check.manifests import relation

Found = Callable[..., list[str]]
POD = """apiVersion: v1
kind: Pod
metadata:
  name: oven
spec:
  containers:
  - name: oven
    image: oven:1.0
    ports:
    - name: http-oven
      containerPort: 8080
    - name: metrics
      containerPort: 9090
    readinessProbe:
      httpGet:
        port: http-oven
    resources:
      requests:
        cpu: 500m
        memory: 128Mi
      limits:
        cpu: 1
        memory: 0.5Gi
    volumeMounts:
    - name: a
      mountPath: /a
    - name: b
      mountPath: /b
  volumes:
  - name: a
  - name: b"""


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        pytest.param("name: metrics", "name: http-oven", "duplicate-name", id="ports"),
        pytest.param("mountPath: /b", "mountPath: /a", "duplicate-name", id="mounts"),
        pytest.param("        port: http-oven", "        port: http", "unknown-probe-port", id="probe"),
        pytest.param("128Mi", "1Gi", "wrong-value", id="more than the limit"),
        pytest.param("500m", "2", "wrong-value", id="processors"),
    ],
)
def test_wrong(found: Found, applied: Callable[[str], str], old: str, new: str, code: str) -> None:
    (finding,) = found(relation.check, applied(POD.replace(old, new)))

    assert "error" in finding
    assert f"[{code}]" in finding


@pytest.mark.parametrize("port", ["http-oven", "8080", "8081"])
def test_right(found: Found, applied: Callable[[str], str], port: str) -> None:
    assert found(relation.check, applied(POD.replace("        port: http-oven", f"        port: {port}"))) == []
