from collections.abc import Callable

import pytest

from harness.plan.overrides.override import OverrideTable
from harness.plan.step import PagePlan


@pytest.mark.parametrize(
    ("command", "clusters", "networks"),
    [
        pytest.param("echo x", 0, 1, id="no cluster"),
        pytest.param("kubectl get x", 1, 1, id="one without a context"),
        pytest.param("kubectl --context=$CTX_CLUSTER2 get x", 2, 1, id="the second is one of two"),
        pytest.param("kubectl --context=$CTX_R1_Z1 get x; kubectl --context=$CTX_R3_Z4 get x", 4, 1, id="zones"),
        pytest.param("kubectl label ns x net=network1 net=network2", 1, 1, id="no more networks than clusters"),
        pytest.param("kubectl --context=$CTX_CLUSTER2 label ns x net=network1", 2, 1, id="one network by name"),
    ],
)
def test_clusters_and_networks(plan: Callable[..., PagePlan], command: str, clusters: int, networks: int) -> None:
    needs = plan(f"{{{{< text bash >}}}}\n$ {command}\n{{{{< /text >}}}}\n").variants[0].needs
    assert (needs.clusters, needs.networks) == (clusters, networks)


def test_a_plan_file_knows_better(plan: Callable[..., PagePlan]) -> None:
    text = "{{< text bash >}}\n$ kubectl --context=$CTX_EAST get x\n{{< /text >}}\n"
    table = OverrideTable(clusters=3, networks=2, contexts={"CTX_EAST": "east"})
    needs = plan(text, table).variants[0].needs
    assert (needs.contexts, needs.clusters, needs.networks) == (("CTX_EAST",), 3, 2)
    assert plan(text, OverrideTable(contexts={"CTX_EAST": "cluster2"})).variants[0].needs.clusters == 2
    assert plan(text, OverrideTable(contexts={"CTX_EAST": "east"})).variants[0].needs.clusters == 1
