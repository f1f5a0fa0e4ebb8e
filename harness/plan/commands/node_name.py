"""Placeholders for the name of a node, of which any will do: the first one of the cluster is taken.

They stand in calls of kubectl, and in the path that the API server has for nodes, ``/api/v1/nodes/<your-node-name>``.
"""

import re
from dataclasses import replace
from typing import Final

from harness.plan.step import Command

PLACEHOLDER: Final = re.compile(
    r"<\s*(?:(?:your|the|a|any|some|insert|chosen|target)[ _-])*(?:worker[ _-])?node(?:[ _-]?name)?"
    r"(?:[ _-](?:here|to[ _-](?:drain|label|taint|cordon)))?\s*>"
    r"|<(?![^<>]*(?:IP|地址|端口|адрес|порт))[^<>\n]*(?:节点|вузл|ノード)[^<>\n]*>",
    re.IGNORECASE,
)
IN_PATH: Final = re.compile(rf"(?<=/api/v1/nodes/){PLACEHOLDER.pattern}", re.IGNORECASE)
FIRST: Final = "$(kubectl get nodes --output jsonpath='{.items[0].metadata.name}')"


def with_node_name(text: str) -> str:
    """The text with the name of the cluster's first node asked for, where a placeholder for one is given to kubectl."""
    pattern = PLACEHOLDER if re.match(r"\s*kubectl\s", text) else IN_PATH
    return pattern.sub(lambda _: FIRST, text)


def told(command: Command, documented: str) -> Command:
    """The command with a note on what takes the place of a placeholder."""
    found = PLACEHOLDER.search(documented)
    note = f"{found[0] if found else ''} is the first node of the cluster"
    return replace(command, documented=documented, notes=(*command.notes, note))
