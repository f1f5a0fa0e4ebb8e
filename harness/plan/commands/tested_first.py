"""Commands that run only where a test holds: ``[[ -f notes.txt ]] && rm notes.txt``."""

import re
from typing import Final

from harness.shell.nodes import tree_of

TEST: Final = re.compile(r"\s*(?:\[\[?|test|\(\()\s")


def begins_with_test(text: str) -> bool:
    """Whether a text is one list of commands behind a test; where that does not hold it ends with 1, as intended."""
    if "&&" not in text or TEST.match(text) is None:
        return False
    statements = [child for child in tree_of(text).named_children if child.type != "comment"]
    return len(statements) == 1 and statements[0].type in {"list", "redirected_statement"}
