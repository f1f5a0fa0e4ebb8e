"""Names of a page's own for the contexts of its fleet."""

from dataclasses import replace
from pathlib import Path

import pytest

from harness.cluster.api import kubeconfig
from harness.cluster.fleet.topology import default_topology
from harness.cluster.provider import Cluster, Fleet
from harness.plan.step import PageContexts
from harness.session.clusters.context_names import name_contexts
from harness.session.clusters.page_leaks import Story
from harness.session.clusters.watch import Watch

NAMES = PageContexts(
    variables={"NORTH": "{cluster1.context}"}, names={"west": "{cluster1.context}", "east": "{cluster2.context}"}
)


def fleet(folder: Path, *user_contexts: str) -> Fleet:
    clusters = tuple(
        Cluster(name=name, context=name, server="https://a", network="network1", user_context=user_context)
        for name, user_context in zip(("cluster1", "cluster2"), user_contexts, strict=False)
    )
    names = [{"name": cluster.context, "cluster": {"server": cluster.server}} for cluster in clusters]
    config = {
        "clusters": names,
        "users": [],
        "contexts": [{"name": one["name"], "context": {"cluster": one["name"]}} for one in names],
    }
    kubeconfig.write(folder / "kubeconfig", config)
    return Fleet(
        name="fleet",
        provider="embedded",
        topology=default_topology(2),
        clusters=clusters,
        kubeconfig=folder / "kubeconfig",
        state=folder,
        capabilities={},
    )


@pytest.mark.parametrize(
    ("user_contexts", "called"),
    [
        pytest.param(("", ""), {"NORTH": "cluster1", "west": "cluster1", "east": "cluster2"}, id="in their order"),
        pytest.param(
            ("east", "west"), {"NORTH": "cluster1", "west": "cluster2", "east": "cluster1"}, id="the user's own"
        ),
        pytest.param(
            ("east", "home"), {"NORTH": "cluster1", "west": "cluster1", "east": "cluster2"}, id="not all the user's"
        ),
        pytest.param(("",), {"NORTH": "cluster1", "west": "cluster1"}, id="more names than clusters"),
    ],
)
def test_each_name_is_a_context(tmp_path: Path, user_contexts: tuple[str, ...], called: dict[str, str]) -> None:
    clusters = fleet(tmp_path, *user_contexts)
    assert name_contexts(clusters, NAMES) == called
    contexts = {one["name"]: one["context"]["cluster"] for one in kubeconfig.read(clusters.kubeconfig)["contexts"]}
    assert {name: contexts[name] for name in NAMES.names if name in called} == {
        name: called[name] for name in NAMES.names if name in called
    }
    assert "NORTH" not in contexts


def test_a_page_without_names_leaves_the_kubeconfig_alone(tmp_path: Path) -> None:
    clusters = fleet(tmp_path, "", "")
    before = clusters.kubeconfig.stat().st_mtime_ns
    assert name_contexts(replace(clusters), PageContexts()) == {}
    assert clusters.kubeconfig.stat().st_mtime_ns == before


def test_a_name_that_a_program_took_away_comes_back(tmp_path: Path) -> None:
    clusters = fleet(tmp_path, "", "")
    before = kubeconfig.read(clusters.kubeconfig)
    watch = Watch(story=Story(), folder=tmp_path, fleet=clusters, names=NAMES)
    watch.name_contexts()
    named = kubeconfig.read(clusters.kubeconfig)
    kubeconfig.write(clusters.kubeconfig, before)
    watch.name_contexts()
    assert kubeconfig.read(clusters.kubeconfig) == named != before
