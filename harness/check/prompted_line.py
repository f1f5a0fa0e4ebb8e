"""A line of a page that may have a prompt before its command."""

import re
from typing import Final

PROMPT: Final = re.compile(r"\s*\$ ")


def command_start(line: str) -> int:
    """Where the command of a line begins: behind its prompt, or behind the indent of one without."""
    found = PROMPT.match(line)
    return len(line) - len(line.lstrip()) if found is None else found.end()
