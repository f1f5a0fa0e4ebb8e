"""The commands of a pipeline, as bash counts them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.shell.nodes import source

if TYPE_CHECKING:
    from tree_sitter import Node

_SILENCED = re.compile(r"^(?:2>>?|&>>?|>&)\s*/dev/null$|^2>&-$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One command of a pipeline. What a ``silenced`` one says is thrown away, so it may fail."""

    text: str
    silenced: bool = False


def pipeline_parts(node: "Node") -> Iterator[Part]:
    """The commands of a pipeline or of a single command, as bash counts them; none for anything else."""
    kind = node.type
    if kind == "pipeline" and node.children[0].type != "negated_command":
        for child in node.named_children:
            yield from _of_pipeline(child)
    elif kind == "redirected_statement":
        yield from _redirected(node)
    elif kind in {"command", "declaration_command", "subshell", "compound_statement"}:
        yield Part(text=one_line(source(node)))


def _of_pipeline(node: "Node") -> Iterator[Part]:
    parts = tuple(pipeline_parts(node))
    yield from parts or (Part(text=one_line(source(node))),)


def _redirected(node: "Node") -> Iterator[Part]:
    """Redirections belong to the last command before them; a heredoc's line may go on behind a ``|``."""
    body = node.child_by_field_name("body")
    parts = list(_of_pipeline(body)) if body is not None else []
    if parts and silences(node):
        parts[-1] = Part(text=parts[-1].text, silenced=True)
    yield from parts
    for child in node.children:
        if child.type == "heredoc_redirect":
            for behind in child.named_children:
                if behind.type == "pipeline":
                    yield from pipeline_parts(behind)


def silences(node: "Node") -> bool:
    redirections = [source(child) for child in node.children if child.type == "file_redirect"]
    if any(_SILENCED.match(each) for each in redirections):
        return True
    return any(re.match(r"^1?>>?\s*/dev/null$", each) for each in redirections) and "2>&1" in redirections


def one_line(text: str) -> str:
    return " ".join(text.split())
