from typing import Any

import pytest

from harness.cluster.api.inventory import Identity, Inventory
from harness.cluster.api.reset import actions, doomed_pods

NAMESPACE = Identity(group="", plural="namespaces", namespace="", name="made")
OLD_NAMESPACE = Identity(group="", plural="namespaces", namespace="", name="default")
DEFINITION = Identity(group="apiextensions.k8s.io", plural="customresourcedefinitions", namespace="", name="foos.x.io")
WEBHOOK = Identity(
    group="admissionregistration.k8s.io", plural="validatingwebhookconfigurations", namespace="", name="hook"
)
ROLE = Identity(group="rbac.authorization.k8s.io", plural="clusterroles", namespace="", name="role")
FOO = Identity(group="x.io", plural="foos", namespace="default", name="foo")
MAP = Identity(group="", plural="configmaps", namespace="default", name="map")
INSIDE = Identity(group="", plural="configmaps", namespace="made", name="map")
POD = Identity(group="", plural="pods", namespace="default", name="pod")

CONTENTS: dict[Identity, dict[str, Any]] = {
    DEFINITION: {"metadata": {}, "spec": {"group": "x.io", "names": {"plural": "foos"}}},
}
DYING: dict[str, Any] = {"deletionTimestamp": "2026-01-01T00:00:00Z"}


def holding(*identities: Identity, **metadata: Any) -> Inventory:
    """Of objects with this metadata, and of the namespace that every cluster has."""
    contents = {one: {**CONTENTS.get(one, {}), "metadata": metadata} for one in identities}
    return Inventory(kinds={}, objects={OLD_NAMESPACE: {"metadata": {}}, **contents})


NOTHING = Inventory(kinds={}, objects={})


@pytest.mark.parametrize(
    ("before", "now", "patient", "expected"),
    [
        pytest.param(holding(MAP), holding(MAP), True, [], id="nothing to do"),
        pytest.param(
            holding(),
            holding(ROLE, NAMESPACE, WEBHOOK, DEFINITION),
            True,
            [("delete", WEBHOOK), ("delete", NAMESPACE), ("delete", ROLE), ("delete", DEFINITION)],
            id="webhooks first, definitions last",
        ),
        pytest.param(
            holding(),
            holding(NAMESPACE, INSIDE),
            True,
            [("delete", NAMESPACE)],
            id="what is inside goes with its namespace",
        ),
        pytest.param(
            holding(), holding(DEFINITION, FOO), True, [("delete", DEFINITION)], id="objects go with their definition"
        ),
        pytest.param(holding(DEFINITION), holding(DEFINITION, FOO), True, [("delete", FOO)], id="or by themselves"),
        pytest.param(holding(), holding(POD), True, [], id="pods have a way of their own"),
        pytest.param(holding(), holding(FOO, **DYING, finalizers=["x"]), True, [], id="waits for finalizers"),
        pytest.param(
            holding(), holding(FOO, **DYING, finalizers=["x"]), False, [("release", FOO)], id="but not for ever"
        ),
        pytest.param(holding(), holding(FOO, **DYING), False, [], id="going, nothing holds it up"),
        pytest.param(
            holding(),
            holding(DEFINITION, **DYING, finalizers=["x"]),
            False,
            [],
            id="a definition clears up its objects",
        ),
        pytest.param(
            holding(OLD_NAMESPACE, MAP),
            NOTHING,
            True,
            [("create", OLD_NAMESPACE), ("create", MAP)],
            id="what is gone comes back, namespaces first",
        ),
        pytest.param(
            holding(OLD_NAMESPACE),
            holding(OLD_NAMESPACE, labels={"a": "b"}),
            True,
            [("replace", OLD_NAMESPACE)],
            id="changed",
        ),
        pytest.param(holding(), holding(INSIDE), True, [("delete", INSIDE)], id="outlived its namespace"),
        pytest.param(
            holding(),
            holding(INSIDE, **DYING, finalizers=["x"]),
            True,
            [("delete", INSIDE)],
            id="deleted with a finalizer that nobody can take off: another deletion does",
        ),
        pytest.param(
            holding(),
            holding(INSIDE, **DYING, finalizers=["x"]),
            False,
            [("recall", INSIDE)],
            id="still there: its namespace is made again and ends with it",
        ),
        pytest.param(
            holding(MAP), holding(MAP, **DYING), True, [], id="being deleted: it is created again when it is gone"
        ),
    ],
)
def test_actions(before: Inventory, now: Inventory, patient: bool, expected: list[tuple[str, Identity]]) -> None:  # noqa: FBT001 - a column of the table
    assert [(str(action.verb), action.identity) for action in actions(before, now, patient=patient)] == expected


def test_pods_that_go() -> None:
    deployment = Identity(group="apps", plural="deployments", namespace="default", name="web")
    system = Identity(group="apps", plural="deployments", namespace="kube-system", name="coredns")

    def pod(name: str, namespace: str = "default") -> Identity:
        return Identity(group="", plural="pods", namespace=namespace, name=name)

    before = holding(system)
    now = Inventory(
        kinds={},
        objects={key: {"metadata": {}} for key in (system, deployment, NAMESPACE, pod("alone"), pod("lone", "made"))},
        owners={pod("web-1"): deployment, pod("inside", "made"): system, pod("coredns-1", "kube-system"): system},
    )
    assert set(doomed_pods(before, now)) == {pod("alone"), pod("lone", "made"), pod("web-1"), pod("inside", "made")}
