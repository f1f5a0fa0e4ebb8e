"""Parts of a shell text that a reader has to fill in, such as ``<your-project>``."""

import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from harness.shell.nodes import outermost

if TYPE_CHECKING:
    from tree_sitter import Node

DATA: Final = frozenset({"heredoc_body", "comment"})
QUOTED: Final = frozenset({"raw_string", "ansi_c_string", "string"}) | DATA
_TEMPLATE_WORDS: Final = r"(?!(?:end|else|range|if|with|json|define|template|block|break|continue)\b)"
_TRANSLATED: Final = r"<(?=[^\W\d_a-zA-Z])[^<>\n]*(?<! )>"
"""In letters of another language, in which nobody writes markup."""
_NAME: Final = r"<(?!(?:none|nil|unknown|unset)>)[A-Za-z][\w-]*>"

# A file's name for input may look alike (`<in >out`): a placeholder has no slash, no dot but that of a file's name at
# the end of a line, and no blank before its end.
BARE_PLACEHOLDER: Final = re.compile(
    r"<[A-Za-z][\w-]*(?:\|[\w-]+)+>|<[A-Za-z][\w -]*(?<! )>|<(?:path|your|the|some)[/ _-][^<>\n]*(?<! )>"
    r"|<[A-Za-z][\w-]*\.[a-z]{2,5}>(?=[ \t]*(?:\n|$))"
    rf"|{_TRANSLATED}"
    rf"|(?<![$\\{{])\{{\{{ *{_TEMPLATE_WORDS}[A-Za-z][\w -]*\}}\}}"
    r"|(?<![\w$%{\\@])\{[a-z]+(?:[_-][a-z]+)+\}(?!\})|(?<![$%{\\])\{[A-Za-z][\w-]*(?: [\w-]+)+\}(?!\})"
    r"|%(?![A-F\d]+%)[A-Z][A-Z_]{2,}%"
    r"|(?:(?<=\s)|^)\[(?:other[ -])?(?:flags|options|opts|args|arguments|parameters|subcommand)\](?=\s|$)"
    r"|(?<![\w./\"'-])\.\.\.(?![\w./\"'-])|(?<![\w.$])(?:v?X\.Y(?:\.Z)?|vx\.y\.z)(?!\w)"
)
QUOTED_PLACEHOLDER: Final = re.compile(  # <title> may be what a page greps for, but no key and no value of JSON
    rf"<(?:your|YOUR|insert|INSERT)[ _-][^<>\n]*>|<[A-Z]+(?:[_-][A-Z]+)+>|{_TRANSLATED}"
    rf"|(?i:(?:\b(?:bearer|basic)|(?:key|token|cookie|authorization):) +)({_NAME})|(?<=[\"']){_NAME}:{_NAME}(?=[\"'])"
    rf"|\": ?\"({_NAME})\""
)
SPELT_PLACEHOLDER: Final = re.compile(
    r"(?<![\w$\{<.-])(?:(?:[A-Z]+_)*YOUR[_-][A-Z][A-Z0-9_-]*|(?:REPLACE|CHANGE)[_-]?ME"
    r"|(?:INSERT|ENTER|PASTE|PUT|REPLACE)_[A-Z_]*(?:HERE|WITH)[A-Z_]*)(?![\w=])"
    r"|(?<![\w$\\])\[(?:your|YOUR|insert|INSERT)[ _-][\w -]*\]|(?<![$\\{])\{\{ *(?:your|YOUR)[ _-][\w -]*\}\}"
)
BRACED_PLACEHOLDER: Final = re.compile(r"(?<![$%{\\])\{[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\}(?!\})")
"""``{SERVER_IP}``, which bash leaves as it is."""
OWNER: Final = re.compile(r"(?:https?://|\bgit@)(?:[\w.:@/-]*?[/:@.])?(your[_.-][\w.-]*\w)")
"""A host or an account that is the reader's own."""
SOMEWHERE: Final = re.compile(r"(?<![\w./-])/path/to/[\w./-]*\w")
ASSIGNED_PLACEHOLDER: Final = re.compile(
    r"(?m)^\s*(?:export\s+)?\w+=([\"']?)(<[A-Za-z][^<>\"'\n]*>|\{\{[ \w-]+\}\}|\[[A-Z][A-Z _-]+\]"
    r"|your[_-][\w-]+|some[_-](?:[\w-]+[_-])?(?:name|id|address|host|ip|token|url)"
    r"|\.{3}|\u2026|x{3,}|X{3,}|[\w-]+(?:x{4,}|X{4,}|\.\.\.))\1(?=\s|$)"
)
"""A value that is nothing but a placeholder, or is cut short."""
MAY_HOLD_PLACEHOLDER: Final = re.compile(
    r"[<%\[]|\.\.\.|/path/to/|\{[\w{]|YOUR|_HERE|_WITH|REPLACE|CHANGE|[/:@.=]your|=[\"']?(?:your|some)[_-]|xxx|XXX"
    r"|X\.Y|vx\.y"
)


def placeholders(text: str, root: "Node") -> tuple[str, ...]:
    """In quotes and heredocs only what cannot be markup."""
    if not MAY_HOLD_PLACEHOLDER.search(text):
        return ()
    bare, inside = without(text, root, QUOTED)
    found = BARE_PLACEHOLDER.findall(bare)
    for part in inside:
        found += (next(filter(None, match.groups()), match[0]) for match in QUOTED_PLACEHOLDER.finditer(part))
    found += SPELT_PLACEHOLDER.findall(text)
    found += BRACED_PLACEHOLDER.findall(text)
    typed, _ = without(text, root, DATA)
    found += OWNER.findall(typed)
    found += SOMEWHERE.findall(typed)
    found += [value for _, value in ASSIGNED_PLACEHOLDER.findall(text)]
    return tuple(one for one in dict.fromkeys(found) if not any(one != other and one in other for other in found))


def without(text: str, root: "Node", kinds: Collection[str]) -> tuple[str, list[str]]:
    """A text with blanks in the place of what is of these kinds, and that."""
    rest, taken = bytearray(text.encode()), []
    for node in outermost(root, kinds):
        start, end = node.byte_range
        taken.append(bytes(rest[start:end]).decode(errors="replace"))
        rest[start:end] = b" " * (end - start)
    return rest.decode(), taken
