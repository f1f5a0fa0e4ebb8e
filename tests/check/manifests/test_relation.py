from collections.abc import Callable

import pytest

from harness.check.manifests import relation

Found = Callable[..., list[str]]
Text = Callable[[str], str]

DEPLOYMENT = """apiVersion: apps/v1
kind: Deployment
metadata:
  name: front
spec:
  selector:
    matchLabels:
      app: front
  template:
    metadata:
      labels:
        app: front
    spec:
      containers:
      - name: a
        image: b
        ports:
        - name: http
          containerPort: 8080
---
"""


def service(*, app: str = "front", target: str = "http") -> str:
    return (
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: front\nspec:\n"
        f"  selector:\n    app: {app}\n  ports:\n  - port: 80\n    targetPort: {target}"
    )


def pod(rest: str) -> str:
    return f"apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n  - name: a\n    image: b\n{rest}"


def route(rest: str) -> str:
    gateway = (
        "apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata:\n  name: entrance\nspec:\n"
        "  gatewayClassName: istio\n  listeners:\n  - name: web\n    port: 80\n    protocol: HTTP\n---\n"
    )
    head = "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: a\nspec:\n"
    return f"{gateway}{head}{rest}"


MOUNT = "    volumeMounts:\n    - name: {}\n      mountPath: /a\n  volumes:\n  - name: date\n    emptyDir: {{}}"


@pytest.mark.parametrize(
    ("manifest", "code", "word"),
    [
        pytest.param(DEPLOYMENT + service(app="fornt"), "selects-nothing", "fornt", id="a selector"),
        pytest.param(DEPLOYMENT + service(target="web"), "unknown-port", "web", id="a port by name"),
        pytest.param(DEPLOYMENT + service(target="8081"), "unknown-port", "8081", id="a port by number"),
        pytest.param(pod(MOUNT.format("data")), "unknown-volume", "data", id="a volume"),
        pytest.param(route("  parentRefs:\n  - name: entrnace"), "unknown-reference", "entrnace", id="a Gateway"),
        pytest.param(
            route("  parentRefs:\n  - name: entrance\n    sectionName: wbe"), "unknown-port", "wbe", id="a listener"
        ),
        pytest.param(
            route("  rules:\n  - backendRefs:\n    - name: entranec-istio"),
            "unknown-reference",
            "entranec-istio",
            id="a backend",
        ),
    ],
)
def test_found(found: Found, applied: Text, manifest: str, code: str, word: str) -> None:
    (finding,) = found(relation.check, applied(manifest))

    assert f"[{code}]" in finding
    assert word in finding.partition("\n")[0]


def test_what_commands_make_counts(found: Found, applied: Text) -> None:
    commands = "$ kubectl create configmap settings --from-literal=a=b\n"
    reference = "    envFrom:\n    - configMapRef:\n        name: {}"

    assert found(relation.check, commands + applied(pod(reference.format("settings")))) == []
    (finding,) = found(relation.check, commands + applied(pod(reference.format("setings"))))
    assert "did you mean 'settings'?" in finding


@pytest.mark.parametrize(
    "manifest",
    [
        pytest.param(DEPLOYMENT + service(), id="all agree"),
        pytest.param(service(app="from-elsewhere"), id="pods of another page"),
        pytest.param(
            DEPLOYMENT + service(app="back").replace("name: front", "name: back"), id="pods like none of the page"
        ),
        pytest.param(DEPLOYMENT + service(target="8080"), id="the number of a port"),
        pytest.param(pod(MOUNT.format("date")), id="a volume of the pod"),
        pytest.param(
            pod("    volumeMounts:\n    - name: x\n      mountPath: /a\n").replace("image: b", "image: auto"),
            id="injected",
        ),
        pytest.param(route("  parentRefs:\n  - name: entrance\n    sectionName: web"), id="a listener of the Gateway"),
        pytest.param(route("  rules:\n  - backendRefs:\n    - name: elsewhere"), id="a Service of another page"),
    ],
)
def test_right(found: Found, applied: Text, manifest: str) -> None:
    assert found(relation.check, applied(manifest)) == []


RULE = """apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: front
spec:
  host: front
  subsets:
  - name: stable
---
"""


def route_to(subset: str) -> str:
    return (
        "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: front\nspec:\n  hosts: [front]\n"
        f"  http:\n  - route:\n    - destination:\n        host: front\n        subset: {subset}"
    )


def test_a_subset_that_the_rule_of_its_host_lacks(found: Found, shown: Text) -> None:
    (finding,) = found(relation.check, shown(RULE + route_to("stabel")))
    assert "'stabel'" in finding
    assert found(relation.check, shown(RULE + route_to("stable"))) == []
    assert found(relation.check, shown(route_to("stabel"))) == []


def policy(key: str, value: str) -> str:
    return (
        "apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata:\n  name: front\nspec:\n"
        f"  selector:\n    matchLabels:\n      {key}: {value}\n"
    )


@pytest.mark.parametrize(
    ("key", "value", "meant"),
    [
        pytest.param("app", "fornt", "front", id="a value that pods of the page have"),
        pytest.param("istoi", "ingressgateway", "istio", id="a usual key"),
        pytest.param("istio", "ingresgateway", "ingressgateway", id="a usual value"),
    ],
)
def test_a_selector_with_a_slip(found: Found, shown: Text, key: str, value: str, meant: str) -> None:
    (finding,) = found(relation.check, shown(DEPLOYMENT + policy(key, value)))
    assert f"did you mean '{meant}'" in finding


@pytest.mark.parametrize(("key", "value"), [("app", "front"), ("istio", "ingressgateway"), ("app", "orders")])
def test_a_selector_that_is_right(found: Found, shown: Text, key: str, value: str) -> None:
    assert found(relation.check, shown(DEPLOYMENT + policy(key, value))) == []


@pytest.mark.parametrize(
    ("account", "count"),
    [("istio-ingressgateway-service-acount", 1), ("istio-ingressgateway-service-account", 0), ("buyers", 0)],
)
def test_the_service_account_of_a_policy(found: Found, shown: Text, account: str, count: int) -> None:
    rules = f'  rules:\n  - from:\n    - source:\n        principals: ["cluster.local/ns/istio-system/sa/{account}"]'
    assert len(found(relation.check, shown(policy("app", "front") + rules))) == count


ROLE = "apiVersion: rbac.authorization.k8s.io/v1\nkind: {}\nmetadata:\n  name: {}\n"
BINDING = ROLE.format("RoleBinding", "b") + (
    "roleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: {}\n  name: {}\n"
    "subjects:\n- kind: {}\n  name: {}\n  namespace: bakery\n"
)
ACCOUNT = "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: baker\n"


@pytest.mark.parametrize(
    ("role", "account", "meant"),
    [
        pytest.param(("Role", "reader"), ("ServiceAccount", "baker"), [], id="all agree"),
        pytest.param(("Role", "recipes"), ("ServiceAccount", "baker"), ["reader"], id="the only role is meant"),
        pytest.param(("ClusterRole", "view"), ("ServiceAccount", "baker"), [], id="a role of every cluster"),
        pytest.param(("Role", "reader"), ("ServiceAccount", "miller"), ["baker"], id="the only account is meant"),
        pytest.param(("Role", "reader"), ("User", "ann"), [], id="a user"),
    ],
)
def test_the_only_one_of_its_kind(
    found: Found, applied: Text, role: tuple[str, str], account: tuple[str, str], meant: list[str]
) -> None:
    documents = (ACCOUNT, f"{ROLE.format('Role', 'reader')}rules: []\n", BINDING.format(*role, *account))

    seen = found(relation.check, applied("---\n".join(documents)))

    assert [f"'{each}'" in finding for each, finding in zip(meant, seen, strict=True)] == [True] * len(meant)


@pytest.mark.parametrize(
    ("value", "count"),
    [("$(OVEN)-$$(X)", 0), ("$(STOVE)", 1), ("$(WEB_SERVICE_PORT)", 0), ("$(date)", 0)],
)
def test_variables_of_a_container(found: Found, shown: Text, value: str, count: int) -> None:
    env = f"    env:\n    - name: OVEN\n      value: a\n    - name: B\n      value: {value}\n"

    assert len(found(relation.check, shown(pod(env)))) == count


@pytest.mark.parametrize(
    ("spec", "code"),
    [
        pytest.param("auth: {http: {backendRefs: [{name: frnt, port: 80}]}}", "unknown-reference", id="a name"),
        pytest.param("auth: {http: {backendRefs: [{name: front, port: 81}]}}", "unknown-backend-port", id="a port"),
        pytest.param("targetRefs: [{kind: Gateway, name: door, sectionName: webb}]", "unknown-port", id="a listener"),
    ],
)
def test_references_of_policies(found: Found, applied: Text, spec: str, code: str) -> None:
    gateway = "---\napiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata:\n  name: door\nspec:\n"
    gateway += "  gatewayClassName: a\n  listeners: [{name: webs, port: 80, protocol: HTTP}]\n"
    policy = f"---\napiVersion: a.zebra.dev/v1\nkind: DoorPolicy\nmetadata:\n  name: a\nspec:\n  {spec}"
    (finding,) = found(relation.check, applied(f"{DEPLOYMENT}{service()}\n{gateway}{policy}"))

    assert f"[{code}]" in finding


POOL = """apiVersion: bread.zebra.dev/v1
kind: OvenPool
metadata:
  name: pool
spec:
  pods:
    volumes:
    - name: flour
      configMap:
        name: flour-settings
    container:
      volumeMounts:
      - name: {}
        mountPath: /flour"""


@pytest.mark.parametrize(
    ("mount", "count"),
    [
        pytest.param("fluor", 1, id="mistyped"),
        pytest.param("flour", 0, id="right"),
        pytest.param("water", 0, id="a volume that others may make"),
    ],
)
def test_volumes_in_parts_of_pods(found: Found, applied: Text, mount: str, count: int) -> None:
    findings = found(relation.check, applied(POOL.format(mount)))
    assert ["[unknown-volume]" in each for each in findings] == [True] * count


def test_references_of_volumes_in_parts_of_pods(found: Found, applied: Text) -> None:
    made = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: flour-setings\n---\n"
    (finding,) = found(relation.check, applied(made + POOL.format("flour")))
    assert "[unknown-reference]" in finding


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        pytest.param("vOvenA", "OvenA", id="a letter more"),
        pytest.param("OvneA", "OvenA", id="two letters swapped"),
        pytest.param("OvenC", "", id="another last letter"),
        pytest.param("OvenA", "", id="right"),
    ],
)
def test_a_selector_with_capitals(found: Found, shown: Text, value: str, meant: str) -> None:
    ring = "apiVersion: bread.zebra.dev/v1\nkind: Ring\nspec:\n  ovens:\n  - matchLabels:\n      place: {}"
    text = f"OvenA is left of OvenB; OvenA and OvenB are hot.\n\n{shown(ring.format(value))}"
    assert [f"'{meant}'?" in each for each in found(relation.check, text)] == [True] * bool(meant)
