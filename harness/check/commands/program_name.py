"""Names of programs: one that is a usual program's mistyped, such as ``kubect``."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from harness.check.commands.command_line import call_place, page_calls, segments
from harness.check.commands.program import known_programs
from harness.check.rule import Rule, Subject
from harness.check.typo import is_one_slip
from harness.diagnostic import Diagnostic, Severity
from harness.parse.page import Page
from harness.programs.invocation import unwrapped
from harness.programs.known import known_names
from harness.programs.names import COMMON
from harness.shell.script_reader import read_script

PROGRAM: Final = Rule.named("unknown-program")
RULES: Final = (PROGRAM,)

_NAME: Final = re.compile(r"[A-Za-z][\w-]+")
_LONG: Final = 7  # letters: two programs of such names are seldom one letter apart
_OFTEN: Final = 2  # a name that comes again and again is a program of its own


def check(subject: Subject) -> Iterator[Diagnostic]:
    calls = [
        (segment, call, words)
        for segment, call in page_calls(subject.plan.page)
        if (words := unwrapped(call.words))[0] not in known_names() and _NAME.fullmatch(words[0])
    ]
    if not calls:
        return
    counts = Counter(words[0] for _, _, words in calls)
    called = frozenset(unwrapped(call.words)[0] for _, call in page_calls(subject.plan.page)) & known_names()
    text = "\n".join(segment.command for segment in segments(subject.plan.page))
    for segment, call, words in calls:
        name = words[0]
        meant = meant_by(name) or meant_on_page(name, called)
        sure = takes(meant, words)
        if meant and (sure or (counts[name] <= _OFTEN and not made(name, subject.plan.page, text))):
            yield PROGRAM.slip(
                call_place(segment, call),
                f"the program '{name}' is not known",
                name,
                meant,
                expected=f"a program such as '{meant}', or a command of the page that makes it",
                severity=Severity.ERROR if sure else None,
            )


@lru_cache(maxsize=1024)
def meant_by(name: str) -> str:
    """Three letters, or two that are swapped, are enough: what else is called so is known by name."""
    near = [each for each in sorted(COMMON) if len(name) > len("cd") < len(each) and is_one_slip(name, each)]
    return min(near, key=lambda each: (abs(len(each) - len(name)), each), default="")


def meant_on_page(name: str, called: frozenset[str]) -> str:
    """Of the known programs that the page calls the one whose long name this is, but for a slip."""
    near = [each for each in sorted(called) if min(len(name), len(each)) >= _LONG and is_one_slip(name, each)]
    return near[0] if near else ""


def takes(program: str, words: tuple[str, ...]) -> bool:
    known = known_programs().get(program)
    return known is not None and len(words) > 1 and words[1] in known.commands


def made(name: str, page: Page, text: str) -> bool:
    """Whether the page makes the program, or says its name otherwise than by calling it."""
    scripts = [read_script(segment.command) for segment in segments(page)]
    if any(name in script.functions or name in map(_base, script.writes) for script in scripts):
        return True
    makes = rf"(?:[/=]|\balias |\binstall [^\n]*|-o |\bmv [^\n]*|chmod [^\n]*){re.escape(name)}\b|{re.escape(name)}>"
    return re.search(makes, text) is not None


def _base(file: str) -> str:
    return file.rpartition("/")[2]
