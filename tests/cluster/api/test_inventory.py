import stat
from pathlib import Path
from typing import Any

from harness.cluster.api.client import ApiKind
from harness.cluster.api.inventory import Identity, Inventory, inventory_of, load, save

VERBS = frozenset({"list", "delete"})
PODS = ApiKind(group="", plural="pods", version="v1", kind="Pod", namespaced=True, verbs=VERBS)
SETS = ApiKind(group="apps", plural="replicasets", version="v1", kind="ReplicaSet", namespaced=True, verbs=VERBS)
DEPLOYMENTS = ApiKind(group="apps", plural="deployments", version="v1", kind="Deployment", namespaced=True, verbs=VERBS)
NODES = ApiKind(group="", plural="nodes", version="v1", kind="Node", namespaced=False, verbs=VERBS)
ROLES = ApiKind(
    group="rbac.authorization.k8s.io",
    plural="clusterroles",
    version="v1",
    kind="ClusterRole",
    namespaced=False,
    verbs=VERBS,
)
SERVICES = ApiKind(
    group="apiregistration.k8s.io", plural="apiservices", version="v1", kind="APIService", namespaced=False, verbs=VERBS
)


def item(
    name: str, *, namespace: str = "default", owner: tuple[str, str, str] | None = None, **rest: Any
) -> dict[str, Any]:
    metadata: dict[str, Any] = {"name": name, "uid": f"uid-{name}", "resourceVersion": "7"}
    if namespace:
        metadata["namespace"] = namespace
    if owner is not None:
        api_version, kind, owner_name = owner
        metadata["ownerReferences"] = [
            {"apiVersion": "v1", "kind": "Other", "name": "x"},
            {"apiVersion": api_version, "kind": kind, "name": owner_name, "controller": True},
        ]
    return {"metadata": metadata, **rest}


def identity(kind: ApiKind, name: str, namespace: str = "default") -> Identity:
    return Identity(group=kind.group, plural=kind.plural, namespace=namespace, name=name)


def test_what_others_own_is_found_by_its_owner() -> None:
    inventory = inventory_of(
        [
            (DEPLOYMENTS, [item("web", spec={"replicas": 1}, status={"replicas": 1})]),
            (SETS, [item("web-1", owner=("apps/v1", "Deployment", "web"))]),
            (
                PODS,
                [item("web-1-a", owner=("apps/v1", "ReplicaSet", "web-1")), item("etcd", owner=("v1", "Node", "n"))],
            ),
            (NODES, []),
        ]
    )
    web = identity(DEPLOYMENTS, "web")
    assert dict(inventory.objects) == {
        web: {
            "apiVersion": "apps/v1",
            "kind": "Deployment",
            "metadata": {"name": "web", "namespace": "default", "annotations": {}},
            "spec": {"replicas": 1},
        }
    }
    assert inventory.root(identity(PODS, "web-1-a")) == web
    assert inventory.root(identity(PODS, "etcd")) == identity(NODES, "n", namespace="")
    assert inventory.path(web) == "/apis/apps/v1/namespaces/default/deployments/web"


def test_owners_in_a_circle_end() -> None:
    one, other = identity(PODS, "one"), identity(PODS, "other")
    inventory = Inventory(kinds={}, objects={}, owners={one: other, other: one})
    assert inventory.root(one) == other


def test_what_the_server_makes_of_something_else_is_left_out() -> None:
    automanaged = item("v1.example.com", namespace="")
    automanaged["metadata"]["labels"] = {"kube-aggregator.kubernetes.io/automanaged": "onstart"}
    assert dict(inventory_of([(SERVICES, [automanaged])]).objects) == {}


def test_rules_that_a_controller_collects_are_no_change() -> None:
    before = inventory_of([(ROLES, [item("view", namespace="", aggregationRule={}, rules=[{"verbs": ["get"]}])])])
    after = inventory_of([(ROLES, [item("view", namespace="", aggregationRule={}, rules=[])])])
    assert after.changed_since(before) == ()


def test_differences() -> None:
    before = inventory_of([(PODS, [item("kept"), item("gone"), item("changed", spec={"a": 1})])])
    after = inventory_of([(PODS, [item("kept"), item("new"), item("changed", spec={"a": 2})])])
    assert after.added_since(before) == (identity(PODS, "new"),)
    assert after.gone_since(before) == (identity(PODS, "gone"),)
    assert after.changed_since(before) == (identity(PODS, "changed"),)


def test_what_is_saved_is_loaded_and_private(tmp_path: Path) -> None:
    inventory = inventory_of([(PODS, [item("a", spec={"x": [1]})]), (NODES, [item("n", namespace="")])])
    file = tmp_path / "inventory.json"
    save(inventory, file)
    assert load(file) == inventory
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_identities_read_like_kubectl_names() -> None:
    assert str(identity(DEPLOYMENTS, "web")) == "deployments.apps/web in default"
    assert str(identity(NODES, "n", namespace="")) == "nodes/n"
