"""The here-documents of a command: their text as the command's program gets it, and where it goes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from harness.shell.completeness import ShellReader
from harness.shell.script import Script
from harness.shell.script_reader import read_script

UNKNOWN: Final = "\ue000"
"""Stands in a text for what bash puts in when the command runs; a character that no page has."""

_MARK: Final = re.compile(r"(?<!<)<<(?!<)-?[ \t]*((?:\\.|'[^']*'|\"[^\"]*\"|[^\s'\"\\;&|()<>`])+)")
_EXPANSION: Final = re.compile(r"\\(?P<escaped>[$`\\])|(?P<join>\\\n)|\$\{[^}\n]*\}|\$\w+|\$(?P<open>\()|`[^`]*`")
_ENVSUBST: Final = re.compile(r"\$\{?[A-Za-z_]\w*\}?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heredoc:
    """``body`` is as written, ``line`` (from 0) that of its first line in the command, ``end`` that of its delimiter.

    ``expands``: bash puts the values of variables in, because the delimiter is not quoted. ``head`` is the command it
    is given to, without the here-document.
    """

    body: str
    line: int
    end: int
    expands: bool
    head: Script

    @property
    def text(self) -> str:
        """The text that the program reads, ``UNKNOWN`` where only running would tell; lines stay where they are."""
        given = expanded(self.body) if self.expands else self.body
        if any(call.program == "envsubst" for call in self.head.calls):
            given = _ENVSUBST.sub(UNKNOWN, given)
        return given


def heredocs(command: str) -> tuple[Heredoc, ...]:
    """The here-documents of a command, in order; one that is never closed goes to the command's end."""
    return _heredocs(command) if "<<" in command else ()


@lru_cache(maxsize=1024)
def _heredocs(command: str) -> tuple[Heredoc, ...]:
    return tuple(_read(command))


def _read(command: str) -> Iterator[Heredoc]:
    lines = command.split("\n")
    reader = ShellReader()
    head_start, start = 0, None
    marks: list[str] = []
    for number, line in enumerate(lines):
        inside = reader.heredoc
        reader.feed(line)
        if inside is None:
            if number == 0 or not lines[number - 1].endswith("\\"):
                head_start = number
            if reader.heredoc is not None:
                head = "\n".join(lines[head_start : number + 1])
                marks, start = _MARK.findall(head), number + 1
        elif reader.heredoc is not inside and start is not None:
            yield _heredoc(lines[start:number], start, marks.pop(0) if marks else "", head, tabs=inside.tabs)
            start = number + 1
    if reader.heredoc is not None and start is not None:
        yield _heredoc(lines[start:], start, marks.pop(0) if marks else "", head, tabs=reader.heredoc.tabs)


def outside(command: str, mark: str, inside: Callable[[Heredoc], str] = lambda _: "") -> str:
    """The command without its here-documents: ``mark`` where one was announced, ``inside`` where one stood."""
    found = heredocs(command)
    lines = command.split("\n")
    for heredoc in reversed(found):
        lines[heredoc.line : heredoc.end + 1] = filter(None, [inside(heredoc)])
        lines[heredoc.line - 1] = _MARK.sub(mark, lines[heredoc.line - 1])
    return "\n".join(lines)


def _heredoc(lines: list[str], start: int, mark: str, head: str, *, tabs: bool) -> Heredoc:
    if tabs:
        lines = [line.lstrip("\t") for line in lines]
    return Heredoc(
        body="\n".join(lines),
        line=start,
        end=start + len(lines),
        expands=not re.search(r"[\\'\"]", mark),
        head=read_script(_MARK.sub("", head)),
    )


def expanded(body: str) -> str:
    """What bash makes of a body with an unquoted delimiter, as far as can be known without running anything."""
    pieces: list[str] = []
    position = joined = 0
    while found := _EXPANSION.search(body, position):
        before = body[position : found.start()]
        if joined and "\n" in before:  # a line that went up is made good for by an empty one
            before, joined = before.replace("\n", "\n" * (joined + 1), 1), 0
        pieces.append(before)
        position = found.end()
        if found["escaped"]:
            pieces.append(found["escaped"])
        elif found["join"]:
            joined += 1
        elif found["open"]:
            position = closing(body, position)
            pieces.append(UNKNOWN + "\n" * body.count("\n", found.start(), position))
        else:
            pieces.append(UNKNOWN)
    rest = body[position:]
    return "".join((*pieces, rest.replace("\n", "\n" * (joined + 1), 1) if joined else rest))


def closing(text: str, position: int) -> int:
    """The place behind the parenthesis that closes the one before ``position``."""
    depth = 1
    while depth and position < len(text):
        depth += {"(": 1, ")": -1}.get(text[position], 0)
        position += 1
    return position
