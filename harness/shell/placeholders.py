"""Parts of a shell text that a reader has to fill in, such as ``<your-project>``."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

QUOTED = frozenset({"raw_string", "ansi_c_string", "string", "heredoc_body", "comment"})

# A file's name for input may look alike (`<in >out`): a placeholder has no dot or slash, and no blank before its end.
BARE_PLACEHOLDER = re.compile(r"<[A-Za-z][\w-]*(?:\|[\w-]+)+>|<[A-Za-z][\w -]*(?<! )>")
QUOTED_PLACEHOLDER = re.compile(r"<your[ _-][^<>\n]*>|<[A-Z]+(?:[_-][A-Z]+)+>")  # <title> may be what a page greps for

SPELT_PLACEHOLDER = re.compile(r"(?<![\w$\{<.-])(?:YOUR[_-][A-Z][A-Z0-9_-]*|(?:REPLACE|CHANGE)[_-]?ME)(?![\w=])")
BRACED_PLACEHOLDER = re.compile(r"(?<![$%{\\])\{[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\}(?!\})")
"""``{SERVER_IP}``, which bash leaves as it is."""
ASSIGNED_PLACEHOLDER = re.compile(
    r"""(?m)^\s*(?:export\s+)?\w+=(?:"(<[A-Za-z][^<>"\n]*>)"|'(<[A-Za-z][^<>'\n]*>)'|["']?(your[_-][\w-]+"""
    r"""|some[_-](?:[\w-]+[_-])?(?:name|id|address|host|ip|token|url))["']?(?=\s|$))"""
)
"""A value that is nothing but a placeholder."""
MAY_HOLD_PLACEHOLDER = re.compile(r"<|\.\.\.|\{[A-Z]|YOUR|REPLACE|CHANGE|=[\"']?(?:your|some)[_-]")


def placeholders(text: str, root: "Node") -> tuple[str, ...]:
    """In quotes and heredocs only what cannot be markup."""
    if not MAY_HOLD_PLACEHOLDER.search(text):
        return ()
    bare = bytearray(text.encode())
    inside = []
    for start, end in quoted(root):
        inside.append(bytes(bare[start:end]))
        bare[start:end] = b" " * (end - start)
    found = BARE_PLACEHOLDER.findall(bare.decode())
    found += re.findall(r"(?<![\w./\"'-])\.\.\.(?![\w./\"'-])", bare.decode())
    for part in inside:
        found += QUOTED_PLACEHOLDER.findall(part.decode(errors="replace"))
    found += SPELT_PLACEHOLDER.findall(text)
    found += BRACED_PLACEHOLDER.findall(text)
    found += [value for values in ASSIGNED_PLACEHOLDER.findall(text) for value in values if value]
    return tuple(dict.fromkeys(found))


def quoted(node: "Node") -> Iterator[tuple[int, int]]:
    if node.type in QUOTED:
        yield node.start_byte, node.end_byte
    else:
        for child in node.children:
            yield from quoted(child)
