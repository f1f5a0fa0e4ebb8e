"""The sentences above and below a block, and the comments on its commands."""

import re
from itertools import takewhile
from typing import Final

from harness.edit.text_edits import lines_of
from harness.plan.alternatives.lead import Lead, leads_of, sentences
from harness.plan.step import Command, Step

QUOTE: Final = re.compile(r"(?:(?<=\s)|\A)>(?:\s+|\Z)")
"""What a line of a quotation begins with."""
COMMENT: Final = re.compile(r"\s*(?:\$ +)?(#.*)")
BEHIND: Final = re.compile(r"(?:[^'\"#\\]|'[^']*'|\"[^\"]*\"|\\.|(?<=\S)#)*\s(#.*)")
"""A comment behind a command."""


def lead_of(step: Step) -> Lead | None:
    """The paragraph and the headings above a block."""
    snippet = step.snippet
    return leads_of(snippet.source, frozenset({snippet.at.line})).get(snippet.at.line)


def said_above(step: Step) -> tuple[str, ...]:
    lead = lead_of(step)
    return sentences(QUOTE.sub("", lead.text)) if lead is not None else ()


def said_below(step: Step) -> tuple[str, ...]:
    """The first sentence of the line below a block, unless it introduces another one."""
    snippet = step.snippet
    lines = lines_of(snippet.source)[snippet.last_line :]
    text = next((line.strip() for line in lines[1:] if line.strip()), "")
    first = sentences(text)[0]
    return (first,) if first[:1].isalpha() and not first.endswith((":", "\uff1a")) else ()


def comments_on(step: Step, command: Command) -> tuple[str, ...]:
    """The comment behind a command, and those on the lines right above it."""
    written = command.documented.split("\n")
    behind = BEHIND.fullmatch(written[-1])
    first = command.at.line - step.snippet.at.line  # of the lines below the one that opens the block
    own = list(takewhile(COMMENT.match, written)) if len(written) > 1 else []
    above = step.snippet.body.split("\n")[: max(first - 1, 0)] if command.at.path == step.snippet.at.path else []
    told = [*([behind] if behind else []), *map(COMMENT.match, own)]
    told += map(COMMENT.match, takewhile(COMMENT.match, reversed(above)))
    return tuple(one[1].strip() for one in told if one is not None)
