from collections.abc import Callable

import pytest

from harness.plan.commands.node_name import FIRST, with_node_name
from harness.plan.step import PagePlan


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("kubectl label nodes <your-node-name> disk=ssd", f"kubectl label nodes {FIRST} disk=ssd"),
        ("kubectl label nodes <你的节点名称> disk=ssd", f"kubectl label nodes {FIRST} disk=ssd"),
        ("kubectl label nodes <імʼя-вузла> disk=ssd", f"kubectl label nodes {FIRST} disk=ssd"),
        ("kubectl patch svc a -p <节点 IP 地址>", "kubectl patch svc a -p <节点 IP 地址>"),
        ("kubectl drain --ignore-daemonsets <node name>", f"kubectl drain --ignore-daemonsets {FIRST}"),
        ("kubectl uncordon <node-to-drain>", f"kubectl uncordon {FIRST}"),
        ("kubectl describe node <insert-node-name-here>", f"kubectl describe node {FIRST}"),
        ("kubectl get pod <pod-name>", "kubectl get pod <pod-name>"),
        ("curl http://<node-ip>:<node-port>", "curl http://<node-ip>:<node-port>"),
        ("ssh <node-name>", "ssh <node-name>"),
        (
            "curl localhost:8001/api/v1/nodes/<your-node-name>/status",
            f"curl localhost:8001/api/v1/nodes/{FIRST}/status",
        ),
    ],
)
def test_any_node_will_do(text: str, run: str) -> None:
    assert with_node_name(text) == run


def test_the_plan_tells_what_takes_its_place(plan: Callable[..., PagePlan]) -> None:
    [path] = plan("```shell\nkubectl label nodes <your-node-name> disk=ssd\n```\n").variants
    [command] = path.steps[0].commands
    assert command.skip is None
    assert command.documented == "kubectl label nodes <your-node-name> disk=ssd"
    assert len(command.notes) == 1
