"""A ``|`` lost between two commands: the second one is read as arguments of the first."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from harness.check.commands.command_line import command_line, page_calls
from harness.check.commands.flags import place
from harness.check.commands.inner_call import inner_words
from harness.check.commands.program import known_programs
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.fix import Fix, swap
from harness.parse.page import Page, Segment
from harness.programs.invocation import base_name, unwrapped
from harness.programs.names import KUBECTL_CHANGING_OBJECTS, TAKING_PROGRAMS
from harness.shell.script import Call
from harness.source import Location

LOST: Final = Rule.named("lost-pipe")
RULES: Final = (LOST,)

_FILTERS: Final = {
    "awk": ("{", "/", "-"),
    "base64": ("-",),
    "grep": ("-",),
    "head": ("-",),
    "jq": (".", "-"),
    "sed": ("s/", "s|", "-"),
    "tail": ("-",),
    "tr": ("-", "'"),
}
"""What follows them where they are called."""


def check(subject: Subject) -> Iterator[Diagnostic]:
    for segment, call, words in every_call(subject.plan.page):
        first = base_name(words[0]) if words else ""
        if not words or first in TAKING_PROGRAMS or "--" in words:
            continue
        least = 2 if first != "cat" else 1
        for index in range(1, len(words) - 1):
            word, rest = words[index], words[index + 1]
            # Two blanks are what a lost pipe leaves.
            gap = word in _FILTERS and f"{words[index - 1]}  {word} " in segment.command
            if gap or (index >= least and is_command(words, index)):
                at = place(segment, call, word)
                yield LOST.found(
                    at,
                    f"'{word}' is an argument of '{first}' here, and no command",
                    expected=f"'{first} ... | {word} {rest.split()[0]}'",
                    remedy=f"put a '|' before {word}",
                    fix=pipe(segment, at, word),
                )
                break


def every_call(page: Page) -> Iterator[tuple[Segment, Call, tuple[str, ...]]]:
    """The words of every call, and of those that a shell inside a pod runs."""
    for segment, call in page_calls(page):
        for words in inner_words(call):
            yield segment, call, unwrapped(words)


def pipe(segment: Segment, at: Location, word: str) -> Fix:
    """A pipe before a word, between the blanks that the lost one has left."""
    line = segment.command.split("\n")[at.line - segment.at.line]
    prompt = len("$ ") if at.line == segment.at.line else 0
    start = at.column - segment.at.column - prompt
    if line[max(0, start - 2) : start] == "  ":
        return swap(replace(at, column=at.column - 1), f" {word}", f"| {word}")
    return swap(at, word, f"| {word}")


def is_command(words: Sequence[str], index: int) -> bool:
    """Whether words inside a call read as another command; the value of an option may be the name of a program."""
    first, before, word, rest = base_name(words[0]), *words[index - 1 : index + 2]
    line = command_line(tuple(words))
    if (before.startswith("-") and (line is None or word not in line.arguments)) or not rest.split():
        return False
    program = known_programs().get(word)
    if program is not None and program.commands:
        return rest in program.commands
    behind_url = first == "curl" and "/" in before
    # What changes objects has their names for arguments, and little to filter.
    prints = line is not None and line.verb not in KUBECTL_CHANGING_OBJECTS
    return word in _FILTERS and (
        prints or behind_url or word == first or (rest.startswith(_FILTERS[word]) and not rest.startswith("--"))
    )
