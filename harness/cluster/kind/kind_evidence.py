"""What a cluster that did not come up tells: its nodes' journals and consoles, its pods, what kind printed."""

from collections.abc import Callable, Iterator

from harness.cluster.kind.docker import Engine
from harness.errors import NOT_AVAILABLE, ClusterError

KUBECTL = ("kubectl", "--kubeconfig", "/etc/kubernetes/admin.conf")  # every control plane node has both
LINES = 400
CHARACTERS = 60_000  # of one piece; the end is what counts
SECONDS = 20.0


def evidence(engine: Engine, clusters: dict[str, str]) -> dict[str, str]:
    """By name, such as ``cluster1/journal``; ``clusters`` gives the name of each cluster and of kind's own for it.

    What cannot be had is replaced by the reason why.
    """
    found: dict[str, str] = {}
    for cluster, kind_name in clusters.items():
        try:
            nodes = engine.nodes(kind_name)
        except ClusterError as error:
            found[f"{cluster}/nodes"] = f"{NOT_AVAILABLE}: {error}"
            continue
        for node in nodes:
            for what, ask in questions(engine, node):
                label = node.removeprefix(f"{kind_name}-")
                found[f"{cluster}/{label}/{what}"] = attempt(ask)[-CHARACTERS:]
    return found


def questions(engine: Engine, node: str) -> Iterator[tuple[str, Callable[[], str]]]:
    """What to ask a node; the questions to the API have answers only where it runs."""

    def inside(*command: str) -> Callable[[], str]:
        return lambda: engine.run_in(node, *command, timeout=SECONDS)

    yield "journal", inside("journalctl", "--no-pager", "--lines", str(LINES))
    yield "console", lambda: engine.run("logs", "--tail", str(LINES), node, timeout=SECONDS)
    if node.endswith("control-plane"):
        yield "nodes", inside(*KUBECTL, "describe", "nodes")
        yield "pods", inside(*KUBECTL, "get", "pods", "--all-namespaces", "--output", "wide")
        yield "descriptions", inside(*KUBECTL, "describe", "pods", "--all-namespaces")
        yield "events", inside(*KUBECTL, "get", "events", "--all-namespaces", "--sort-by", ".lastTimestamp")


def attempt(ask: Callable[[], str]) -> str:
    try:
        return ask()
    except ClusterError as error:
        return f"{NOT_AVAILABLE}: {error}"
