"""Functions that a text defines."""

from collections.abc import Mapping
from functools import lru_cache

from harness.shell.nodes import source, tree_of


@lru_cache(maxsize=1024)
def function_bodies(text: str) -> Mapping[str, str]:
    """What the functions do that a text defines, by name."""
    if "(" not in text and "function" not in text:
        return {}
    root = tree_of(text)
    named = (
        (each.child_by_field_name("name"), each.child_by_field_name("body"))
        for each in root.named_children
        if each.type == "function_definition"
    )
    return {source(name): source(body) for name, body in named if name is not None and body is not None}
