"""What the words around a block say of the shell that it is typed into: ``elsewhere.toml``."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import Final

from harness.package_data import toml_data
from harness.parse.page import Page, Snippet
from harness.plan.alternatives.branch import Placed
from harness.plan.alternatives.choice import placed_in
from harness.plan.alternatives.lead import sentences
from harness.programs.invocation import invocation
from harness.shell.script_reader import read_script


class Said(StrEnum):
    """``POD``, ``NODE``: typed there. ``SHELL``: into the one that was opened last. ``LEFT``: in the page's own again.

    ``SHOWN`` is not typed at all: a container runs it. ``HERE`` calls a program for clusters, and ``PROMPT`` shows the
    prompt of another shell. The first that holds counts.
    """

    HERE = "here"
    NODE = "node"
    POD = "pod"
    SHOWN = "shown"
    LEFT = "left"
    SHELL = "shell"
    PROMPT = "prompt"
    NOTHING = "nothing"


_PROMPT: Final = re.compile(
    r"(?m)^(?:root@[\w.-]+:/\S* ?#|[\w.-]+@(?:pod|container|node|ctr)[\w.-]*(?::[~/]\S*)? ?[#$]"
    r"|\[ ?root@[\w.-]+:[~/]\S* ?\][#$]|(?:node|worker|master|control-?plane)-?\d* ?[#$]"
    r"|(?:/[\w./-]*)? ?[/\w] [#$]|(?:ba)?sh-\d[\d.]*[#$]) *\S"
)
"""Prompts of root, and of shells in containers and on nodes."""
_COMMENT: Final = re.compile(r"(?m)^[ \t]*#+[ \t]*(\S.*)$")
_SENTENCES: Final = 2  # above a block that may speak of it


def said_on(page: Page) -> Mapping[str, Said]:
    """What is said of each block with commands, by its id; of most nothing is."""
    return {one.snippet.id: said_of(one) for one in placed_in(page) if one.snippet.segments}


def said_of(placed: Placed) -> Said:
    """What is said of a block: by the sentences above it, its comments, its prompt."""
    snippet = placed.snippet
    if calls_clusters(snippet):
        return Said.HERE
    texts = (*sentences(placed.lead.text)[-_SENTENCES:], *_COMMENT.findall(snippet.body))
    found = [said for said, pattern in _phrases().items() if any(map(pattern.search, texts))]
    if found:
        return found[0]
    return Said.PROMPT if _PROMPT.search(snippet.body) is not None else Said.NOTHING


def calls_clusters(snippet: Snippet) -> bool:
    """Whether a block calls a program that has to do with clusters, which are worked with from outside."""
    calls = (call for segment in snippet.segments for call in read_script(segment.command).calls)
    return any(invocation(call.words).profile.needs for call in calls)


@cache
def _phrases() -> Mapping[Said, re.Pattern[str]]:
    table = toml_data("harness.plan.commands", "elsewhere.toml")
    return {said: _joined(table[said].values()) for said in Said if said in table}


def _joined(languages: Iterable[Iterable[str]]) -> re.Pattern[str]:
    patterns = (f"(?:{pattern})" for by_language in languages for pattern in by_language)
    return re.compile("|".join(patterns), re.IGNORECASE)
