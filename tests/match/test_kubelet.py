import pytest

from harness.capability import Capability
from harness.match.kubelet import not_simulated
from harness.match.lines.elided import contains, elided
from harness.match.lines.tolerant import tolerant
from harness.match.tables.table import table

PODS, METRICS = frozenset({Capability.PODS}), frozenset({Capability.METRICS})
HEAD = "NAME   READY   STATUS   RESTARTS   AGE"
RUNS = f"{HEAD}\nweb    1/1     Running   0          7s"


@pytest.mark.parametrize(
    ("row", "needed"),
    [
        ("web    0/1     OOMKilled   1          24s", PODS),
        ("web    0/1     CrashLoopBackOff   4          2m", PODS),
        ("web    0/1     Completed   0          6s", PODS),
        ("web    0/1     Running     0          6s", PODS),
        ("web    1/1     Running     7          6s", PODS),
        ("web    0/1     Pending     0          6s", PODS),
        ("other    0/1     OOMKilled   1          24s", PODS),
    ],
)
def test_a_pod_that_did_not_just_run(row: str, needed: frozenset[Capability]) -> None:
    assert not_simulated(table(f"{HEAD}\n{row}", RUNS)) == needed


@pytest.mark.parametrize(
    ("row", "needed"),
    [
        ("web    nginx   a.example   172.18.0.5   80      9s", frozenset({Capability.LB_TRAFFIC})),
        ("web    nginx   a.example   lb.example   80      9s", frozenset({Capability.LB_TRAFFIC})),
        ("web    nginx   b.example   172.18.0.5   80      9s", frozenset()),
    ],
)
def test_an_ingress_that_has_its_address(row: str, needed: frozenset[Capability]) -> None:
    head = "NAME   CLASS   HOSTS       ADDRESS      PORTS   AGE"
    here = f"{head}\nweb    nginx   a.example                80      7s"
    assert not_simulated(table(f"{head}\n{row}", here)) == needed


@pytest.mark.parametrize(
    ("page", "here", "needed"),
    [
        ("error: timed out waiting for the condition", 'deployment "web" successfully rolled out', PODS),
        ('error: deployment "web" exceeded its progress deadline', 'deployment "web" successfully rolled out', PODS),
        ("error: timed out waiting for the condition on pods/web", "pod/web condition met", PODS),
        ("pod/web condition met", "error: timed out waiting for the condition on pods/web", frozenset()),
        ("error: timed out waiting for the condition", 'error: no deployment "web"', frozenset()),
    ],
)
def test_pods_that_are_waited_for_in_vain(page: str, here: str, needed: frozenset[Capability]) -> None:
    assert not_simulated(tolerant(page, here)) == needed


@pytest.mark.parametrize(
    ("page", "needed"),
    [
        ("  lastState:\n    terminated:\n      message: burnt\n  name: c", PODS),
        ("  lastState:\n    terminated:\n      message: burnt\n  name: d", frozenset()),
    ],
    ids=["what is below", "what is beside"],
)
def test_the_state_of_a_container(page: str, needed: frozenset[Capability]) -> None:
    here = "  lastState: {}\n  ready: true\n  started: true\n  name: c"
    assert not_simulated(tolerant(page, here)) == needed


@pytest.mark.parametrize(
    ("page", "here", "needed"),
    [
        ("0/1   3s", "1/1   5s", PODS),
        ("1/1   3s", "0/1   5s", frozenset()),
        ("0/2   3s", "1/1   5s", frozenset()),
    ],
)
def test_a_job_that_has_not_ended(page: str, here: str, needed: frozenset[Capability]) -> None:
    head = "NAME   COMPLETIONS   DURATION   AGE"
    rows = [f"{head}\nbake   {row}         9s" for row in (page, here)]
    assert not_simulated(table(rows[0], rows[1])) == needed


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("NAME   COMPLETIONS   DURATION   AGE\nbake   1/1           3s         9s", PODS),
        ("NAME   COMPLETIONS   DURATION   AGE\nbake   0/1           3s         9s", frozenset()),
        ("NAME   READY   UP-TO-DATE   AVAILABLE   AGE\nbake   1/1     1            1           9s", frozenset()),
        ("Pods Statuses:  0 Active / 1 Succeeded / 0 Failed", PODS),
        (f"{HEAD}\nbake   0/1     Completed   0          9s", PODS),
    ],
)
def test_work_that_nothing_has_done(text: str, needed: frozenset[Capability]) -> None:
    assert not_simulated((table if "\n" in text else contains)(text, text)) == needed


def test_a_row_that_differs_otherwise_counts() -> None:
    page = f"{HEAD}\nweb    0/1     OOMKilled   1          24s\nback    1/1     Running   0          24s"
    here = f"{RUNS}\nback    0/1     Pending   0          24s"
    assert not_simulated(table(page, here)) == frozenset()


@pytest.mark.parametrize(
    ("line", "needed"),
    [
        ("Normal  Pulled  5s  kubelet  Container image is present", PODS),
        ("Warning  Unhealthy  Liveness probe failed: no file", PODS),
        ("    Last State:     Terminated", PODS),
        ("  Exit Code:    137", PODS),
        ("  lastState:", PODS),
        ("  startedAt: null", PODS),
        ("Warning  FailedScheduling  0/1 nodes are available: 1 Insufficient cpu.", PODS),
        ("v1beta1.metrics.k8s.io", METRICS),
        ("web  Deployment/web  305% / 50%", frozenset()),
        ("web  Deployment/web  305%/50%  1  10  7", METRICS),
        ("Normal  ScalingReplicaSet  deployment-controller  Scaled up", frozenset()),
        ("Name:  other", frozenset()),
        ('"terminating": true', PODS),
        ("NAME   NODE   DRIVER   POOL   AGE", PODS),
    ],
)
def test_a_line_that_is_missing(line: str, needed: frozenset[Capability]) -> None:
    assert not_simulated(contains(line, "Name:  web\nEvents:  <none>")) == needed


EVENTS = "  Type    Reason     Age   From               Message\n  ----    ------     ----  ----               -------"


@pytest.mark.parametrize(
    ("event", "needed"),
    [
        ("  FailedScheduling   No nodes are available: Insufficient cpu (3).", PODS),
        ("  FailedScheduling   No nodes are available: 1 had a taint.", frozenset()),
    ],
)
def test_the_head_of_events_says_nothing_itself(event: str, needed: frozenset[Capability]) -> None:
    page = f"Events:\n  Reason             Message\n  ------             -------\n{event}"
    here = f"Name:  web\nEvents:\n{EVENTS}\n  Normal  Scheduled  28s   default-scheduler  placed"
    assert not_simulated(elided(page, here)) == needed


def test_what_agrees_needs_nothing() -> None:
    assert not_simulated(table(RUNS, RUNS)) == frozenset()


def test_another_node_is_of_the_same_event() -> None:
    placed = "Normal  Scheduled  5s  default-scheduler  Successfully assigned default/web to"
    pulled = "Normal  Pulled  5s  kubelet  Container image is present"
    match = contains(f"{placed} oven1\n{pulled}", f"{placed} cluster1-node1")
    assert not_simulated(match) == PODS
    assert not_simulated(contains(f"{placed} oven1", f"{placed.replace('web', 'shop')} oven1")) == frozenset()
