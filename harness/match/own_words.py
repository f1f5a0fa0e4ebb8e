"""What a text of the page says when a part of it fails: ``tar tf a.tgz || echo "could not read the archive"``."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from harness.patterns import patterns_in
from harness.plan.step import Command
from harness.shell.nodes import plain, source, tree_of

if TYPE_CHECKING:
    from tree_sitter import Node

PRINTS: Final = frozenset({"echo", "printf"})
LOOPS: Final = frozenset({"while_statement", "for_statement", "c_style_for_statement"})
BRANCHES: Final = frozenset({"if_statement", "elif_clause", "else_clause", "case_item"})
FILLED_IN: Final = re.compile(r"\$\{[^}]*\}|\$\(.*?\)|\$\w+|`[^`]*`|%[-\d.]*[a-z]")
ENDS: Final = re.compile(r"(?:\\n|\n)+\Z")


def admitted(command: Command, output: str) -> str:
    """The line with which a branch of a command has said that it failed, unless the page shows it; else empty."""
    shown = {line.strip() for line in (command.expected or "").splitlines()}
    lines = [line.strip() for line in output.splitlines() if line.strip() not in shown]
    texts = (command.text, *command.bodies)
    return next((line for text in texts for one in admissions(text) for line in lines if one.fullmatch(line)), "")


@lru_cache(maxsize=1024)
def admissions(text: str) -> tuple[re.Pattern[str], ...]:
    """The lines that branches of a text print to say that something failed; what bash fills in stands for any text."""
    if not any(program in text for program in PRINTS):
        return ()
    root = tree_of(text)
    said = (words for node in _printing(root) for words in _words(node))
    failed = patterns_in("harness.programs.data", "last_words.toml")["branch"]
    not_failed = patterns_in("harness.programs.data", "last_words.toml")["no_branch"]
    return tuple(
        re.compile(".*".join(re.escape(part.strip()) for part in FILLED_IN.split(words)))
        for words in said
        if failed.search(words) and not not_failed.search(words)
    )


def _printing(node: "Node", *, in_branch: bool = False) -> "Iterator[Node]":
    """The calls of ``echo`` that are made under a condition. What is wrong in one round of a loop may not be later."""
    if node.type in LOOPS or node.type == "heredoc_body":
        return
    if node.type == "command":
        if in_branch and node.children and source(node.children[0]) in PRINTS:
            yield node
        return
    for child in node.children:
        behind_or = node.type == "list" and node.children[1].type == "||" and child == node.children[-1]
        yield from _printing(child, in_branch=in_branch or behind_or or node.type in BRANCHES)


def _words(node: "Node") -> Iterator[str]:
    arguments = [plain(child) for child in node.named_children[1:]]
    words = " ".join(one for one in arguments if not re.fullmatch(r"-[neE]+", one))
    yield from (line.strip() for line in re.split(r"\\n|\n", ENDS.sub("", words)) if line.strip())
