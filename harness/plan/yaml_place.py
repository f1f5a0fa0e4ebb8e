"""Where in YAML text a key stands; reading for values alone is faster and does not tell."""

from collections.abc import Mapping
from typing import Any

KeyPath = tuple[str | int, ...]


def yaml_line(text: str, keys: KeyPath) -> int:
    """The line, from 1, of a key, or of the nearest one around it that there is."""
    import yaml  # noqa: PLC0415 - only mistakes need it

    node: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    line = 1
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            found = next(((name, value) for name, value in node.value if name.value == str(key)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            found = (node.value[key], node.value[key])
        else:
            found = None
        if found is None:
            break
        line, node = found[0].start_mark.line + 1, found[1]
    return line


def yaml_holds(table: Any, keys: KeyPath) -> bool:
    """Whether there is something at ``keys``."""
    for key in keys:
        inside = table if isinstance(table, Mapping) else range(len(table)) if isinstance(table, list) else ()
        if key not in inside:
            return False
        table = table[key]
    return True
