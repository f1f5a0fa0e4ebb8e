"""Loops over files that a pattern names: bash goes round once, with the pattern itself, where there is no such file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from harness.shell.nodes import parts_of, source, tree_of

if TYPE_CHECKING:
    from tree_sitter import Node

MENTIONED: Final = re.compile(r"\bfor\s+\w+\s+in\s[^;\n]*[*?\[]")
ELSEWHERE: Final = frozenset({"function_definition", "process_substitution", "heredoc_body", "comment"})
WORDS: Final = frozenset({"word", "concatenation"})
QUERY: Final = re.compile(r"://|\?[\w.-]+=")
DOMAIN: Final = re.compile(r"\*\.[\w.-]+\.(?:com|net|org|io|dev|local|test|example|internal|svc)")
OF_THE_MACHINE: Final = re.compile(r"/(?!tmp/)")
"""What is there is up to the machine."""
PROVIDED_FOR: Final = re.compile(
    r"\|\||2>\s*/dev/null|\brm\s+-\w*f|\$\?|PIPESTATUS|(?:\[\[?|\btest)\s+(?:!\s+)?-[a-zA-Z]\s"
)
"""How a loop goes on where there is no file, and what looks at what ran before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlobLoop:
    """``at`` is where its body begins, in bytes; ``words`` is what it goes over, ``variable`` takes each of it."""

    at: int
    variable: str
    words: str


@lru_cache(maxsize=2048)
def glob_loops(text: str) -> tuple[GlobLoop, ...]:
    """Those that need a file for each pattern."""
    if MENTIONED.search(text) is None:
        return ()
    root = tree_of(text)
    return () if root.has_error else tuple(_found(root))


def _found(node: "Node") -> Iterator[GlobLoop]:
    for child, in_background in parts_of(node):
        if in_background or child.type in ELSEWHERE:
            continue
        if child.type == "for_statement" and (loop := _glob_loop(child)) is not None:
            yield loop
        yield from _found(child)


def _glob_loop(node: "Node") -> GlobLoop | None:
    words = [each for each in node.children_by_field_name("value") if each.type in WORDS]
    patterns = [source(each) for each in words if _is_pattern(each)]
    variable, body = node.child_by_field_name("variable"), node.child_by_field_name("body")
    whole = node.parent if node.parent is not None and node.parent.type in {"redirected_statement", "list"} else node
    if not patterns or variable is None or body is None or PROVIDED_FOR.search(source(whole)):
        return None
    opening = next((child for child in body.children if child.type in {"do", "{"}), None)
    if opening is None:
        return None
    return GlobLoop(at=opening.end_byte, variable=source(variable), words=" ".join(patterns))


def _is_pattern(word: "Node") -> bool:
    """Whether bash looks for files by a word, in the page's own folders; an unquoted address is none, nor a host."""
    text = source(word)
    parts = word.children if word.type == "concatenation" else [word]
    bare = "".join(source(part) for part in parts if part.type == "word")
    if not re.search(r"(?<!\\)[*?\[]", bare) or QUERY.search(text) or OF_THE_MACHINE.match(text):
        return False
    return DOMAIN.fullmatch(text) is None and bare != "*"
