"""Commands that set ``PATH``: which of them lose the folders that programs are found in."""

import re
from typing import Final

from harness.shell.script import Mention, Use
from harness.shell.script_reader import read_script

NAME: Final = "PATH"
HARMLESS: Final = frozenset({"GOPATH", "HOME", "OLDPWD", "PWD", "TMPDIR", "USER"})
"""Variables whose value is no list of folders; of any other one only a run can tell."""
SYSTEM: Final = re.compile(r"(?<=[:=\"'])/(?:usr/)?bin(?![\w/.-])")
"""A folder in which the usual programs are."""
APPENDED: Final = re.compile(rf"\b{NAME}\+=")
ONE_FOLDER: Final = re.compile(r"pwd|dirname|realpath|readlink|mktemp|(?:go|brew|npm)\s")
SUBSTITUTION: Final = re.compile(r"(?:\$\(|`)\s*([^)`]*)")
SCRIPTS: Final = frozenset({".", "eval", "source"})


def settings_of(text: str) -> tuple[Mention, ...]:
    """The places of a command that set or unset ``PATH`` for what comes after it."""
    return tuple(one for one in read_script(text).mentions if one.name == NAME and one.use is not Use.READ)


def loses_folders(text: str, mention: Mention) -> bool:
    """Whether the text alone shows that ``PATH`` no longer has the folders that it had."""
    if mention.use is Use.UNSET:
        return True
    line = text.splitlines()[mention.line]
    if NAME in mention.sources or set(mention.sources) - HARMLESS or APPENDED.search(line) or SYSTEM.search(line):
        return False
    return all(ONE_FOLDER.match(program) for program in SUBSTITUTION.findall(line))


def runs_a_script(text: str) -> bool:
    """Whether a command may set variables that its own text does not name."""
    return any(call.program in SCRIPTS for call in read_script(text).calls)
