"""Finds commands that bash would go on reading for: the harness must not add its own lines to them.

An unclosed quote or compound command needs no search, bash refuses those itself. What is looked for is what bash takes
for complete with the next line added: a heredoc without its end, a pipe or ``&&`` at the end, ``f()`` without a body.
"""

import re
import subprocess
from pathlib import Path

from harness.shell.completeness import Open, open_at_end

_OPEN_END = re.compile(r"(?:\||&&|\(\s*\)|\bfunction\s+\S+)\s*\Z")


def incomplete(command: str, bash: Path) -> str | None:
    """What bash says about an incomplete command, ``None`` when it is complete or wrong in another way.

    bash is asked only about commands that look suspicious, since asking takes milliseconds.
    """
    if not (_OPEN_END.search(command) or open_at_end(command) is Open.HEREDOC):
        return None
    asked = subprocess.run(
        ["bash", "--noprofile", "--norc", "-n"],  # so named in what it says
        executable=bash,
        input=command.encode(errors="surrogateescape"),
        capture_output=True,
        check=False,
        env={"LC_ALL": "C"},
    )
    said = asked.stderr.decode(errors="replace")
    return said if "here-document" in said or "unexpected end of file" in said else None


def only_comments(command: str) -> bool:
    """True for text that runs nothing, which leaves ``$?`` as it was."""
    return all(not line.strip() or line.lstrip().startswith("#") for line in command.splitlines())
