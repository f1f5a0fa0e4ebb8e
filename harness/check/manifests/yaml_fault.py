"""What keeps a text from being YAML, in the words of its writer: where the line is, and what to do about it."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

import yaml

from harness.package_data import toml_data


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong at one place of a text; line and column from 0."""

    line: int
    column: int
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a complaint of libyaml, found by ``pattern``, means; only where ``sign`` stands on the line."""

    pattern: str
    message: str
    remedy: str
    sign: str = ""


_MARK: Final = re.compile(r"[-+] {3,}(?=[\w.-]+:)")
_KEY_ABOVE: Final = re.compile(r" +(?:- +)?(?=[\w.-]+:)")


@cache
def _meanings() -> tuple[Meaning, ...]:
    return tuple(Meaning(**each) for each in toml_data("harness.check.manifests", "yaml_faults.toml")["meaning"])


def fault_of(error: yaml.MarkedYAMLError, text: str) -> Fault:
    """The fault that an exception of PyYAML tells of, in ``text``."""
    problem = error.problem or error.context or "unreadable"
    # A key without its colon is noticed on the next line only; the key's own place is the context's.
    own = error.context_mark if re.search("simple key|quoted", error.context or "") else None
    mark = own or error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    lines = text.split("\n")
    if line >= len(lines):
        line, column = len(lines) - 1, 0
    if "mapping values" in problem and (above := _without_colon(lines, line)) is not None:
        problem, line, column = "could not find expected ':'", above, _indent(lines[above])
    for meaning in _meanings():
        if re.search(meaning.pattern, problem) and meaning.sign in lines[line]:
            message = f"this is not YAML: {meaning.message}"
            return Fault(line=line, column=column, message=message, remedy=meaning.remedy)
    return Fault(line=line, column=column, message=f"this is not YAML: {problem}")


def leftover(text: str) -> Fault | None:
    """The only line with the mark of a diff at the margin, before a key that belongs beside those of the line above."""
    lines = text.split("\n")
    marked = [(number, len(mark[0])) for number, line in enumerate(lines) if (mark := _MARK.match(line))]
    number, column = marked[0] if len(marked) == 1 else (0, 0)
    above = _KEY_ABOVE.match(lines[number - 1]) if number else None
    if above is None or len(above[0]) != column:
        return None
    message = f"this is not YAML: the '{lines[number][0]}' at the margin is left over from a diff"
    return Fault(line=number, column=0, message=message, remedy="write a blank in its place")


def _without_colon(lines: list[str], line: int) -> int | None:
    """The line above, where it looks like a key whose colon is missing: ``name curl`` beside other keys."""
    above = next((number for number in range(line - 1, -1, -1) if lines[number].strip()), None)
    if above is None or ":" in lines[above] or _indent(lines[above]) != _indent(lines[line]):
        return None
    return above if re.match(r"\s*(?:- )?[A-Za-z]\w*(?:\s+\S+)?\s*$", lines[above]) else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
