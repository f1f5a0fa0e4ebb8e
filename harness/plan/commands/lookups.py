"""What calls look for before they enter a pod, forward to it or read its log: that much can always be tried."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from harness.plan.commands.effect import call_effect
from harness.plan.step import Effect
from harness.programs.invocation import Invocation, invocation
from harness.programs.names import RUNNING_INSIDE
from harness.shell.nodes import plain, source, statements_of, tree_of

if TYPE_CHECKING:
    from tree_sitter import Node

NOTHING: Final = "-- true"
FOLLOWS: Final = ("-f", "--follow", "-w")
SHOWS: Final = "get"
POD: Final = "pod"
"""What a target is without another kind."""
FIRST_OF: Final = frozenset({"program", "list", "command_substitution"})
"""What is behind a statement may not be run, or need what that one sets."""
ALL_OF: Final = frozenset(
    {
        "pipeline",
        "redirected_statement",
        "command",
        "declaration_command",
        "variable_assignment",
        "string",
        "concatenation",
    }
)


@lru_cache(maxsize=2048)
def lookups(text: str) -> tuple[str, ...]:
    """The texts of such calls, which do nothing in the pod."""
    root = tree_of(text)
    return () if root.has_error else tuple(dict.fromkeys(_found(root)))


def _found(node: "Node") -> Iterator[str]:
    if node.type == "command" and (lookup := _lookup(node)):
        yield lookup
        return
    children = statements_of(node)
    if node.type in FIRST_OF:
        children = children[:1]
    elif node.type not in ALL_OF:
        return
    for child in children:
        yield from _found(child)


def _lookup(node: "Node") -> str:
    words = tuple(plain(child) for child in node.named_children)
    seen = invocation(words)
    inside = seen.verb in RUNNING_INSIDE and "inside" in seen.chosen(seen.profile.effect)
    if seen.rest and inside and "exec" in seen.needs:
        dashes = next(child for child in node.named_children if source(child) == "--")
        before = (node.text or b"")[: dashes.start_byte - node.start_byte].decode(errors="replace")
        return f"{before}{NOTHING}"
    shows = call_effect((seen.program, SHOWS, POD)) is Effect.READS
    if "port-forward" in seen.needs and call_effect(words) is Effect.LOCAL and seen.object and shows:
        return _shown(node, seen)
    reads = "logs" in seen.needs and call_effect(words) is Effect.READS and not seen.has(*FOLLOWS)
    return source(node) if reads else ""


def _shown(node: "Node", seen: Invocation) -> str:
    """A look at the object that a call forwards to, in the same place."""
    children = node.named_children
    where: list[str] = []
    for child, following in zip(children, [*children[1:], None], strict=True):
        flag, value, _ = plain(child).partition("=")
        if flag in seen.profile.context_flags or flag in seen.profile.namespace_flags:
            where += [source(child), *([source(following)] if following is not None and not value else [])]
    target = next(source(child) for child in children if plain(child) == seen.object)
    kind = () if "/" in target else (POD,)
    return " ".join((source(children[0]), SHOWS, *kind, target, *where))
