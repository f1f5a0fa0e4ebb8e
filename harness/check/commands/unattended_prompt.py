"""Commands that wait for a person or for a terminal, or that never end: no page can run them as they stand."""

import re
from collections.abc import Iterator
from typing import Final

from harness.check.commands.command_line import call_place
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.parse.page import Segment
from harness.plan.commands.answer import asks, confirmed_by
from harness.plan.commands.editor import editor
from harness.plan.commands.unattended import hindrance, in_pod, of_call, terminal
from harness.programs.invocation import invocation
from harness.programs.names import KUBECTL_RUNNING_INSIDE
from harness.shell.script import Call, Script
from harness.shell.script_reader import read_script

WAITS: Final = Rule.named("unattended")
SERVES: Final = Rule.named("foreground-server")
ASKS: Final = Rule.named("confirmation")
TERMINAL: Final = Rule.named("terminal-flag")
_PROMPT: Final = re.compile(r"[\w.:@/~\[\]()-]{0,40}(?:[>#$]|>>>) \S|[\w-]+=[>#] ")
"""How an output begins in which a person goes on typing into the program."""
RULES: Final = (WAITS, SERVES, ASKS, TERMINAL)


def check(subject: Subject) -> Iterator[Diagnostic]:
    earlier: list[str] = []
    for snippet in subject.plan.page.snippets:
        for segment in snippet.segments:
            script = read_script(segment.command)
            if not snippet.excluded:
                yield from hindered(segment, script, editor(segment.command, earlier))
            earlier.append(segment.command)
            for call in script.calls:
                yield from of_one_call(segment, call)


def hindered(segment: Segment, script: Script, named: str) -> Iterator[Diagnostic]:
    """What keeps the whole command from ending; what a reader has to fill in is another rule's."""
    found = None if script.placeholders else hindrance(script, editor=named)
    if found is None or found.of_machine:
        return
    line = next((call.line for call in script.calls if of_call(call, editor=named) == found), 0)
    at = segment.at.down(line, column=segment.at.column) if line else segment.at
    if found.stays is not None:
        yield SERVES.found(
            at, found.reason, remedy="say that it takes a terminal of its own, or end the command with '&'"
        )
    else:
        yield WAITS.found(
            at,
            found.reason,
            remedy="show a command that ends by itself and asks nobody, or leave the block out of the run",
        )


def of_one_call(segment: Segment, call: Call) -> Iterator[Diagnostic]:
    at = call_place(segment, call)
    seen = invocation(call.words)
    if asks(call):
        yield ASKS.found(
            at,
            f"'{seen.program} {seen.verb}' asks for a confirmation",
            remedy=f"{f'add {flag}, or ' if (flag := confirmed_by(seen)) else ''}show the question and its answer",
        )
    typed = _PROMPT.match(segment.expected or "") is not None
    runs_inside = seen.program == "kubectl" and seen.verb in KUBECTL_RUNNING_INSIDE and not typed
    if runs_inside and seen.letter("t") and not call.fed and in_pod(seen) is None and terminal(seen):
        yield TERMINAL.found(
            at,
            f"'kubectl {seen.verb}' asks for a terminal, which the program inside does not need",
            remedy="leave out -t: with it, output has other line ends, and no script can run it",
        )
