import gzip
import json
import os
import subprocess
import time
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from harness.cluster.api.client import ApiError, ApiKind
from harness.cluster.api.inventory import Identity
from harness.cluster.api.object_metadata import Label, Mark, Release, Snapshot, Trace, snapshot_of, take_snapshot
from harness.cluster.embedded import EmbeddedOptions, EmbeddedProvider
from harness.cluster.fleet.environment import shell_environment
from harness.cluster.fleet.topology import default_topology
from harness.cluster.leaks.command_log import Attribution, LoggedCommand
from harness.cluster.leaks.object_leaks import Leftover, folded, leftovers, untouched
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider import Fleet
from harness.cluster.toolchain import Toolchain

KUBECTL = "kubectl --context=cluster1"
VERBS = frozenset({"list", "delete"})


def kind(plural: str, name: str, group: str = "", *, namespaced: bool = True) -> ApiKind:
    return ApiKind(group=group, plural=plural, version="v1", kind=name, namespaced=namespaced, verbs=VERBS)


MAPS, SECRETS, PODS = kind("configmaps", "ConfigMap"), kind("secrets", "Secret"), kind("pods", "Pod")
NAMESPACES, NODES = kind("namespaces", "Namespace", namespaced=False), kind("nodes", "Node", namespaced=False)
SETS = kind("replicasets", "ReplicaSet", "apps")
CRDS = kind("customresourcedefinitions", "CustomResourceDefinition", "apiextensions.k8s.io", namespaced=False)
FOOS = kind("foos", "Foo", "example.com")
HOOKS = kind("validatingwebhookconfigurations", "ValidatingWebhookConfiguration", "admissionregistration.k8s.io")
SERVICES = kind("apiservices", "APIService", "apiregistration.k8s.io", namespaced=False)
KINDS = (MAPS, SECRETS, PODS, NAMESPACES, NODES, SETS, CRDS, FOOS, HOOKS, SERVICES)

NOON = 1767268800  # 2026-01-01T12:00:00Z
CREATED = "2026-01-01T12:00:00Z"


def item(name: str, namespace: str = "", **metadata: Any) -> dict[str, Any]:
    place = {"namespace": namespace} if namespace else {}
    return {"metadata": {"name": name, "creationTimestamp": CREATED, **place, **metadata}}


def snapshot(*listed: tuple[ApiKind, list[dict[str, Any]]]) -> Snapshot:
    items = {**{one: [] for one in KINDS}, **dict(listed)}
    return Snapshot(clusters=(snapshot_of("cluster1", "cluster1", items.items()),))


def told(before: Snapshot, after: Snapshot) -> list[tuple[str, str, str, str]]:
    return [(one.kind, one.namespace, one.name, one.cleanup) for one in leftovers(before, after, [])]


EMPTY = snapshot()
RELEASE_SECRET = item("sh.helm.release.v1.web.v1", "default", labels={"owner": "helm", "name": "web"})
OF_RELEASE = {"meta.helm.sh/release-name": "web", "meta.helm.sh/release-namespace": "default"}
OWNED = {"ownerReferences": [{"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "web", "controller": True}]}
NO_FINALIZERS = """ '--patch={"metadata":{"finalizers":null}}'"""
DYING = {"deletionTimestamp": CREATED}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            snapshot((MAPS, [item("old", "default")])), snapshot((MAPS, [item("old", "default")])), [], id="as before"
        ),
        pytest.param(
            EMPTY,
            snapshot((MAPS, [item("made", "default")])),
            [("configmap", "default", "made", f"{KUBECTL} delete configmap made --namespace=default")],
            id="an object in a namespace",
        ),
        pytest.param(
            EMPTY,
            snapshot((FOOS, [item("made", "default")])),
            [
                (
                    "foos.example.com",
                    "default",
                    "made",
                    f"{KUBECTL} delete foos.example.com made --namespace=default",
                )
            ],
            id="a kind of others goes by its full name",
        ),
        pytest.param(
            EMPTY,
            snapshot((NAMESPACES, [item("made")]), (MAPS, [item("a", "made"), item("b", "made")])),
            [("namespace", "", "made", f"{KUBECTL} delete namespace made")],
            id="what is inside goes with its namespace",
        ),
        pytest.param(
            EMPTY,
            snapshot((CRDS, [item("foos.example.com")]), (FOOS, [item("a", "default")])),
            [
                (
                    "crd",
                    "",
                    "foos.example.com",
                    f"{KUBECTL} delete crd foos.example.com",
                )
            ],
            id="objects go with their definition",
        ),
        pytest.param(
            EMPTY,
            snapshot((SETS, [item("web", "default")]), (PODS, [item("web-1", "default", **OWNED)])),
            [("replicaset", "default", "web", f"{KUBECTL} delete replicaset web --namespace=default")],
            id="what is owned goes with its owner",
        ),
        pytest.param(
            EMPTY, snapshot((PODS, [item("web-1", "default", **OWNED)])), [], id="or has gone already, but for itself"
        ),
        pytest.param(
            EMPTY,
            snapshot(
                (MAPS, [item("kube-root-ca.crt", "default"), item("istio-ca-root-cert", "default")]),
                (SERVICES, [item("v1.example.com", labels={"kube-aggregator.kubernetes.io/automanaged": "true"})]),
            ),
            [],
            id="what controllers make everywhere",
        ),
        pytest.param(
            EMPTY,
            snapshot(
                (SECRETS, [RELEASE_SECRET]),
                (MAPS, [item("chart", "default", annotations=OF_RELEASE)]),
                (CRDS, [item("kept.io", annotations={**OF_RELEASE, "helm.sh/resource-policy": "keep"})]),
            ),
            [
                ("helm release", "default", "web", "helm uninstall web --namespace default --kube-context=cluster1"),
                (
                    "crd",
                    "",
                    "kept.io",
                    f"{KUBECTL} delete crd kept.io",
                ),
            ],
            id="a release takes its objects along, but for those it keeps",
        ),
        pytest.param(
            snapshot((SECRETS, [RELEASE_SECRET])),
            snapshot(
                (SECRETS, [RELEASE_SECRET, item("sh.helm.release.v1.web.v2", "default", labels={"owner": "helm"})])
            ),
            [],
            id="a release that was upgraded was there before",
        ),
        pytest.param(
            snapshot((NODES, [item("n")])),
            snapshot((NODES, [item("n", labels={"zone": "a", "beta.kubernetes.io/os": "linux"})])),
            [("node label", "", "n zone", f"{KUBECTL} label node n zone-")],
            id="a label on a node",
        ),
        pytest.param(
            snapshot((NAMESPACES, [item("default", labels={"a": "1", "b": "1"})])),
            snapshot((NAMESPACES, [item("default", labels={"a": "2"})])),
            [
                (
                    "namespace label",
                    "",
                    "default a",
                    f"{KUBECTL} label namespace default a=1 --overwrite",
                ),
                ("namespace label", "", "default b", f"{KUBECTL} label namespace default b=1"),
            ],
            id="labels that were changed or taken off",
        ),
        pytest.param(
            snapshot((MAPS, [item("m", "default")])),
            snapshot((MAPS, [item("m", "default", labels={"a": "1"})])),
            [],
            id="labels of other objects",
        ),
        pytest.param(
            EMPTY,
            snapshot((MAPS, [item("m", "default", **DYING, finalizers=["x"])])),
            [
                (
                    "configmap",
                    "default",
                    "m",
                    f"{KUBECTL} patch configmap m --namespace=default --type=merge" + NO_FINALIZERS,
                )
            ],
            id="held up by a finalizer",
        ),
        pytest.param(
            EMPTY,
            snapshot(
                (CRDS, [item("foos.example.com")]),
                (NAMESPACES, [item("made")]),
                (HOOKS, [item("hook")]),
                (SECRETS, [RELEASE_SECRET]),
                (MAPS, [item("m", "default")]),
            ),
            [
                ("helm release", "default", "web", "helm uninstall web --namespace default --kube-context=cluster1"),
                (
                    "validatingwebhookconfiguration",
                    "",
                    "hook",
                    f"{KUBECTL} delete validatingwebhookconfiguration hook",
                ),
                ("namespace", "", "made", f"{KUBECTL} delete namespace made"),
                ("configmap", "default", "m", f"{KUBECTL} delete configmap m --namespace=default"),
                (
                    "crd",
                    "",
                    "foos.example.com",
                    f"{KUBECTL} delete crd foos.example.com",
                ),
            ],
            id="in the order in which it can be removed",
        ),
    ],
)
def test_leftovers(before: Snapshot, after: Snapshot, expected: list[tuple[str, str, str, str]]) -> None:
    assert told(before, after) == expected


def test_what_could_not_be_listed_before_is_not_taken_for_new() -> None:
    refusal = ApiError("403 forbidden", status=403)
    before = Snapshot(clusters=(snapshot_of("cluster1", "cluster1", [(MAPS, refusal), (SECRETS, refusal)]),))
    assert told(before, snapshot((MAPS, [item("m", "default")]), (SECRETS, [RELEASE_SECRET]))) == []


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param(snapshot((MAPS, [item("m", "default", uid="1")])), True, id="as before"),
        pytest.param(
            snapshot(
                (MAPS, [item("m", "default", uid="1", managedFields=[{"subresource": "status", "time": CREATED}])])
            ),
            True,
            id="a status",
        ),
        pytest.param(snapshot((MAPS, [item("m", "default", uid="2")])), False, id="deleted and made anew"),
        pytest.param(snapshot((MAPS, [item("m", "default", uid="1", generation=2)])), False, id="changed"),
        pytest.param(
            snapshot((MAPS, [item("m", "default", uid="1", managedFields=[{"manager": "kubectl", "time": CREATED}])])),
            False,
            id="written to",
        ),
        pytest.param(EMPTY, False, id="deleted"),
        pytest.param(
            Snapshot(clusters=(snapshot_of("cluster1", "cluster1", [(MAPS, ApiError("no", status=403))]),)),
            False,
            id="not known",
        ),
    ],
)
def test_whether_clusters_are_untouched(after: Snapshot, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert untouched(snapshot((MAPS, [item("m", "default", uid="1")])), after) is expected


def test_names_are_quoted_for_the_shell() -> None:
    after = Snapshot(clusters=(snapshot_of("cluster1", "my cluster", [(NAMESPACES, [item("a")])]),))
    assert [one.cleanup for one in leftovers(Snapshot(), after, [])] == [
        "kubectl '--context=my cluster' delete namespace a"
    ]


def logged(step: str, command: str, started: float, ended: float, *contexts: str) -> LoggedCommand:
    return LoggedCommand(step=step, command=command, started=NOON + started, ended=NOON + ended, contexts=contexts)


BY_KUBECTL = {"managedFields": [{"manager": "kubectl-create", "time": CREATED}]}


@pytest.mark.parametrize(
    ("metadata", "story", "step", "certain"),
    [
        pytest.param({}, [], None, False, id="no command ran"),
        pytest.param({}, [logged("a", "kubectl apply -f x", 2, 3)], None, False, id="there before the first command"),
        pytest.param(
            {},
            [logged("a", "kubectl apply -f x", -9, -5), logged("b", "kubectl apply -f y", -1, 2)],
            "b",
            True,
            id="the command under way",
        ),
        pytest.param(
            {},
            [logged("a", "kubectl apply -f x", -9, -5), logged("b", "kubectl wait pod/x", -5, 2)],
            "a",
            False,
            id="what only reads makes nothing: a controller did, after the last that changes",
        ),
        pytest.param(
            {},
            [logged("a", "kubectl create cm made", 0.1, 0.2), logged("b", "kubectl create cm other", 0.3, 0.4)],
            "a",
            True,
            id="within a second, the one that names it",
        ),
        pytest.param(
            {},
            [logged("a", "kubectl create cm made-up", 0.1, 0.2), logged("b", "kubectl create cm made", 0.3, 0.4)],
            "b",
            True,
            id="a longer name is another's",
        ),
        pytest.param(
            {},
            [logged("a", "kubectl -n made create cm x", 0.1, 0.2), logged("b", "kubectl create cm made", 0.3, 0.4)],
            "b",
            True,
            id="a namespace of that name is another",
        ),
        pytest.param(
            {},
            [logged("a", "kubectl create cm made", 0.1, 0.2), logged("b", "kubectl label cm made a=b", 0.3, 0.4)],
            "a",
            True,
            id="who comes later only uses it",
        ),
        pytest.param(
            {},
            [logged("a", "kubectl apply -f x", 0.1, 0.2), logged("b", "kubectl apply -f y", 0.3, 0.4)],
            "a",
            False,
            id="within a second, one file cannot be told from another",
        ),
        pytest.param(
            BY_KUBECTL,
            [logged("a", "kubectl apply -f x", 0.1, 0.2), logged("b", "helm install x y", 0.3, 0.4)],
            "a",
            True,
            id="the program that wrote it",
        ),
        pytest.param(
            BY_KUBECTL,
            [logged("a", "kubectl apply -f x", 0.1, 0.2), logged("b", "kubectl create -f x", 0.3, 0.4)],
            "b",
            True,
            id="the verb that wrote it",
        ),
        pytest.param(
            {},
            [
                logged("a", f"{KUBECTL} create cm made", 0.1, 0.2, "cluster1"),
                logged("b", "kubectl --context=cluster2 create cm made", 0.3, 0.4, "cluster2"),
            ],
            "a",
            True,
            id="on its cluster",
        ),
    ],
)
def test_makers(metadata: dict[str, Any], story: list[LoggedCommand], step: str | None, certain: bool) -> None:  # noqa: FBT001 - a column of the table
    (leftover,) = leftovers(EMPTY, snapshot((MAPS, [item("made", "default", **metadata)])), story)
    found = next((one for one in story if one.step == step), None)
    assert leftover.maker == (None if found is None else Attribution(logged=found, certain=certain))


def test_the_writer_of_a_label_is_told_by_its_field() -> None:
    entry = {
        "manager": "kubectl-label",
        "time": "2026-01-01T12:00:10Z",
        "fieldsV1": {"f:metadata": {"f:labels": {"f:zone": {}}}},
    }
    story = [
        logged("early", "kubectl label node n other=a", 0, 1),
        logged("late", "kubectl label node n zone=a", 10, 11),
    ]
    before = snapshot((NODES, [item("n")]))
    after = snapshot((NODES, [item("n", labels={"zone": "a"}, managedFields=[entry])]))
    (leftover,) = leftovers(before, after, story)
    assert leftover.maker == Attribution(logged=story[1], certain=True)


@pytest.mark.parametrize(
    ("leftover", "text"),
    [
        pytest.param(
            Leftover(context="cluster1", kind="node label", name="n zone", cleanup="kubectl label node n zone-"),
            "cluster1: node label n zone; to remove it: kubectl label node n zone-",
            id="by nobody",
        ),
        pytest.param(
            Leftover(
                context="cluster1",
                kind="namespace",
                name="made",
                holds=3,
                cleanup="kubectl delete namespace made",
                maker=Attribution(logged=logged("install-1", "kubectl create  ns made\necho", 0, 1), certain=True),
                dying=True,
            ),
            "cluster1: namespace made (and 3 objects with it), being deleted, made by install-1 "
            "(`kubectl create ns made`); to remove it: kubectl delete namespace made",
            id="by a command",
        ),
        pytest.param(
            Leftover(
                context="c",
                kind="secret",
                namespace="default",
                name="s",
                cleanup="x",
                maker=Attribution(logged=logged("a", "b", 0, 1), certain=False),
            ),
            "c: secret s in default, probably made by a (`b`); to remove it: x",
            id="by a controller later",
        ),
    ],
)
def test_told_in_a_line(leftover: Leftover, text: str) -> None:
    assert str(leftover) == text


def test_a_snapshot_keeps_what_is_needed() -> None:
    refusal = ApiError("cluster1: GET /x: 403 forbidden", status=403)
    metadata: dict[str, Any] = {
        "labels": {"zone": "a"},
        "annotations": OF_RELEASE,
        "managedFields": [{"manager": "helm", "time": CREATED}, {"manager": "kubelet"}],
    }
    taken = snapshot_of("cluster1", "cluster1", [(NODES, [item("n", **metadata)]), (FOOS, refusal)])
    helm = Mark(time=NOON, manager="helm")
    node = Trace(
        created=NOON,
        managers=(helm,),
        labels={"zone": Label(value="a")},
        release=Release(namespace="default", name="web"),
    )
    assert taken.traces == {Identity(group="", plural="nodes", namespace="", name="n"): node}
    assert taken.refused == {("example.com", "foos"): "cluster1: GET /x: 403 forbidden"}


@pytest.fixture
def toolchain() -> Toolchain:
    return Toolchain(Path(platformdirs.user_cache_dir("docs-harness")))


@pytest.fixture
def fleet(toolchain: Toolchain, tmp_path: Path) -> Iterator[Fleet]:
    options = EmbeddedOptions(owner=ProcessIdentity.of(os.getpid()), addresses=5)
    provider = EmbeddedProvider(toolchain, tmp_path / "fleets", options)
    fleet = provider.create("leaks", default_topology(1), progress=lambda _: None)
    yield fleet
    provider.destroy(fleet)


DEFINITION = {
    "apiVersion": "apiextensions.k8s.io/v1",
    "kind": "CustomResourceDefinition",
    "metadata": {"name": "foos.example.com"},
    "spec": {
        "group": "example.com",
        "scope": "Namespaced",
        "names": {"plural": "foos", "singular": "foo", "kind": "Foo"},
        "versions": [
            {"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": {"type": "object"}}}
        ],
    },
}


def release_secret() -> dict[str, Any]:
    """A release as Helm keeps it, of an empty chart."""
    release = {
        "name": "web",
        "namespace": "default",
        "version": 1,
        "info": {"status": "deployed"},
        "chart": {"metadata": {"name": "web", "version": "1.0.0", "apiVersion": "v2"}},
        "manifest": "",
    }
    packed = b64encode(gzip.compress(json.dumps(release).encode())).decode()
    labels = {"owner": "helm", "name": "web", "status": "deployed", "version": "1"}
    return {
        "apiVersion": "v1",
        "kind": "Secret",
        "type": "helm.sh/release.v1",
        "metadata": {"name": "sh.helm.release.v1.web.v1", "namespace": "default", "labels": labels},
        "stringData": {"release": packed},
    }


@pytest.mark.cluster
def test_what_a_page_leaves_is_found_and_removed_as_told(fleet: Fleet, toolchain: Toolchain, tmp_path: Path) -> None:
    helm = toolchain.folder(["helm"], progress=lambda _: None)
    environment = shell_environment(
        fleet, home=tmp_path, workdir=tmp_path, templates={}, inherit={"PATH": os.environ["PATH"]}, path=[helm]
    )
    story: list[LoggedCommand] = []

    def run(step: str, command: str) -> None:
        started = time.time()
        done = subprocess.run(
            ["bash", "-c", command], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        story.append(LoggedCommand(step=step, command=command, started=started, ended=time.time()))

    (tmp_path / "crd.json").write_text(json.dumps(DEFINITION))
    (tmp_path / "release.json").write_text(json.dumps(release_secret()))
    before = take_snapshot(fleet)
    run("namespace", "kubectl create namespace made")
    run("inside", "kubectl --namespace made create configmap inside")
    run("deployment", "kubectl --namespace made create deployment web --image=nginx")
    run("definition", "kubectl apply -f crd.json")
    run("label", "kubectl label node cluster1-node1 zone=a")
    time.sleep(1.1)  # within a second, one file cannot be told from another
    run("release", "kubectl apply -f release.json")
    found = leftovers(before, take_snapshot(fleet), story)
    made = [
        (one.kind, one.name, one.namespace, one.maker.logged.step if one.maker else None, one.cleanup) for one in found
    ]
    assert made == [
        ("helm release", "web", "default", "release", "helm uninstall web --namespace default --kube-context=cluster1"),
        (
            "node label",
            "cluster1-node1 zone",
            "",
            "label",
            f"{KUBECTL} label node cluster1-node1 zone-",
        ),
        ("namespace", "made", "", "namespace", f"{KUBECTL} delete namespace made"),
        (
            "crd",
            "foos.example.com",
            "",
            "definition",
            f"{KUBECTL} delete crd foos.example.com",
        ),
    ]
    for leftover in found:
        run("cleanup", leftover.cleanup)
    after = take_snapshot(fleet)
    assert leftovers(before, after, story) == ()
    assert untouched(before, after)


DELETE_BOTH = "kubectl --context=c delete crd one two"


def left(name: str, *, by: str = "a", certain: bool = True, cleanup: str = "", **more: Any) -> Leftover:
    return Leftover(
        context="c",
        kind="crd",
        name=name,
        cleanup=cleanup or f"kubectl --context=c delete crd {name}",
        maker=Attribution(logged=logged(by, "make", 0, 1), certain=certain),
        **more,
    )


@pytest.mark.parametrize(
    ("found", "told"),
    [
        pytest.param(
            [left("one", holds=2), left("two", certain=False)],
            [f"c: crd one, two (and 2 objects with it), probably made by a (`make`); to remove it: {DELETE_BOTH}"],
            id="of one command",
        ),
        pytest.param(
            [left(name) for name in "abcde"],
            [
                "c: crd a, b, c and 2 more, made by a (`make`); to remove it: kubectl --context=c delete crd a b c d e",
            ],
            id="too many to name twice",
        ),
        pytest.param([left("one"), left("two", by="b")], [left("one"), left("two", by="b")], id="of two commands"),
        pytest.param(
            [left("one", cleanup="kubectl patch"), left("two")],
            [left("one", cleanup="kubectl patch"), left("two")],
            id="one of them must be let go",
        ),
    ],
)
def test_neighbours_of_one_command_are_told_together(found: list[Leftover], told: list[object]) -> None:
    assert [str(one) for one in folded(found)] == [str(one) for one in told]
