from collections.abc import Callable

import pytest

from harness.check.commands import cluster_twin

Found = Callable[..., list[str]]
PAIRS = [
    command
    for verb in ("create namespace shop", "apply -f menu.yaml -n shop", "label namespace shop open=yes")
    for command in (f'kubectl --context="$A" {verb}', f'kubectl --context="$B" {verb}')
]
ONE = 'kubectl --context="$A" apply -f oven.yaml -n shop'


def page(*commands: str) -> str:
    return "\n".join(f"$ {command}" for command in commands)


def test_a_step_for_one_cluster(found: Found) -> None:
    (finding,) = found(cluster_twin.check, page(*PAIRS[:4], ONE, *PAIRS[4:]))

    assert finding.startswith("page.md:9: warning")
    assert "$B" in finding
    assert "[step-for-one-cluster]" in finding


def test_a_step_for_one_cluster_beside_a_remark_on_one(found: Found) -> None:
    remark = 'kubectl --context="$A" label namespace shop open=no'

    (finding,) = found(cluster_twin.check, page(*PAIRS, ONE, *["true"] * 20, remark))

    assert finding.startswith("page.md:11: warning")


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param(PAIRS, id="all are in both"),
        pytest.param([*PAIRS, 'kubectl --context="$A" get pods'], id="a look at one"),
        pytest.param([*PAIRS[:2], ONE], id="too few for a habit"),
        pytest.param([*PAIRS, ONE, 'kubectl --context="$B" apply -f shop.yaml'], id="each has something of its own"),
        pytest.param([*PAIRS, *["true"] * 20, ONE], id="far from the others"),
        pytest.param(
            [*PAIRS, 'kubectl --context="$A" apply -f cluster1.yaml', 'kubectl --context="$B" apply -f cluster2.yaml'],
            id="names of the cluster differ",
        ),
    ],
)
def test_right(found: Found, commands: list[str]) -> None:
    assert found(cluster_twin.check, page(*commands)) == []
