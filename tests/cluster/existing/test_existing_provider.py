"""Clusters of the user, played by an embedded fleet: what is refused, asked, tried, labelled, and left alone."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from harness.capability import Capability, Fidelity
from harness.cluster.api.client import Api, ApiError
from harness.cluster.embedded import EmbeddedOptions, EmbeddedProvider
from harness.cluster.existing import ExistingOptions, ExistingProvider
from harness.cluster.existing.abilities import address_known, real_or_not, weakest
from harness.cluster.existing.namespaces import LABEL
from harness.cluster.fleet.topology import Topology, default_topology
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider import Fleet
from harness.cluster.toolchain import Toolchain
from harness.errors import ClusterError, SettingsError

ONE, TWO = default_topology(1), default_topology(2)
CONFIG = """
apiVersion: v1
kind: Config
clusters: [{name: a, cluster: {server: "https://127.0.0.1:1"}}]
users: [{name: a, user: {}}]
contexts: [{name: a, context: {cluster: a, user: a}}]
"""


@pytest.fixture(scope="module")
def toolchain() -> Toolchain:
    return Toolchain(Path(platformdirs.user_cache_dir("docs-harness")))


def silent(_: str) -> None:
    """Nobody watches."""


class Asked:
    """Answers like a person, and remembers the questions."""

    def __init__(self, *, answer: bool) -> None:
        self.answer = answer
        self.questions: list[str] = []

    def __call__(self, question: str) -> bool:
        self.questions.append(question)
        return self.answer


def options(kubeconfig: Path, **changes: Any) -> ExistingOptions:
    usual = ExistingOptions(
        owner=ProcessIdentity.of(os.getpid()),
        contexts={"cluster1": "a"},
        allow=("a",),
        confirm=Asked(answer=True),
        environ=dict(os.environ),
        kubeconfig=kubeconfig,
    )
    return replace(usual, **changes)


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    """A kubeconfig whose cluster does not answer."""
    file = tmp_path / "config"
    file.write_text(CONFIG)
    return file


@pytest.mark.parametrize(
    ("topology", "changes", "message"),
    [
        pytest.param(
            TWO,
            {},
            "no context is named for cluster2\n"
            "  expected: one for each of the page's clusters; named are cluster1\n"
            "  to fix:   --contexts cluster2=CONTEXT, or contexts in [cluster]",
            id="a cluster without a context",
        ),
        pytest.param(
            ONE,
            {"allow": ("b",)},
            "context 'a' may not be used\n  expected: one of those that the settings allow: b\n"
            "  to fix:   if pages may change that cluster: allow = ['a'] in [cluster]",
            id="not on the list",
        ),
        pytest.param(
            ONE,
            {"allow": ("*",)},
            "context 'a' may not be used\n  expected: one of those that the settings allow: *\n"
            "  to fix:   if pages may change that cluster: allow = ['a'] in [cluster]",
            id="no globs",
        ),
        pytest.param(
            ONE,
            {"contexts": {"cluster1": "a", "cluster2": "a"}},
            "context 'a' is named for several clusters\n"
            "  expected: a cluster of its own for each: pages would overwrite their own work\n"
            "  to fix:   name another context, or leave out the page",
            id="one for two",
        ),
    ],
)
def test_what_may_not_be_used(
    nowhere: Path, tmp_path: Path, topology: Topology, changes: dict[str, Any], message: str
) -> None:
    provider = ExistingProvider(Toolchain(tmp_path / "cache"), tmp_path / "fleets", options(nowhere, **changes))
    with pytest.raises(SettingsError) as caught:
        provider.create("one", topology, progress=silent)
    assert str(caught.value) == message
    assert not (tmp_path / "fleets").exists()


def test_a_cluster_that_does_not_answer(nowhere: Path, tmp_path: Path) -> None:
    provider = ExistingProvider(Toolchain(tmp_path / "cache"), tmp_path / "fleets", options(nowhere))
    with pytest.raises(ClusterError) as caught:
        provider.create("one", ONE, progress=silent)
    assert caught.value.message.startswith("cluster1 does not answer at https://127.0.0.1:1: ")
    assert caught.value.remedy == "try it: kubectl --context a version"
    assert list((tmp_path / "fleets").iterdir()) == []


@pytest.fixture(scope="module")
def theirs(toolchain: Toolchain, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """The user's clusters, and a kubeconfig that calls them so."""
    owner = ProcessIdentity.of(os.getpid())
    provider = EmbeddedProvider(toolchain, tmp_path_factory.mktemp("theirs"), EmbeddedOptions(owner=owner))
    fleet = provider.create("theirs", ONE, progress=silent)
    yield fleet
    provider.destroy(fleet)


Make = Callable[..., ExistingProvider]


@pytest.fixture
def make(theirs: Fleet, toolchain: Toolchain, tmp_path: Path) -> Make:
    def provider(**changes: Any) -> ExistingProvider:
        named = options(theirs.kubeconfig, contexts={"cluster1": "cluster1"}, allow=("cluster1",), **changes)
        return ExistingProvider(toolchain, tmp_path / "fleets", named)

    return provider


def namespaces(fleet: Fleet) -> dict[str, dict[str, str]]:
    items = Api(fleet.kubeconfig, "cluster1").get("/api/v1/namespaces")["items"]
    return {item["metadata"]["name"]: item["metadata"].get("labels", {}) for item in items}


def make_namespace(fleet: Fleet, name: str) -> None:
    Api(fleet.kubeconfig, "cluster1").create("/api/v1/namespaces", {"metadata": {"name": name}})


@pytest.mark.cluster
def test_what_was_not_confirmed_is_not_changed(make: Make, theirs: Fleet, tmp_path: Path) -> None:
    before = namespaces(theirs)
    asked = Asked(answer=False)
    with pytest.raises(SettingsError) as caught:
        make(confirm=asked).create("one", ONE, progress=silent)
    assert str(caught.value) == (
        "the clusters were not confirmed, nothing was changed\n"
        "  to fix:   confirm them (--yes), or look only (--dry-run)"
    )
    cluster = theirs.clusters[0]
    assert asked.questions == [
        f"Pages will change these clusters:\n  cluster1 is cluster1 at {cluster.server} ({cluster.version})"
    ]
    assert namespaces(theirs) == before
    assert list((tmp_path / "fleets").iterdir()) == []


@pytest.mark.cluster
def test_what_clusters_can_do_is_found_by_trying(make: Make, theirs: Fleet) -> None:
    """Simulated pods give themselves away: nobody can enter them, and they say nothing."""
    before = namespaces(theirs)
    fleet = make().create("tried", ONE, progress=silent)
    assert dict(fleet.capabilities) == {
        **dict.fromkeys(Capability, Fidelity.NONE),
        Capability.API: Fidelity.REAL,
        Capability.CONTROLLERS: Fidelity.REAL,
        Capability.LB_ADDRESS: Fidelity.REAL,
        Capability.PODS: Fidelity.SIMULATED,
        Capability.IMAGES: Fidelity.SIMULATED,
    }
    make().destroy(fleet)
    assert namespaces(theirs) == before


@pytest.mark.cluster
def test_each_cluster_is_asked_for_once(make: Make) -> None:
    asked = Asked(answer=True)
    provider = make(confirm=asked)
    for name in ("first", "second"):
        provider.destroy(provider.create(name, ONE, progress=silent))
    assert len(asked.questions) == 1


@pytest.mark.cluster
def test_only_what_a_page_made_is_deleted(make: Make, theirs: Fleet) -> None:
    """Other people's namespaces may come and go in the meantime."""
    provider = make()
    make_namespace(theirs, "there-before")
    fleet = provider.create("labels", ONE, progress=silent)
    for name in ("of-the-page", "of-somebody-else"):
        make_namespace(theirs, name)
    assert provider.claim_namespaces(fleet, {"of-the-page", "there-before"}) == ("cluster1/of-the-page",)
    assert provider.claim_namespaces(fleet, {"of-the-page"}) == ()
    assert namespaces(theirs)["of-the-page"][LABEL] == "labels"
    for _ in range(2):
        provider.reset(fleet, progress=silent)
        assert {"there-before", "of-somebody-else"} <= namespaces(theirs).keys()
        assert "of-the-page" not in namespaces(theirs)
    for _ in range(2):
        provider.destroy(fleet)
        assert not fleet.state.exists()
    api = Api(theirs.kubeconfig, "cluster1")
    for name in ("there-before", "of-somebody-else"):
        assert LABEL not in namespaces(theirs)[name]
        api.delete(f"/api/v1/namespaces/{name}")


@pytest.mark.cluster
def test_what_a_killed_run_left_is_swept(make: Make, theirs: Fleet) -> None:
    dead = ProcessIdentity(pid=os.getpid(), created=0)
    fleet = make(owner=dead).create("dead", ONE, progress=silent)
    make_namespace(theirs, "left")
    make(owner=dead).claim_namespaces(fleet, {"left"})
    living = make().create("living", ONE, progress=silent)
    assert make().sweep() == ("dead",)
    assert "left" not in namespaces(theirs)
    assert living.kubeconfig.exists()
    assert make().sweep() == ()
    make().destroy(living)


@pytest.mark.cluster
def test_read_only_changes_and_asks_nothing(make: Make, theirs: Fleet) -> None:
    def versions() -> dict[str, str]:
        items = Api(theirs.kubeconfig, "cluster1").get("/api/v1/namespaces")["items"]
        return {item["metadata"]["name"]: item["metadata"]["resourceVersion"] for item in items}

    before = versions()
    asked = Asked(answer=False)
    provider = make(read_only=True, confirm=asked)
    fleet = provider.create("look", ONE, progress=silent)
    assert fleet.extra == {"read_only": "true"}
    assert fleet.capabilities[Capability.API] is Fidelity.REAL
    assert fleet.capabilities[Capability.LB_ADDRESS] is Fidelity.NONE
    provider.reset(fleet, progress=silent)
    assert provider.claim_namespaces(fleet, set(before)) == ()
    provider.destroy(fleet)
    assert asked.questions == []
    assert versions() == before


@pytest.mark.cluster
def test_the_copy_works_on_its_own(make: Make, theirs: Fleet) -> None:
    """And the user's own file is not changed."""
    before = theirs.kubeconfig.read_bytes()
    fleet = make().create("copy", ONE, progress=silent)
    assert Api(fleet.kubeconfig, "cluster1").version() == theirs.clusters[0].version
    with pytest.raises(ApiError):
        Api(fleet.kubeconfig, "cluster1").get("/api/v1/namespaces/docs-harness-copy/pods/x")
    make().destroy(fleet)
    assert theirs.kubeconfig.read_bytes() == before


def found(**fidelities: Fidelity) -> dict[Capability, Fidelity]:
    return {
        **dict.fromkeys(Capability, Fidelity.NONE),
        **{Capability[name]: value for name, value in fidelities.items()},
    }


@pytest.mark.parametrize(
    ("tried", "pods", "webhooks"),
    [
        pytest.param(found(PODS=Fidelity.REAL, EXEC=Fidelity.REAL), Fidelity.REAL, Fidelity.REAL, id="real"),
        pytest.param(found(PODS=Fidelity.REAL), Fidelity.SIMULATED, Fidelity.NONE, id="they only say that they run"),
        pytest.param(found(), Fidelity.NONE, Fidelity.NONE, id="they do not even start"),
    ],
)
def test_what_follows(tried: dict[Capability, Fidelity], pods: Fidelity, webhooks: Fidelity) -> None:
    concluded = real_or_not(tried)
    assert (concluded[Capability.PODS], concluded[Capability.WEBHOOKS]) == (pods, webhooks)


def test_several_clusters_can_do_what_all_can_do() -> None:
    both = weakest([found(EXEC=Fidelity.REAL, LOGS=Fidelity.REAL), found(LOGS=Fidelity.REAL)], networks=2)
    assert both == found(LOGS=Fidelity.REAL, MULTI_NETWORK=Fidelity.REAL)


@pytest.mark.parametrize(
    ("status", "known"),
    [({}, False), ({"loadBalancer": {}}, False), ({"loadBalancer": {"ingress": [{"ip": "10.0.0.1"}]}}, True)],
)
def test_an_address_that_is_there_already(status: dict[str, Any], known: bool) -> None:  # noqa: FBT001 - a column
    assert address_known([{"status": status}]) is known
