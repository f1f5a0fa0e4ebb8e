"""Deletions that would hit what is not the page's, mostly since a variable is empty: they are not begun."""

import re
from collections.abc import Iterator
from typing import Final

from harness.match.verdict import CommandResult, Failure
from harness.plan.step import Command
from harness.programs.roles import DELETES
from harness.run.output import Ended, Output
from harness.run.shell import Shell
from harness.shell.script import Use
from harness.shell.script_reader import read_script

BELOW: Final = re.compile(r"\$(?:(?P<bare>[A-Za-z_]\w*)|\{(?P<braced>[A-Za-z_]\w*)\})(?P<rest>/.*)", re.DOTALL)
READS_STATUS: Final = re.compile(r"\$\?|PIPESTATUS")
OF_ALL: Final = re.compile(
    r"/(?:\*|(?:bin|boot|dev|etc|home|lib\w*|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)(?:/\*?)?)?"
)


def unbegun_deletion(command: Command, shell: Shell) -> CommandResult | None:
    """The failure of a command that is not begun; ``None`` for all that delete what they name.

    One that reads the status of the command before it is not looked at: asking the shell changes that.
    """
    if READS_STATUS.search(command.text):
        return None
    why = next(
        filter(None, (hits(word, shell) for text in (command.text, *command.bodies) for word in deleted(text))), ""
    )
    if not why:
        return None
    output = Output(text="", status=None, ended=Ended.EXITED, seconds=0.0)
    return CommandResult(command=command, output=output, failure=Failure.STATUS, note=f"not run: {why}")


def deleted(text: str) -> Iterator[str]:
    """What a text deletes as it is written; what it sets itself has no value yet."""
    script = read_script(text)
    own = {each.name for each in script.mentions if each.use is Use.SET}
    for call in script.calls:
        for word in call.words[1:] if call.program in DELETES else ():
            found = BELOW.fullmatch(word)
            if found is None or not own.intersection(found.group("bare", "braced")):
                yield word


def hits(word: str, shell: Shell) -> str:
    """What else would be deleted, empty where nothing would."""
    found = BELOW.fullmatch(word)
    if found is None:
        return f"it would delete {word}, which is not the page's" if OF_ALL.fullmatch(word) else ""
    name = found["bare"] or found["braced"]
    if shell.run(f'[ -n "${{{name}-}}" ]', timeout=5.0).status == 0:
        return ""
    return f"${name} is empty, so that it would delete {found['rest']}"
