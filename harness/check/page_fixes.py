"""Fixes that need the text around a finding: a line that lost its backslash, a here-document without its end."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from harness.diagnostic import Diagnostic
from harness.fix import Fix, swap
from harness.programs import registry

PageFix = Callable[[Diagnostic, Sequence[str]], Fix | None]

_DELIMITER: Final = re.compile(r"<<-?\s*[\\'\"]?(\w+)")
_TAG: Final = re.compile(r"\s*(?:\{\{[<%]|```|~~~)")
_PROMPT: Final = re.compile(r"\s*\$ ")
_CONTEXT: Final = re.compile(r"\s(--(?:kube-)?context[= ](?:\"[^\"]*\"|'[^']*'|\S+))")
_WORD: Final = re.compile(r"[A-Za-z][\w-]*")


def lost_backslash(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    above = lines[finding.at.line - 2]
    at = replace(finding.at, line=finding.at.line - 1, column=len(above) + 1)
    if not above.strip() or above.rstrip().endswith("\\"):
        return None
    return swap(at, "", "\\" if above[-1:].isspace() else " \\")


def unclosed_heredoc(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """The delimiter takes the place of an empty line, or that of the line at which the block ends."""
    start = finding.at.line - 1
    delimiters = [found[1] for line in lines[start : start + 3] if (found := _DELIMITER.search(line))]
    end = next((number for number in range(start + 1, len(lines)) if _stops(lines[number])), None)
    if len(set(delimiters)) != 1 or end is None:
        return None
    indent = " " * (finding.at.column - 1)
    empty = [number for number in range(start + 1, end) if not lines[number].strip()]
    at = replace(finding.at, column=1)
    if len(empty) == 1 and empty[0] == end - 1:
        return swap(replace(at, line=end), lines[end - 1], f"{indent}{delimiters[0]}")
    if empty:
        return None
    return swap(replace(at, line=end + 1), "", f"{indent}{delimiters[0]}\n")


def _stops(line: str) -> bool:
    return _TAG.match(line) is not None or _PROMPT.match(line) is not None


def missing_context(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """The context of the nearest commands before and after it; sure where both have the same."""
    number = finding.at.line - 1
    program = next((word for word in _WORD.finditer(lines[number]) if takes_context(word[0])), None)
    if program is None or _CONTEXT.search(lines[number]):
        return None
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


PAGE_FIXES: Final[Mapping[str, PageFix]] = MappingProxyType(
    {
        "lost-backslash": lost_backslash,
        "unclosed-heredoc": unclosed_heredoc,
        "missing-context": missing_context,
    }
)
