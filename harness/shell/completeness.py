"""Just enough of bash's syntax to know whether a command is complete, without starting a bash.

The reader follows what can keep a command open over a line's end: quotes, substitutions, compound commands, operators,
here-documents, a backslash. Whatever it does not understand counts as complete; bash is then the one to complain.
"""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

_SIMPLE: Final = re.compile(
    r"""(?: [^'"\\`(){}<|&;\#$]++ | '[^']*+' | "(?:[^"\\`$]++|\$(?!\())*+" | \$\{\w++\} | \$(?![({'"]) )*+""",
    re.VERBOSE,
)
"""A line that is complete in itself and says nothing about the next one."""
_HEAD: Final = re.compile(r"\s*(?:function\s+[\w:.-]+(?:\s*\(\s*\))?|[\w:.-]+\s*\(\s*\))\s*")
"""A function whose body starts on a line below."""
_ARGUMENTS: Final = re.compile(r"""[^'"\\`(){}<>|&;\#$]+""")
_TOKEN: Final = re.compile(
    r"""
    (?P<escape>\\.?) | (?P<quote>\$?'|"|`) | (?P<brace>\$\{) | (?P<unbrace>\})
  | (?P<arithmetic>\$?\(\() | (?P<paren>[$<>]?\() | (?P<unparen>\))
  | (?P<here_string><<<)
  | (?P<heredoc><<(?P<dash>-?)[ \t]*(?P<delimiter>(?:\\.|'[^']*'|"[^"]*"|[^\s'"\\;&|()<>`])+))
  | (?P<pipe>\|\||&&|\|&?) | (?P<operator>;;?&?|[<>]&|&>|&)
  | (?P<blank>[ \t]+) | (?P<hash>\#)
  | (?P<word>[^\s'"\\;&|()<>`$}\#]+ | [\s\S])
    """,
    re.VERBOSE,
)
_IN_QUOTES: Final = {
    "'": re.compile(r"'"),
    "$'": re.compile(r"\\.|'"),
    "`": re.compile(r"\\.|`"),
    '"': re.compile(r"\\.|\"|`|\$\(\(|\$\(|\$\{"),
}
_ENDS: Final = {"if": "fi", "case": "esac", "for": "done", "while": "done", "until": "done", "select": "done", "{": "}"}
_BEFORE_COMMAND: Final = frozenset({"if", "while", "until", "then", "do", "else", "elif", "{", "!", "time"})


class Open(Enum):
    """What keeps a command open, in the words of a message."""

    BACKSLASH = "a backslash at the end of its line"
    HEREDOC = "a here-document"
    QUOTE = "a quote"
    COMPOUND = "a compound command or a bracket"
    OPERATOR = "an operator, or the head of a function, at the end of its line"


@dataclass(frozen=True, slots=True)
class Heredoc:
    """``tabs`` is true for ``<<-``, whose lines may be indented by tabs."""

    delimiter: str
    tabs: bool

    def ends_at(self, line: str) -> bool:
        return (line.lstrip("\t") if self.tabs else line) == self.delimiter


class ShellReader:
    """Reads a command line by line; ``open`` then says what keeps it from being complete."""

    def __init__(self) -> None:
        self._stack: list[str] = []  # open quotes by their sign, parentheses as "(" and "$(", compounds by their end
        self._announced: list[Heredoc] = []  # whose bodies start after the logical line
        self._bodies: list[Heredoc] = []  # whose bodies are being read
        self._backslash = self._pipe = False
        self._command = True  # the next word is a command's name, or a reserved word

    @property
    def open(self) -> Open | None:
        if self._bodies:
            return Open.HEREDOC
        if self._stack:
            return Open.QUOTE if self._stack[0] in _IN_QUOTES else Open.COMPOUND
        if self._backslash:
            return Open.BACKSLASH
        return Open.OPERATOR if self._pipe else None

    @property
    def heredoc(self) -> Heredoc | None:
        """The here-document whose body the next line belongs to."""
        return self._bodies[0] if self._bodies else None

    def feed(self, line: str) -> None:
        if self._bodies:
            if self._bodies[0].ends_at(line):
                self._bodies.pop(0)
            return
        self._backslash = False
        if not self._stack and not self._announced and _SIMPLE.fullmatch(line) and line.split(" ", 1)[0] not in _ENDS:
            self._pipe = (self._pipe and not line.strip()) or _HEAD.fullmatch(line) is not None
            return
        position = 0
        while position < len(line):
            quote = self._stack[-1] if self._stack else ""
            read = self._quoted if quote in _IN_QUOTES else self._code
            position = read(line, position)
        if self._backslash:
            return
        self._pipe = self._pipe or (not self._stack and _HEAD.fullmatch(line) is not None)
        if not self._stack or self._stack[-1] not in _IN_QUOTES:
            self._command = True
            self._bodies, self._announced = self._announced, []

    def _quoted(self, line: str, position: int) -> int:
        quote = self._stack[-1]
        match = _IN_QUOTES[quote].search(line, position)
        if match is None:
            self._backslash = quote == '"' and line.endswith("\\")
            return len(line)
        sign = match[0]
        if sign == quote or (quote == "$'" and sign == "'"):
            self._stack.pop()
        elif sign == "$((":
            self._stack += ["((", "(("]
        elif not sign.startswith("\\"):
            self._stack.append(sign)
            self._command = True
        return match.end()

    def _code(self, line: str, position: int) -> int:
        if not self._command and (arguments := _ARGUMENTS.match(line, position)) is not None:
            self._pipe = self._pipe and not arguments[0].strip()
            return arguments.end()
        match = _TOKEN.match(line, position)
        if match is None:  # cannot be: the last alternative takes any character
            return len(line)
        kind, text = match.lastgroup or "", match[0]
        if kind == "hash":
            comment = (position == 0 or line[position - 1] in " \t;&|(") and not self._inside("${", "((")
            return len(line) if comment else match.end()
        if text == "\\":
            self._backslash = True  # what comes next takes this place
        elif kind != "blank":
            self._pipe = kind == "pipe"
            self._token(kind, text, match)
        return match.end()

    def _token(self, kind: str, text: str, match: re.Match[str]) -> None:
        stack = self._stack
        before_command = self._command
        self._command = kind in {"pipe", "operator"} or text == "("
        if kind in {"quote", "brace"}:
            stack.append(text)
        elif kind == "arithmetic":
            stack += ["((", "(("]
        elif kind == "paren":
            stack.append("(" if text == "(" else "$(")
            self._command = True
        elif kind == "unparen":
            self._command = not self._inside("$(")
            if stack and stack[-1] in {"(", "$(", "(("}:
                stack.pop()
        elif kind == "unbrace":
            if self._inside("${") or (self._inside("}") and before_command):
                stack.pop()
        elif kind == "heredoc" and not self._inside("(("):
            self._announced.append(Heredoc(_unquoted(match["delimiter"]), bool(match["dash"])))
        elif kind == "word":
            self._word(text, match.end() == len(match.string), before_command)

    def _word(self, word: str, last: bool, before_command: bool) -> None:  # noqa: FBT001 - two facts about a word
        if self._inside("${"):
            return
        if (before_command and word in _ENDS) or (word == "{" and last):
            self._stack.append(_ENDS[word])
        elif before_command and self._inside(word):
            self._stack.pop()
        self._command = before_command and word in _BEFORE_COMMAND

    def _inside(self, *signs: str) -> bool:
        return bool(self._stack) and self._stack[-1] in signs


def _unquoted(delimiter: str) -> str:
    return re.sub(r"\\(.)|['\"]", lambda match: match[1] or "", delimiter)


def open_at_end(text: str) -> Open | None:
    """What keeps a text open at its end; ``None`` for one that is complete."""
    reader = ShellReader()
    for line in text.split("\n"):
        reader.feed(line)
    return reader.open
