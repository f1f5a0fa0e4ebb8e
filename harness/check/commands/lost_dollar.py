"""A ``$`` lost before a variable or a substitution: bash takes the name for plain text."""

import re
from collections.abc import Collection, Iterator
from typing import Final

from harness.check.commands.command_line import place_of, segments
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.fix import swap
from harness.parse.page import Page, Segment
from harness.programs.known import known_names
from harness.programs.names import COMMON, STANDARD
from harness.programs.roles import INTERPRETER
from harness.shell.heredoc import heredocs
from harness.shell.script import Use
from harness.shell.script_reader import read_script

LOST: Final = Rule.named("lost-dollar")
RULES: Final = (LOST,)

_OF_EVERY_SHELL: Final = frozenset({"HOME", "TMPDIR"})
_LEAST: Final = 4  # letters of a name that is no usual word
_SINGLE_QUOTED: Final = re.compile(r"'[^'\n]*'")
_COMMENT: Final = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)
_NAMES: Final = re.compile(
    r"(?:export|unset|read|declare|local|readonly|printenv|typeset|env|for)\b[^|;&\n$]*$|(?<!\S)-[ve][ =]?[\"']?$"
)
_OF_OPTION: Final = re.compile(r"(?<!\S)--?[a-z][a-z-]*[ =]$")
_SAYS: Final = re.compile(r"\b(?:echo|printf|grep|sed|awk|read -p|git commit)\b[^|;&\n]*\s\S*$")
_READ: Final = re.compile(r"(?:^|[|;&(]|\bwhile)\s*(?:for|(?:IFS=\S* )?read(?: -\w+)*) ([A-Z][A-Z0-9_]+)", re.MULTILINE)
_NAME_BEFORE: Final = re.compile(r"(\w+)=$")
_COMMAND: Final = re.compile(r"(?:(?<=[\w]=)|(?<=[\w]=\")|(?<=//\")|(?<=\s\")|(?<=\s))\(([a-z][\w-]+) (?=[\w$\"'-])")


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    names = {name for name in variables_of(page) if len(name) >= _LEAST and name.isupper()}
    known = {name for name in names | set(subject.known_variables) | _OF_EVERY_SHELL if len(name) >= _LEAST}
    for segment in segments(page):
        yield from in_command(segment, known, page.text)


def variables_of(page: Page) -> Iterator[str]:
    """The variables that a page sets, or reads at least twice."""
    read: set[str] = set()
    for segment in segments(page):
        for mention in read_script(segment.command).mentions:
            if mention.use is Use.SET or mention.name in read:
                yield mention.name
            read.add(mention.name)
        yield from _READ.findall(segment.command)


def in_command(segment: Segment, names: Collection[str], page: str) -> Iterator[Diagnostic]:
    text = readable(segment.command)
    for found in re.finditer(r"(?<![\w$({.\\-])(\{?)([A-Z][A-Z0-9_]+)\b(\}?)(?![\w=+\[(-])", text):
        opened, name, closed = found.groups()
        if name in names and bool(opened) == bool(closed) and not is_text(text, found.start(), found.end(), page):
            yield lost(segment, found.start(), found[0], f"'{found[0]}' is plain text for bash", f"${found[0]}")
    for found in _COMMAND.finditer(text):
        if found[1] in known_names() or found[1] in INTERPRETER:
            before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
            quoted = before.count('"') % 2 == 1 and not _SAYS.search(before) and found[1] in COMMON | STANDARD
            array = (name := _NAME_BEFORE.search(before)) and f"{name[1]}[" in page
            if (quoted or before.endswith("=")) and not array:
                word = f"({found[1]}"
                yield lost(segment, found.start(), word, f"bash does not run the command in '{word} ...'", f"${word}")


def readable(command: str) -> str:
    """As long as the command: here-documents, single quotes and comments are blanks."""
    lines = command.split("\n")
    for heredoc in heredocs(command):
        for number in range(heredoc.line, min(heredoc.end, len(lines))):
            lines[number] = " " * len(lines[number])
    text = _SINGLE_QUOTED.sub(lambda found: " " * len(found[0]), "\n".join(lines))
    return _COMMENT.sub(lambda found: " " * len(found[0]), text)


def is_text(text: str, start: int, end: int, page: str) -> bool:
    """Whether the name is meant as one: behind ``export``, or a word of a sentence that is printed or looked for.

    The value of an option is none, where the page has the name nowhere else without its ``$``.
    """
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if _NAMES.search(before):
        return True
    quoted = before.count('"') % 2 == 1
    alone = text[start - 1 : start] == '"' and text[end : end + 1] == '"'
    bare = re.compile(rf"(?<![\w${{]){re.escape(text[start:end])}(?![\w=])")
    if _OF_OPTION.search(before) and not quoted and len(bare.findall(page)) == 1:
        return False
    if text[start] == "{" and not quoted and text[start - 1 : start].isspace() and not _SAYS.search(before):
        return False
    beside = text[start - 1 : start] in set('"/:=@') or text[end : end + 1] in set('":/@')
    return (_SAYS.search(before) is not None and not alone) or (quoted and not beside) or not (quoted or beside)


def lost(segment: Segment, start: int, old: str, message: str, new: str) -> Diagnostic:
    at = place_of(start, segment.command, segment.at)
    return LOST.found(at, message, expected=f"'{new}'", remedy="put a '$' before it", fix=swap(at, old, new))
