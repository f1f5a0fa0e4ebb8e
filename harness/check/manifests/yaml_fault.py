"""What keeps a text from being YAML, in the words of its writer: where the line is, and what to do about it."""

import re
from dataclasses import dataclass
from typing import Final

import yaml


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


_UNLIKE: Final = "the line is indented unlike its neighbours"
_COLUMN: Final = "let it start in the column of the key that it belongs beside"

_MEANINGS: Final = (
    Meaning("cannot start any token", "a tab indents the line", "indent by spaces: YAML knows no tabs", sign="\t"),
    Meaning(
        "mapping values are not allowed",
        "unexpected key: the line above already has a value",
        "compare its indent with the lines around it, or quote the value that holds ': '",
    ),
    Meaning(
        "could not find expected ':'",
        "the line has no ': ' after its key",
        "write 'key: value', or indent the line if it belongs to the value above",
    ),
    Meaning("did not find expected key|expected <block end>", _UNLIKE, _COLUMN),
    Meaning(
        "did not find expected '-' indicator",
        "the line is where an entry of the list above would be, but has no '-'",
        "add '- ', or indent it as the list's own key",
    ),
    Meaning(
        "expected ',' or",
        "a bracket or brace is not closed, or a comma is missing",
        "close it, or put a comma between the entries",
    ),
    Meaning("unexpected end", "a quote is opened and never closed", "close it on the line where the value ends"),
    Meaning("undefined alias", "'*' at the start of a value is an alias, and nothing has this name", "quote the value"),
    Meaning("cannot start any token", "a value starts with a character that YAML keeps for itself", "quote the value"),
    Meaning("expected <document start>", "the line starts left of the first line", "let both start in one column"),
    Meaning("expected node content", "a value or a closing bracket is missing", "add what belongs there"),
    Meaning("unknown escape", "double quotes hold a backslash that YAML does not know", "use single quotes"),
)


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
    for meaning in _MEANINGS:
        if re.search(meaning.pattern, problem) and meaning.sign in lines[line]:
            message = f"this is not YAML: {meaning.message}"
            return Fault(line=line, column=column, message=message, remedy=meaning.remedy)
    return Fault(line=line, column=column, message=f"this is not YAML: {problem}")


def _without_colon(lines: list[str], line: int) -> int | None:
    """The line above, where it looks like a key whose colon is missing: ``name curl`` beside other keys."""
    above = next((number for number in range(line - 1, -1, -1) if lines[number].strip()), None)
    if above is None or ":" in lines[above] or _indent(lines[above]) != _indent(lines[line]):
        return None
    return above if re.match(r"\s*(?:- )?[A-Za-z]\w*(?:\s+\S+)?\s*$", lines[above]) else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
