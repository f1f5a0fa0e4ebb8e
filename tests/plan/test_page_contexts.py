"""What pages call their clusters, where nobody else has said so."""

from collections.abc import Callable, Mapping

import pytest

from harness.plan.overrides.override import OverrideTable
from harness.plan.step import PagePlan, VariantPlan

Plan = Callable[..., PagePlan]


def page(commands: str, prose: str = "") -> str:
    return f"{prose}\n\n{{{{< text bash >}}}}\n{commands}\n{{{{< /text >}}}}\n"


def clusters(path: VariantPlan) -> dict[str, str]:
    """By name, the cluster that it stands for."""
    return {name: template.strip("{}").removesuffix(".context") for name, template in path.contexts.all.items()}


WEST_AND_EAST = {"west": "cluster1", "east": "cluster2"}


@pytest.mark.parametrize(
    ("commands", "expected"),
    [
        pytest.param("$ kubectl get ns", {}, id="none"),
        pytest.param("$ kubectl --context=west get ns\n$ kubectl --context east get ns", WEST_AND_EAST, id="words"),
        pytest.param(
            "$ helm list --kube-context west\n$ istioctl version --context east", WEST_AND_EAST, id="of other programs"
        ),
        pytest.param(
            "$ kubectl config use-context west\n$ kubectl get ns\n$ kubectl config use-context east",
            WEST_AND_EAST,
            id="of a change of the context",
        ),
        pytest.param(
            '$ kubectl --context=$WEST get ns\n$ kubectl --context="${EAST}" get ns',
            {"WEST": "cluster1", "EAST": "cluster2"},
            id="variables that the page does not set",
        ),
        pytest.param(
            "$ export W=west\n$ export E=east\n$ kubectl --context=$W get ns\n$ kubectl --context=$E get ns",
            WEST_AND_EAST,
            id="words in variables",
        ),
        pytest.param(
            "$ export W=west E=east\n$ kubectl --context=$W get ns\n$ kubectl --context=$E get ns",
            WEST_AND_EAST,
            id="words in variables that one command sets",
        ),
        pytest.param(
            "$ export WEST=<west>\n$ kubectl --context=$WEST get ns\n$ kubectl --context=$WEST get pods",
            {"WEST": "cluster1"},
            id="variables that the reader fills in",
        ),
        pytest.param("$ for c in west east; do kubectl --context=$c get ns; done", WEST_AND_EAST, id="words of a loop"),
        pytest.param(
            "$ for c in $WEST $EAST; do kubectl --context=$c get ns; done",
            {"WEST": "cluster1", "EAST": "cluster2"},
            id="variables of a loop",
        ),
        pytest.param("$ kubectl --context=$CTX_CLUSTER1 get ns", {}, id="known variables"),
        pytest.param(
            "$ kubectl --context=$CTX_CLUSTER1 get ns\n$ kubectl --context=far get ns",
            {"far": "cluster2"},
            id="a number that no known one has",
        ),
        pytest.param("$ kubectl --context=cluster-2 get ns", {"cluster-2": "cluster2"}, id="a number of its own"),
        pytest.param("$ CTX=$(kubectl config current-context)\n$ kubectl --context=$CTX get ns", {}, id="asked for"),
        pytest.param("$ kubectl --context=$(cat ctx) get ns", {}, id="from a file"),
        pytest.param("$ kubectl --kubeconfig=own --context=west get ns", {}, id="of a kubeconfig of the page's"),
        pytest.param(
            "$ kubectl config set-context west --cluster=a --user=b\n$ kubectl --context=west get ns",
            {},
            id="written by the page",
        ),
        pytest.param(
            "$ kubectl config rename-context kind-a west\n$ kubectl --context=west get ns",
            {"kind-a": "cluster1"},
            id="called otherwise by the page",
        ),
        pytest.param(
            "$ kind create cluster --name a\n$ kubectl --context=kind-a get ns",
            {"kind-a": "cluster1"},
            id="of a cluster that the page makes",
        ),
        pytest.param(
            '$ kubectl --context=west get ns\nerror: context "west" does not exist', {}, id="shown not to be there"
        ),
        pytest.param(
            "$ kubectl config current-context\nwest\n$ kubectl --context=west get ns", {}, id="shown to be the only one"
        ),
        pytest.param("$ kubectl --context=<west> get ns", {}, id="a placeholder"),
        pytest.param("$ f() { kubectl --context=$1 get ns; }", {}, id="a function's argument"),
    ],
)
def test_contexts(plan: Plan, commands: str, expected: Mapping[str, str]) -> None:
    assert clusters(plan(page(commands)).variants[0]) == expected


@pytest.mark.parametrize(
    ("last", "prose", "expected"),
    [
        pytest.param("$WSET", "", {"WEST"}, id="once, close to one that is used more"),
        pytest.param("$WSET", "Set `WSET`.", {"WEST", "WSET"}, id="said on the page"),
        pytest.param("$NORTH", "", {"WEST", "NORTH"}, id="once, close to none"),
        pytest.param("$WES2", "", {"WEST", "WES2"}, id="another number"),
    ],
)
def test_one_that_is_misspelt_is_none(plan: Plan, last: str, prose: str, expected: set[str]) -> None:
    commands = f"$ kubectl --context=$WEST get ns\n$ kubectl --context=$WEST get pods\n$ kubectl --context={last} get x"
    assert clusters(plan(page(commands, prose)).variants[0]).keys() == expected


def test_every_name_is_a_cluster_that_the_page_needs(plan: Plan) -> None:
    path = plan(page("$ kubectl --context=west get ns\n$ kubectl --context=$EAST get ns")).variants[0]
    assert (path.needs.clusters, path.needs.contexts) == (2, ("EAST", "west"))


def test_a_plan_file_knows_better(plan: Plan) -> None:
    text = page("$ kubectl --context=$WEST get ns\n$ kubectl --context=$EAST get ns")
    path = plan(text, OverrideTable(contexts={"WEST": "cluster2"})).variants[0]
    assert clusters(path) == {"EAST": "cluster1"}
    path = plan(page("$ kubectl --context=west get ns"), OverrideTable(contexts={"west": "cluster2"})).variants[0]
    assert clusters(path) == {"west": "cluster2"}


def test_more_names_than_anybody_has_clusters_are_something_else(plan: Plan) -> None:
    commands = "\n".join(f"$ kubectl --context={letter}{letter} get ns" for letter in "abcdefghij")
    assert clusters(plan(page(commands)).variants[0]) == {}
