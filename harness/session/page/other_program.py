"""Programs of one name: a page that means another one than this machine has fails for want of it."""

import re
import shlex
from dataclasses import replace
from typing import Final

from harness.match.headline import quote
from harness.match.verdict import CommandResult, Failure
from harness.programs.invocation import calls_of, invocation
from harness.programs.output_pattern import Meant
from harness.run.shell import Shell

ASKED: Final = 5.0  # seconds
MAY_BE_ANOTHER: Final = frozenset({Failure.STATUS, Failure.OUTPUT})


def with_program_meant(result: CommandResult, shell: Shell) -> CommandResult:
    """The result; a failure is the machine's where a call is for another program of its name than is here."""
    if result.failure not in MAY_BE_ANOTHER:
        return result
    for words in (call.words for call in calls_of(result.command.text)):
        for meant in invocation(words).profile.meant:
            if not may_mean(meant, words, result.printed):
                continue
            here = version_of(words[0], shell, status=result.output.status or 0 if result.output is not None else 0)
            if re.search(meant.version, here) is None:
                first = next((line.strip() for line in here.splitlines() if line.strip()), "")
                note = f"the page means {meant.means}; `{words[0]}` of this machine is another program" + (
                    f": {quote(first)}" if first else ""
                )
                return replace(result, failure=Failure.INFRASTRUCTURE, note=note)
    return result


def may_mean(meant: Meant, words: tuple[str, ...], printed: str) -> bool:
    """Whether a call is for a program as far as its words and its output tell."""
    return re.search(meant.when, shlex.join(words)) is not None and re.search(meant.told, printed) is not None


def version_of(program: str, shell: Shell, *, status: int = 0) -> str:
    """What a program says of itself, or that it does not know the question; ``$?`` is ``status`` afterwards."""
    asked = f"command {shlex.quote(program)} --version 2>&1 </dev/null | command head -n 5; (exit {status})"
    return shell.run(asked, timeout=ASKED).text
