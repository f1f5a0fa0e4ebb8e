"""Where in YAML text a key stands; reading for values alone is faster and does not tell."""

from typing import Any

from harness.settings.toml_place import KeyPath


def yaml_line(text: str, keys: KeyPath) -> int:
    """The line, from 1, of a key, or of the nearest one around it that there is."""
    import yaml  # noqa: PLC0415 - only mistakes need it

    node: Any = yaml.compose(text, Loader=yaml.CSafeLoader)
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


def repeated_key(text: str) -> tuple[str, int] | None:
    """A key that a table has twice, with the line of the second: YAML readers silently take the last."""
    import yaml  # noqa: PLC0415 - most pages have no plan file

    nodes: list[Any] = [yaml.compose(text, Loader=yaml.CSafeLoader)]
    while nodes:
        node = nodes.pop(0)
        if isinstance(node, yaml.SequenceNode):
            nodes.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if key.value in seen:
                    return str(key.value), key.start_mark.line + 1
                seen.add(key.value)
                nodes.append(value)
    return None
