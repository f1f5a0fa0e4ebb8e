"""A program that is not found because the page set ``PATH``: the page's failure, not this machine's."""

import re
import shutil
from dataclasses import dataclass, field, replace
from typing import Final

from harness.match.error_patterns import ABSENT, is_well_known
from harness.match.thread import Sort, Thing, Thread
from harness.match.verdict import CommandResult, Failure
from harness.plan.commands.path_variable import NAME, loses_folders, runs_a_script, settings_of
from harness.plan.step import Command
from harness.run.shell import Shell
from harness.session.clusters.shell_values import value_of
from harness.shell.script import Use
from harness.source import Location

NOT_FOUND: Final = 127  # the exit status of a shell that does not find a program
NO_PATH: Final = re.compile(r"(?:.*: )?(?:line \d+: )?([\w.+-]+): No such file or directory\s*")  # without any PATH
PATH: Final = Thing(sort=Sort.VARIABLE, name=NAME)
FOR_ONE: Final = re.compile(rf"(?:^|[\s;&|(]){NAME}=\S+\s+\S")  # set for a single program
LOST: Final = "sets PATH without its old value; write PATH=FOLDER:$PATH"
UNKNOWN: Final = "no program on PATH has this name; install it before the run, or correct the name"
UNSET: Final = "unsets PATH; leave it set"


@dataclass(kw_only=True)
class LostPath:
    """Remembers which commands of a page may have set ``PATH``. ``initial`` is its value before the page."""

    initial: str
    _first: dict[Location, Thread] = field(default_factory=dict, init=False)  # by the place that sets PATH
    _unsets: set[Location] = field(default_factory=set, init=False)
    _setters: list[tuple[bool, Location]] = field(default_factory=list, init=False)  # and whether it loses folders

    def judged(self, result: CommandResult, shell: Shell, *, step: str) -> CommandResult:
        """The result of a command that has just run; the page's failure if its program was there before the page.

        The first command that misses a program fails for itself, those after it because of the same ``PATH``.
        """
        self._note(result.command)
        program = missing_program(result)
        if program is None:
            return result
        if shutil.which(program, path=self.initial) is None:
            return result if result.thread or is_well_known(program) else replace(result, note=f"{program}: {UNKNOWN}")
        setter = self._setter(result.command, program, shell)
        if setter is None:
            return result
        note = f"{program} is not found: {setter} {UNSET if setter in self._unsets else LOST}"
        first = self._first.setdefault(setter, Thread(cause=step, at=result.command.at, thing=PATH))
        return replace(result, failure=Failure.STATUS, note=note, thread=None if first.cause == step else first)

    def _note(self, command: Command) -> None:
        for mention in settings_of(command.text):
            at = command.at.down(mention.line)
            self._setters.append((loses_folders(command.text, mention), at))
            if mention.use is Use.UNSET:
                self._unsets.add(at)
        if runs_a_script(command.text):
            self._setters.append((False, command.at))

    def _setter(self, command: Command, program: str, shell: Shell) -> Location | None:
        """The place that took the program away; ``None`` where ``PATH`` has nothing to do with it."""
        if self._setters:
            now = value_of(NAME, shell)
            if shutil.which(program, path=now) is None:
                surely = [at for loses, at in self._setters if loses]
                return (surely or [at for _, at in self._setters])[-1]
        return command.at if FOR_ONE.search(command.text) else None


def missing_program(result: CommandResult) -> str | None:
    """The program that a failed command did not find."""
    output = result.output
    if output is None or result.failure is None:
        return None
    patterns = (ABSENT, NO_PATH) if output.status == NOT_FOUND else (ABSENT,)
    found = (pattern.fullmatch(line) for line in output.text.splitlines() for pattern in patterns)
    return next((match[match.lastindex or 1] for match in found if match is not None), None)
