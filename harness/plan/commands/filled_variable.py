"""Variables to which a command gives what another one prints, itself or in a function of the page that it calls."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from harness.plan.commands.accountable import accountable
from harness.shell.nodes import source, tree_of
from harness.shell.script_reader import read_script

if TYPE_CHECKING:
    from tree_sitter import Node

OF_A_FUNCTION: Final = re.compile(r"\b(?:local|declare|typeset)\b([^;\n]*)")


def filled(text: str) -> tuple[str, ...]:
    """Variables whose value is made of what substitutions print that run and have to succeed, each once."""
    given = [each for each in accountable(text).substitutions if each.variable and each.certain]
    may_fail = {each.variable for each in given if any(part.silenced or "||" in part.text for part in each.parts)}
    return tuple(dict.fromkeys(each.variable for each in given if each.variable not in may_fail))


def asks_quietly(text: str) -> bool:
    """Whether a text only sets variables, the last by what throws its errors away: bash ends with that status."""
    given = accountable(text).substitutions
    only_sets = all(call.gives is not None for call in read_script(text).calls)
    return bool(given) and only_sets and given[-1].parts[-1].silenced


def filled_by_functions(text: str, functions: Mapping[str, str]) -> tuple[str, ...]:
    """The same of the functions that a text calls in the page's own shell; what is local there is nobody's later."""
    return tuple(
        dict.fromkeys(
            name
            for body in bodies_called(text, functions)
            for name in filled(body)
            if not any(re.search(rf"\b{name}\b", own) for own in OF_A_FUNCTION.findall(body))
        )
    )


def bodies_called(text: str, functions: Mapping[str, str]) -> Iterator[str]:
    """The bodies of functions that are statements of a text by themselves."""
    for call in _calls(tree_of(text)):
        name = call.child_by_field_name("name")
        if name is not None and source(name) in functions:
            yield functions[source(name)]


def _calls(node: "Node") -> "Iterator[Node]":
    for child in node.named_children:
        if child.type == "command":
            yield child
        elif child.type == "redirected_statement":
            yield from _calls(child)
