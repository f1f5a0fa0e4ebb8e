"""What leads from one cluster of a fleet to the others: routes between nodes, and addresses for pages."""

from typing import Any

from harness.cluster.containers.container_cluster import Standing
from harness.cluster.containers.engine import Engine
from harness.cluster.containers.routes import routes


def connect(engine: Engine, standing: list[Standing]) -> None:
    """Tell nodes the way to pods and services of the other clusters, and that there is none to other networks."""
    commands: dict[str, list[str]] = {}
    for route in routes([one.member for one in standing]):
        commands.setdefault(route.node, []).append(f"ip route replace {route}")
    for node, lines in commands.items():
        engine.run_in(node, "sh", "-ec", "\n".join(lines))


def extra(standing: list[Standing]) -> dict[str, str]:
    """``{cluster1.node}`` and ``{cluster1.node_address}``: the control plane's container."""
    values: dict[str, Any] = {}
    for one in standing:
        node = one.member.nodes[0]
        values[f"{one.cluster.name}.node"] = node.name
        values[f"{one.cluster.name}.node_address"] = node.address
    return values
