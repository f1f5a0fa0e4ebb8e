from collections.abc import Callable

import pytest

from harness.check.manifests import relation

Found = Callable[..., list[str]]
PAGE = """apiVersion: v1
kind: Service
metadata:
  name: bakery
spec:
  clusterIP: None
  selector:
    app: bakery
  ports:
  - name: http
    port: 8000
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: bakery
spec:
  serviceName: bakery
  template:
    metadata:
      labels:
        app: bakery
---
apiVersion: v1
kind: Service
metadata:
  name: front
spec:
  ports:
  - name: http
    port: 80
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: front
spec:
  tls:
  - hosts:
    - bakery.example
  rules:
  - host: bakery.example
    http:
      paths:
      - path: /
        pathType: Prefix
        backend:
          service:
            name: front
            port:
              number: 80
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: front
spec:
  rules:
  - backendRefs:
    - name: front
      port: 80
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: bakery
spec:
  maxReplicas: 3
  scaleTargetRef:
    kind: StatefulSet
    name: bakery
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: baker
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: baker
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: baker
subjects:
- kind: ServiceAccount
  name: baker
  namespace: default"""


@pytest.mark.parametrize(
    ("change", "meant", "code"),
    [
        pytest.param(("number: 80", "number: 81"), "80", "unknown-backend-port", id="a port of an Ingress"),
        pytest.param(("number: 80", "name: htp"), "http", "unknown-backend-port", id="a port by its name"),
        pytest.param(("      port: 80\n", "      port: 8080\n"), "80", "unknown-backend-port", id="a port of a route"),
        pytest.param(
            ("kind: StatefulSet\n    name", "kind: Deployment\n    name"),
            "StatefulSet",
            "unknown-reference",
            id="a kind",
        ),
        pytest.param(
            ("kind: Role\n  name: baker\nsub", "kind: ClusterRole\n  name: baker\nsub"),
            "Role",
            "unknown-reference",
            id="a role",
        ),
        pytest.param(("\n  namespace: default", ""), "namespace", "missing-field", id="an account"),
        pytest.param(
            ("    - bakery.example", "    - bakrey.example"), "bakery.example", "unknown-reference", id="a host"
        ),
        pytest.param(("serviceName: bakery", "serviceName: headless"), "bakery", "unknown-reference", id="headless"),
        pytest.param(
            ("selector:\n    app: bakery", "selector:\n    app: ovens"), "bakery", "selects-nothing", id="pods"
        ),
        pytest.param(
            ("selector:\n    app: bakery", "selector:\n    name: bakery"), "app", "selects-nothing", id="a key"
        ),
    ],
)
def test_wrong(found: Found, applied: Callable[[str], str], change: tuple[str, str], meant: str, code: str) -> None:
    assert PAGE.count(change[0]) == 1
    (finding,) = found(relation.check, applied(PAGE.replace(*change)))

    assert meant in finding
    assert f"[{code}]" in finding


def test_right(found: Found, applied: Callable[[str], str]) -> None:
    assert found(relation.check, applied(PAGE)) == []


ROUTE = """apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: front
spec:
  gatewayClassName: zebra
  listeners:
  - name: http
    port: 80
    protocol: HTTP
    hostname: "*.zebra.dev"
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: oven
spec:
  parentRefs:
  - name: front
  hostnames: ["{}"]"""


@pytest.mark.parametrize(
    ("host", "count"),
    [
        pytest.param("oven.zebra.dev", 0, id="of the listener"),
        pytest.param("*.zebra.dev", 0, id="all of the listener"),
        pytest.param("oven.zebra.example", 1, id="of none"),
        pytest.param("zebra.dev", 1, id="without a name below"),
    ],
)
def test_hosts_of_a_route(found: Found, host: str, count: int) -> None:
    text = f"{{{{< text yaml >}}}}\n{ROUTE.format(host)}\n{{{{< /text >}}}}\n"
    findings = [each for each in found(relation.check, text) if "[unknown-reference]" in each]
    assert [each.startswith("page.md:21: warning") for each in findings] == [True] * count


@pytest.mark.parametrize(
    ("reference", "meant"),
    [
        pytest.param("secretKeyRef: {name: baker-tokne, key: a}", "baker-token", id="a key of a Secret"),
        pytest.param("targetRef: {kind: Secret, name: baker-tokne}", "baker-token", id="with its kind"),
        pytest.param("targetRef: {kind: Oven, name: baker-tokne}", "", id="of another kind"),
    ],
)
def test_references_of_any_kind(found: Found, reference: str, meant: str) -> None:
    made = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: baker-token"
    oven = f"apiVersion: zebra.dev/v1\nkind: Oven\nmetadata:\n  name: oven\nspec:\n  deep:\n    {reference}"
    findings = found(relation.check, f"{{{{< text yaml >}}}}\n{made}\n---\n{oven}\n{{{{< /text >}}}}\n")
    assert len(findings) == bool(meant)
    assert all(f"did you mean '{meant}'" in each for each in findings)


@pytest.mark.parametrize(("group", "count"), [("rbac.authorization.k8s.io", 1), ("''", 0)])
def test_group_of_an_account(found: Found, group: str, count: int) -> None:
    text = (
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: a\n"
        f"subjects:\n- kind: ServiceAccount\n  name: a\n  namespace: b\n  apiGroup: {group}"
    )
    findings = found(relation.check, f"{{{{< text yaml >}}}}\n{text}\n{{{{< /text >}}}}\n")
    assert ["subjects.apiGroup" in each for each in findings] == [True] * count
