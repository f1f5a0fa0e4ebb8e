"""The context that a command lacks: that of the commands around it, or the one that its twin leaves for it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from harness.check.prompted_line import PROMPT
from harness.diagnostic import Diagnostic
from harness.fix import Fix, swap
from harness.programs import registry

_CONTEXT: Final = re.compile(r"\s(--(?:kube-)?context[= ](?:\"[^\"]*\"|'[^']*'|\S+))")
_VARIABLE: Final = re.compile(r"\$\{?(\w+)")
_WORD: Final = re.compile(r"[A-Za-z][\w-]*")


def missing_context(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """The context of the nearest commands before and after it; sure where both have the same."""
    number = finding.at.line - 1
    program = next((word for word in _WORD.finditer(lines[number]) if takes_context(word[0])), None)
    if program is None or "context" in lines[number]:  # with a dash that is none, it may be there
        return None
    if (twin := context_of_twin(lines, number)) is not None:
        before, context = twin
        place = program.start() + _offset(lines[number][program.start() :], before)
        return swap(replace(finding.at, column=place + 1), "", f" {context}")
    near = [_nearest(lines[number - 1 :: -1] if number else [], program[0]), _nearest(lines[number + 1 :], program[0])]
    known = [each for each in near if each is not None]
    if not known:
        return None
    before, context = known[0]
    words = lines[number][program.start() :]
    place = program.start() + _offset(words, before)
    sure = len({each[1] for each in known}) == 1 and len(known) == 2
    return swap(replace(finding.at, column=place + 1), "", f" {context}", safe=sure)


def takes_context(name: str) -> bool:
    known = registry.program(name)
    return known is not None and bool(known.context_flags)


def _nearest(lines: Sequence[str], program: str) -> tuple[int, str] | None:
    """How many words stand before the context of the nearest command of a program, and the context as it is written."""
    for line in lines:
        if (found := _CONTEXT.search(line)) and (start := line.rfind(program, 0, found.start())) >= 0:
            return len(line[start : found.start()].split()), found[1]
    return None


def _offset(words: str, before: int) -> int:
    """Where the context goes: after as many words as elsewhere."""
    ends = [found.end() for found in re.finditer(r"\S+", words)]
    return ends[min(before, len(ends)) - 1]


def context_of_twin(lines: Sequence[str], number: int) -> tuple[int, str] | None:
    """Where the same command has its context, and the page's other one: it is there for one of two clusters."""
    own = words_at(lines, number)
    twins: dict[str, tuple[int, str]] = {}
    contexts: set[str] = set()
    for at, line in enumerate(lines):
        if (found := _CONTEXT.search(line)) and (name := _VARIABLE.search(found[1])):
            contexts.add(name[1])
            if words_at(lines, at) == own:
                twins[name[1]] = len(words_at([line[: found.start()]], 0)), found[1]
    if len(twins) != 1 or len(contexts) != len("AB"):
        return None
    ((known, (before, written)),) = twins.items()
    (other,) = contexts - {known}
    return before, written.replace(known, other)


def words_at(lines: Sequence[str], number: int) -> list[str]:
    """The words of the command that begins on a line, without its context."""
    text = PROMPT.sub("", lines[number], count=1)
    while text.endswith("\\") and number + 1 < len(lines):
        number += 1
        text = f"{text[:-1]} {lines[number].strip()}"
    return _CONTEXT.sub("", text).split()
