"""Values of its author's cluster that a page uses in commands, and what these are in this run."""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from harness.match.counterparts import ADDRESS, counterparts
from harness.match.verdict import CommandResult
from harness.plan.commands.capability_rules import TRAFFIC, calls_client
from harness.plan.step import Command
from harness.shell.script_reader import read_script

AROUND: Final = r"(?<![\w.-]){}(?![\w-])"


@dataclass(slots=True)
class OwnValues:
    """Learns from each output that was compared; ``here`` is by the page's value what it is in this run."""

    here: dict[str, str] = field(default_factory=dict)

    def note(self, result: CommandResult) -> None:
        if result.match is not None and result.output is not None:
            self.here.update(counterparts(result.match))

    def in_place(self, command: Command) -> Command:
        """The command with values of this run; its notes tell each."""
        used = [page for page in self.here if self._pattern(page).search(command.text)]
        if not used or any(call.heredoc is not None for call in read_script(command.text).calls):
            return command
        text = command.text
        for page in used:
            text = self._pattern(page).sub(self.here[page], text)
        notes = tuple(f"{page} of the page is {self.here[page]} here" for page in used)
        asks_address = any(map(ADDRESS.fullmatch, used)) and calls_client(read_script(text))
        needs = command.needs | TRAFFIC if asks_address else command.needs
        return replace(command, text=text, needs=needs, notes=(*command.notes, *notes))

    @staticmethod
    def _pattern(page: str) -> re.Pattern[str]:
        return re.compile(AROUND.format(re.escape(page)))
