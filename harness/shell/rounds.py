"""How often a loop goes round, where its own words tell."""

import re
from typing import TYPE_CHECKING, Final

from harness.shell.nodes import source

if TYPE_CHECKING:
    from tree_sitter import Node

RANGE: Final = re.compile(r"\{(?P<first>\d+)\.\.(?P<last>\d+)\}")
SEQ: Final = re.compile(r"(?:\$\(|`)\s*seq\s+(?:(?P<first>\d+)\s+)?(?P<last>\d+)\s*[)`]")
COUNTED: Final = re.compile(
    r"\(\(\s*(?P<name>\w+)\s*=\s*(?P<first>\d+)\s*;\s*(?P=name)\s*<(?P<equal>=?)\s*(?P<last>\d+)\s*;"
)
UNKNOWN: Final = re.compile(r"[$`*?\[]")


def rounds(loop: "Node") -> int:
    """At least 1; what a variable or a program decides counts as one round."""
    if loop.type == "c_style_for_statement":
        found = COUNTED.search(source(loop))
        return 1 if found is None else counted(found["first"], found["last"], bool(found["equal"]))
    return max(1, sum(of_word(source(value)) for value in loop.children_by_field_name("value")))


def of_word(word: str) -> int:
    """How many words bash makes of one."""
    if (found := RANGE.fullmatch(word) or SEQ.fullmatch(word)) is not None:
        return counted(found["first"] or "1", found["last"], True)  # noqa: FBT003 - the last one counts
    return 0 if UNKNOWN.search(word) else 1


def counted(first: str, last: str, included: bool) -> int:  # noqa: FBT001 - one of three parts of a range
    return max(1, int(last) - int(first) + included)
