"""Whether ``# `` is the prompt of root in a block that no text calls so: else it starts a comment."""

import re
from collections.abc import Sequence
from typing import Final

from harness.parse.blocks.line_kind import is_common, starts_command
from harness.parse.comment_output import only_comments

_ROOT: Final = re.compile(r"#[ \t]+(?=\S)")
_HEREDOC: Final = re.compile(r"<<-?\s*['\"]?\w+")
_DOCUMENT: Final = re.compile(r"\s*(?:apiVersion|kind):\s")
_PRINTS_DOCUMENTS: Final = re.compile(r"\s(?:-o|--output)[ =]?['\"]?(?:yaml|json)|\b(?:cat|template|--dry-run)\b")


def shows_root_prompt(lines: Sequence[str]) -> bool:
    """Whether the first line is ``# `` with a call, and what is below is what the call prints, or its here-document.

    A manifest below ``# kubectl apply -f x.yaml`` is the file that the comment is about.
    """
    shown = [line for line in lines if line.strip()]
    found = _ROOT.match(shown[0]) if shown else None
    if found is None:
        return False
    call, below = shown[0][found.end() :], shown[1:]
    if _HEREDOC.search(call):
        return starts_command(call)
    if not is_common(call) or only_comments(below) or any(map(starts_command, below)):
        return False
    return _PRINTS_DOCUMENTS.search(call) is not None or _DOCUMENT.match(below[0]) is None
