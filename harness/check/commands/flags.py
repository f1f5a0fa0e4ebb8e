"""Subcommands and flags of kubectl, istioctl and helm: those that the program would not understand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from harness.check.commands.program import Program, known_programs
from harness.check.rule import Rule, Subject
from harness.check.typo import typo_of
from harness.diagnostic import Diagnostic, Severity
from harness.parse.page import Segment
from harness.programs.invocation import unwrapped
from harness.shell.script import Call
from harness.shell.script_reader import read_script
from harness.source import Location
from harness.suggest import nearest

FLAG: Final = Rule(
    code="unknown-flag",
    severity=Severity.ERROR,
    meaning="A flag that the command does not have; a warning where it resembles none, since versions differ.",
)
COMMAND: Final = Rule(
    code="unknown-subcommand", severity=Severity.ERROR, meaning="A subcommand that is another one mistyped."
)
RULES: Final = (FLAG, COMMAND)

_FLAG: Final = re.compile(r"--[A-Za-z][\w-]*")
_WORD: Final = re.compile(r"[a-z][a-z-]+")
# These run a program of the pod's: what stands behind the pod's name is that program's.
_RUNS_ANOTHER: Final = frozenset({"kubectl exec", "kubectl debug"})


def check(subject: Subject) -> Iterator[Diagnostic]:
    for snippet in subject.plan.page.snippets:
        for segment in snippet.segments:
            for call in read_script(segment.command).calls:
                words = unwrapped(call.words)
                program = known_programs().get(words[0].rpartition("/")[2])
                if program is not None:
                    for found in of_call(words[1:], program):
                        yield found.diagnostic(place(segment, call, found.word))


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """A word that the command does not know, and the one that was meant, where it is clear."""

    rule: Rule
    word: str
    command: Program
    meant: str = ""
    near: str = ""

    def diagnostic(self, at: Location) -> Diagnostic:
        name = self.command.name
        if self.rule is COMMAND:
            return COMMAND.found(
                at,
                f"'{name}' has no subcommand '{self.word}'",
                expected=f"a subcommand such as '{self.meant}'",
                remedy=f"did you mean '{name} {self.meant}'?",
            )
        near = self.meant or self.near
        return FLAG.found(
            at,
            f"'{name}' has no flag {self.word}",
            expected=f"a flag that '{name} --help' lists",
            remedy=f"did you mean --{near}?"
            if near
            else "remove it, or check the version that the page is written for",
            severity=None if self.meant else Severity.WARNING,
        )


def place(segment: Segment, call: Call, word: str) -> Location:
    """The place of a word of a call: in a command over several lines it may stand further down."""
    lines = segment.command.split("\n")
    here = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    for number in range(call.line, len(lines)):
        if found := here.search(lines[number]):
            prompt = len("$ ") if number == 0 else 0
            return segment.at.down(number, column=segment.at.column + prompt + found.start())
    return segment.at.down(call.line, column=segment.at.column)


def of_call(words: tuple[str, ...], program: Program) -> Iterator[Misfit]:
    names = 0
    before = ""
    for command, word in program.walk(words):
        if word == "--":
            return
        flag = _FLAG.match(word)
        if flag is not None:
            if flag[0] not in command.flags and flag.end() in {len(word), word.find("=")}:
                long = sorted(each[2:] for each in command.flags if each.startswith("--"))
                meant, near = typo_of(flag[0][2:], long), nearest(flag[0][2:], long)
                yield Misfit(rule=FLAG, word=flag[0], command=command, meant=meant, near=near)
        elif not word.startswith("-") and word not in command.commands and not before.startswith("-"):
            names += 1
            if command.name in _RUNS_ANOTHER and names > 1:
                return
            meant = typo_of(word, command.commands) if _WORD.fullmatch(word) and names == 1 else ""
            if meant:
                yield Misfit(rule=COMMAND, word=word, command=command, meant=meant)
                return
        before = "" if "=" in word else word
