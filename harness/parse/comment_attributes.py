"""``<!-- harness: key=value -->`` directly before a block: what it says about the block."""

import re
from collections.abc import Mapping
from typing import Final

from harness.parse.ignore import is_ignore
from harness.parse.markdown.offsets import Lines
from harness.parse.markdown.parts import Comment

_HARNESS: Final = re.compile(r"<!--\s*harness:(.*?)-->", re.DOTALL)
_PAIR: Final = re.compile(r"""([\w.-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?""")


def comment_attributes(lines: Lines, comment: Comment | None, start: int) -> Mapping[str, str]:
    """Attributes of the block that starts at an offset, by the last comment before it."""
    if comment is None or lines.text[comment.end : start].strip():
        return {}
    match = _HARNESS.fullmatch(lines.text, comment.start, comment.end)
    if match is None or is_ignore(match[0]):
        return {}
    return {key: double or single or bare or "true" for key, double, single, bare in _PAIR.findall(match[1])}
