"""What a cluster that did not come up tells: its nodes' journals and consoles, its pods, what its tool printed."""

from collections.abc import Callable, Iterator

from harness.cluster.containers.engine import Engine
from harness.cluster.containers.tool import ClusterTool
from harness.errors import NOT_AVAILABLE, ClusterError

LINES = 400
CHARACTERS = 60_000  # of one piece; the end is what counts
SECONDS = 20.0


def evidence(engine: Engine, tool: ClusterTool, clusters: dict[str, str]) -> dict[str, str]:
    """By name, such as ``cluster1/journal``; ``clusters`` gives the name of each cluster and the tool's own for it.

    What cannot be had is replaced by the reason why.
    """
    found: dict[str, str] = {}
    for cluster, called in clusters.items():
        try:
            nodes = engine.nodes(called)
        except ClusterError as error:
            found[f"{cluster}/nodes"] = f"{NOT_AVAILABLE}: {error}"
            continue
        for node in nodes:
            asked = tool.kubectl if node == tool.control_plane(called) else None
            for what, ask in questions(engine, node, asked):
                label = node.removeprefix(f"{called}-")
                found[f"{cluster}/{label}/{what}"] = attempt(ask)[-CHARACTERS:]
    return found


def questions(engine: Engine, node: str, kubectl: tuple[str, ...] | None) -> Iterator[tuple[str, Callable[[], str]]]:
    """What to ask a node; ``kubectl`` are the words that ask its API, ``None`` where there is none."""

    def inside(*command: str) -> Callable[[], str]:
        return lambda: engine.run_in(node, *command, timeout=SECONDS)

    yield "journal", inside("journalctl", "--no-pager", "--lines", str(LINES))
    yield "console", lambda: engine.run("logs", "--tail", str(LINES), node, timeout=SECONDS)
    if kubectl:
        yield "nodes", inside(*kubectl, "describe", "nodes")
        yield "pods", inside(*kubectl, "get", "pods", "--all-namespaces", "--output", "wide")
        yield "descriptions", inside(*kubectl, "describe", "pods", "--all-namespaces")
        yield "events", inside(*kubectl, "get", "events", "--all-namespaces", "--sort-by", ".lastTimestamp")


def attempt(ask: Callable[[], str]) -> str:
    try:
        return ask()
    except ClusterError as error:
        return f"{NOT_AVAILABLE}: {error}"
