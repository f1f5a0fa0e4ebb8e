import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from harness.cluster.api.client import ApiKind
from harness.cluster.api.inventory import Identity
from harness.cluster.api.object_metadata import ClusterSnapshot, Snapshot, Trace
from harness.cluster.fleet.topology import default_topology
from harness.cluster.leaks.command_log import LoggedCommand
from harness.cluster.leaks.object_leaks import Leftover
from harness.cluster.provider import Fleet
from harness.session.clusters.page_leaks import Story, examine, unknown

FLEET = Fleet(
    name="fleet",
    provider="embedded",
    topology=default_topology(1),
    clusters=(),
    kubeconfig=Path("/none"),
    state=Path("/none"),
    capabilities={},
)
MAPS = ApiKind(group="", plural="configmaps", version="v1", kind="ConfigMap", namespaced=True, verbs=frozenset())
MAP = Identity(group="", plural="configmaps", namespace="default", name="m")


def snapshot(*, dying: bool | None = None) -> Snapshot:
    """With a config map, or with none when ``dying`` is ``None``."""
    traces = {} if dying is None else {MAP: Trace(created=5.0, dying=dying)}
    return Snapshot(
        clusters=(ClusterSnapshot(context="cluster1", called="mine", kinds={("", "configmaps"): MAPS}, traces=traces),)
    )


def leftover(*, dying: bool) -> Leftover:
    return Leftover(
        context="mine",
        kind="configmap",
        namespace="default",
        name="m",
        cleanup="kubectl --context=mine delete configmap m --namespace=default",
        dying=dying,
    )


@pytest.mark.parametrize(
    ("later", "patience", "expected"),
    [
        pytest.param([snapshot()], 9, [], id="nothing is left"),
        pytest.param([snapshot(dying=False)], 9, [leftover(dying=False)], id="what stays is told at once"),
        pytest.param([snapshot(dying=True), snapshot()], 9, [], id="what goes is waited for"),
        pytest.param([snapshot(dying=True)], 0, [leftover(dying=True)], id="but not for ever"),
    ],
)
def test_what_is_left_on_clusters(later: Sequence[Snapshot], patience: float, expected: list[Leftover]) -> None:
    answers = iter(later)
    found = examine(FLEET, snapshot(), Story(), patience=patience, take=lambda *_: next(answers))
    assert (list(found.leftovers), found.untouched, list(answers)) == (expected, not expected, [])


@pytest.mark.parametrize(
    ("command", "untouched"),
    [
        pytest.param("curl -X PATCH --data @a localhost:8001/api/v1/nodes/oven/status", False, id="by the API"),
        pytest.param("kubectl patch node oven --subresource=status -p '{}'", False, id="by kubectl"),
        pytest.param("curl localhost:8001/api/v1/nodes/oven/status", True, id="read"),
    ],
)
def test_a_status_that_is_written_leaves_no_trace(command: str, *, untouched: bool) -> None:
    story = Story(commands=[LoggedCommand(step="a", command=command, started=0.0, ended=1.0)])
    assert examine(FLEET, snapshot(), story, take=lambda *_: snapshot()).untouched is untouched


def test_a_story_remembers_when_and_where_also_of_what_fails() -> None:
    story = Story(variables={"CTX": "cluster2"}, contexts=["cluster1", "cluster2"])
    before = time.time()
    with pytest.raises(KeyboardInterrupt), story.recording("a", 'kubectl --context="$CTX" get pods'):
        raise KeyboardInterrupt
    (logged,) = story.commands
    assert before <= logged.started <= logged.ended <= time.time()
    assert (logged.step, logged.contexts) == ("a", ("cluster2",))


def test_kinds_that_could_not_be_listed_are_told_once() -> None:
    refused = ClusterSnapshot(
        context="cluster1",
        called="mine",
        kinds={("", "configmaps"): MAPS},
        refused={("", "configmaps"): "403 forbidden"},
    )
    before, after = Snapshot(clusters=(refused,)), Snapshot(clusters=(refused,))
    assert unknown(before, after) == ("mine: not known whether any configmaps were left: 403 forbidden",)
