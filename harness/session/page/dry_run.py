"""What is left of a command when nothing may change: itself if it only reads, or what the server says it would do."""

import re
from dataclasses import replace
from typing import Final

from harness.plan.step import Command, Effect
from harness.shell.script_reader import read_script

VERBS: Final = "annotate|apply|autoscale|create|delete|expose|label|patch|replace|run|scale|set"
CHANGES: Final = re.compile(rf"(\bkubectl\b[^|;&\n]*?\s(?:{VERBS})\b)")
NOT_RUN: Final = "not run: it changes something, and --dry-run was asked for"
TRIED: Final = "asked with --dry-run=server: the API server said what it would do, and did nothing"


def dry(command: Command) -> Command:
    """The command as it may be run, with ``skip`` where it may not.

    One call of kubectl that knows ``--dry-run`` gets it; its expected output is not compared, since the server says of
    everything that it was a dry run.
    """
    if command.effect is not Effect.CHANGES:
        return replace(command, fills=())  # what would give the value may be what was not made
    calls = [call for call in read_script(command.text).calls if call.words and call.words[0] == "kubectl"]
    text, count = CHANGES.subn(r"\1 --dry-run=server", command.text)
    if len(calls) != 1 or count != 1 or len(read_script(command.text).calls) > 2:  # beside it at most what feeds it
        return replace(command, skip=NOT_RUN)
    return replace(command, text=text, expected=None, notes=(*command.notes, TRIED))
