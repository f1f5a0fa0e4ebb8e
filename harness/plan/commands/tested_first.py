"""Commands that run only where a test holds: ``[[ -f notes.txt ]] && rm notes.txt``, also once for each of a loop."""

import re
from typing import Final

from harness.programs.roles import SEARCHES
from harness.shell.nodes import source, statements_of, tree_of
from harness.shell.script_reader import read_script

LOOPS: Final = frozenset({"for_statement", "c_style_for_statement", "while_statement"})
TEST: Final = re.compile(r"\s*(?:(?:\[\[?|test)\s|\(\()")


def begins_with_test(text: str) -> bool:
    """Whether a text is one list of commands behind a test; where that does not hold it ends with 1, as intended."""
    if "&&" not in text or TEST.match(text) is None:
        return False
    statements = statements_of(tree_of(text))
    return len(statements) == 1 and statements[0].type in {"list", "redirected_statement"}


def loop_ends_with_test(text: str) -> bool:
    """Whether a text is a loop that ends each round with a command behind a test: it ends as the last test does."""
    if "&&" not in text or "done" not in text:
        return False
    statements = statements_of(tree_of(text))
    loop = statements[-1] if statements else None
    if loop is not None and loop.type == "redirected_statement":
        loop = loop.child_by_field_name("body")
    body = loop.child_by_field_name("body") if loop is not None and loop.type in LOOPS else None
    last = body.named_children[-1] if body is not None and body.named_children else None
    if last is None or last.type != "list" or last.children[1].type != "&&":
        return False
    first = source(last.children[0])
    calls = read_script(first).calls
    return TEST.match(first) is not None or any(call.program in SEARCHES for call in calls[-1:])
