"""What the value of an assignment looks like around the command substitutions that it is made of."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from harness.shell.nodes import source, tree_of

if TYPE_CHECKING:
    from tree_sitter import Node

JOINED: Final = frozenset({"string", "concatenation"})
"""Nodes whose parts stand side by side in one word."""
_LITERAL: Final = frozenset({"word", "number", "string_content", "raw_string"})
_GIVEN, _ANY = "(.*)", ".*"


@lru_cache(maxsize=1024)
def value_shapes(text: str) -> "dict[str, re.Pattern[str]]":
    """By variable: a pattern of its value, with a group for each place that a substitution is to fill."""
    root = tree_of(text)
    shapes = {}
    for node in _assignments(root):
        name, shape = node.child_by_field_name("name"), value_shape(node)
        if name is not None and shape:
            shapes[source(name)] = re.compile(shape, re.DOTALL)
    return shapes


def value_shape(assignment: "Node") -> str:
    """The pattern of an assignment's value; empty where no substitution fills it, or one that cannot be told apart.

    ``http://$(a):$(b)`` gives ``http://(.*):(.*)``. A value that goes on from the variable's own has none: what is
    added to a list may be nothing.
    """
    name, value = assignment.child_by_field_name("name"), assignment.child_by_field_name("value")
    if name is None or value is None or "+=" in [child.type for child in assignment.children]:
        return ""
    pieces: list[str] = []
    for piece in _pieces(value, source(name)):
        if piece is None:
            return ""
        if piece in {_GIVEN, _ANY} and pieces and pieces[-1] in {_GIVEN, _ANY}:
            piece = _GIVEN if piece == pieces.pop() else _ANY  # noqa: PLW2901 - side by side they cannot be told apart
        pieces.append(piece)
    return "".join(pieces) if _GIVEN in pieces else ""


def _pieces(node: "Node", name: str) -> Iterator[str | None]:
    kind = node.type
    if kind == "command_substitution":
        yield _GIVEN
    elif kind in _LITERAL:
        text = source(node)
        yield re.escape(text[1:-1] if kind == "raw_string" else text)
    elif kind in {"simple_expansion", "expansion"}:
        yield None if re.search(rf"\b{re.escape(name)}\b", source(node)) else _ANY
    elif kind in JOINED:
        for child in node.named_children:
            yield from _pieces(child, name)
    else:
        yield None


def _assignments(node: "Node") -> Iterator["Node"]:
    if node.type == "variable_assignment":
        yield node
    for child in node.named_children:
        yield from _assignments(child)
