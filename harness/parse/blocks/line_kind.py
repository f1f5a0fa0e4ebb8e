"""Whether a line of a block of commands without prompts is a command, or what the command above it printed.

Commands are known by their first word: a program, an assignment, a path, a function, a reserved word. Outputs are known
by their shape. A line that is neither is in doubt, and then nothing of it is run.
"""

import re
from collections.abc import Collection
from difflib import get_close_matches
from enum import Enum
from functools import lru_cache
from shutil import which
from typing import Final

from harness.parse.blocks.output_shapes import DONE, OUTPUT
from harness.programs.known import known_names
from harness.programs.names import BUILTINS, COMMON, ENDINGS, ENGLISH, LOCAL, READING
from harness.programs.registry import program, remembered
from harness.programs.resource_names import resource_words

_FIRST: Final = re.compile(r"[ \t]*(?P<word>[^\s;|&<>()]+)(?P<rest>.*)", re.DOTALL)
_ASSIGNMENT: Final = re.compile(r"[ \t]*[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=(?![=>\s]|$)|[ \t]*[A-Za-z_]\w*=$")
_VALUE_OF_WORDS: Final = re.compile(r"[ \t]*\w+=[^\s\"'`$(]+[ \t]+(?:\d[\d.,:/-]*|=)(?:[ \t]|$)")
"""No assignment before a call, since no program is called by a number: ``notBefore=Feb 13 05:57:47 2024``."""
_FUNCTION: Final = re.compile(r"[ \t]*(?:function[ \t]+[\w-]+|[\w-]+[ \t]*\(\)[ \t]*(?:\{|$))")
_BODY: Final = re.compile(r"[^()]*\(\)[ \t]*\{")  # whatever the function is called: error() {
_SYNTAX: Final = re.compile(
    r"""[ \t]*(?:\(\(?\s*[\w$]+\s | \{\s | \[\[?\s.*\]\]? | !\s | \$\( | ["']?\$\{?\w+\}?["']?(?:[\s/]|$) | \\\w+
      | \(\s*$ | \(\(.*\)\)\s*(?:$|[|&;]) | :\s+(?:"?\$\{\w+:?[=?] | >) )""",
    re.VERBOSE,
)
_SUBSHELL: Final = re.compile(r"[ \t]*\([ \t]*(?=[A-Za-z./])")
_PATH: Final = re.compile(r"(?![\d.:/]+$)(?:\.{1,2}|~|[\w.-]*|\$\{?\w+\}?)(?:/[\w.$@{}+-]+)+")
_NAME: Final = re.compile(r"[a-z][\w.+-]*")
_RESERVED: Final = re.compile(
    r"[ \t]*(?:(?:for|select)\s+\w+(?:\s+in\s|\s*;|\s*$)|for\s*\(\("
    r"|(?:if|while|until)\s+(?=[\[!(\w\"$./-]).*(?:;|do|then|$)"
    r"|case\s.+\sin\b|time\s+\S|(?:then|else|elif|do|done|fi|esac)\b)"
)
_ARGUMENT: Final = re.compile(
    r"""[ \t]+(?:-{1,2}[A-Za-z?]|-\d{1,5}[ \t]+["'$%./\w]|\+[a-z]+\b|-[ \t]+[A-Z]|["'$~./<]|\S*[/=@*]|[|>&;]|[A-Za-z]+://
      |[\w.-]+\.[A-Za-z]\w*(?:[ \t]+[\w.-]+\.[A-Za-z]\w*)*[ \t]*$)""",
    re.VERBOSE,
)
_ANY_FLAG: Final = re.compile(r"\s--?[A-Za-z]|\s[|>]{1,2}\s|\s&&\s|\\$")
_REST: Final = re.compile(r"[ \t]*(?:(?!-[r-][w-][x-])--?[A-Za-z][\w-]*(?:[= ]|$)|(?:\|\|?|&&)\s+[a-z])")
_PIECE: Final = re.compile(r"[ \t]*(?:--?[A-Za-z]|[a-z][a-z+]*://\S+$)")
"""Alone at the start of a block: flags or an address that the text speaks of."""
_ANSWERS: Final = frozenset({"yes", "true", "false"})  # alone on a line below a command they are what it prints
_SILENT: Final = frozenset({"true", "false"})
_SETTING: Final = re.compile(r"[ \t]+=(?:[ \t]|$)")  # behind a name in TOML and the like
_CLOSE: Final = 0.78  # of 1: how alike a mistyped name and the one that was meant are


class LineKind(Enum):
    """What a line is where a command could start."""

    COMMAND = "command"
    OUTPUT = "output"
    DOUBT = "doubt"


def line_kind(line: str, own: Collection[str], *, first: bool) -> LineKind:
    """``own`` are functions and programs that the page itself defines; ``first``: no command is above in the block."""
    found = _FIRST.match(line)
    word = found["word"] if found is not None else ""
    if line.startswith("#!") or (first and is_silent(line)) or (not first and _REST.match(line) is not None):
        return LineKind.COMMAND  # a script; the rest of a command that lost its backslash, which is another finding
    if is_sure_command(line, word, found["rest"] if found is not None else "", own):
        return LineKind.COMMAND
    if OUTPUT.match(line) is not None or names_object(line.strip()) or (first and _PIECE.match(line) is not None):
        return LineKind.OUTPUT
    if _may_be_program(word, line, first=first):
        return LineKind.COMMAND
    return LineKind.DOUBT


def is_silent(line: str) -> bool:
    """Whether a line is all of a command that prints nothing, and that is an answer elsewhere."""
    return line.strip() in _SILENT


def is_no_program(line: str) -> bool:
    """Whether a line's first word cannot be the name of a program."""
    found = _FIRST.match(line)
    return found is None or _NAME.fullmatch(found["word"]) is None


def starts_command(line: str, own: Collection[str] = ()) -> bool:
    """Whether a line is a command without doubt."""
    found = _FIRST.match(line)
    return found is not None and is_sure_command(line, found["word"], found["rest"], own)


def names_program(line: str) -> bool:
    """Whether a line's first word is the name of a program that is known, and the line no output or sentence."""
    found = _FIRST.match(line)
    return found is not None and _is_program(found["word"]) and not (OUTPUT.match(line) or line.rstrip().endswith("."))


def calls_program(line: str) -> bool:
    """Whether a line calls a program that is known, by its name alone."""
    found = _FIRST.match(line)
    return found is not None and _is_program(found["word"]) and _as_program(line, found["word"], found["rest"])


def is_common(line: str) -> bool:
    """Whether a line calls a program that documentation is about."""
    found = _FIRST.match(line)
    if found is None or found["word"] not in COMMON or found["word"] in READING or found["word"] in LOCAL:
        return False
    return starts_command(line)


def is_sure_command(line: str, word: str, rest: str, own: Collection[str]) -> bool:
    if DONE.match(line) is not None or _VALUE_OF_WORDS.match(line) is not None:
        return False
    if (opened := _SUBSHELL.match(line)) is not None:
        return starts_command(line[opened.end() :], own)
    if any(shape.match(line) for shape in (_ASSIGNMENT, _FUNCTION, _SYNTAX, _RESERVED)):
        return OUTPUT.match(line) is None or any(shape.match(line) for shape in (_ASSIGNMENT, _BODY))
    if word in own or _PATH.fullmatch(word):
        return word in own or not (_after_path(rest) or names_object(line.strip()))
    return _is_program(word) and word != ":" and _as_program(line, word, rest)


def _as_program(line: str, word: str, rest: str) -> bool:
    """Whether what follows the name of a program are arguments."""
    if (word in _ANSWERS and not rest.strip()) or _SETTING.match(rest) is not None:
        return False
    if word not in ENGLISH:
        return (word in BUILTINS and word.isalpha()) or OUTPUT.match(line) is None or _ARGUMENT.match(rest) is not None
    return not rest.strip() or _ARGUMENT.match(rest) is not None or _ANY_FLAG.search(rest) is not None


def _after_path(rest: str) -> bool:
    """Whether the words after a path tell what became of it, as in ``pod/oven created``, or is a table's cell."""
    return _SAID.match(rest) is not None


def names_object(path: str) -> bool:
    """Whether a path is how kubectl prints the name of an object: ``deployment.apps/oven``."""
    kind, _, name = path.partition("/")
    known = resource_words().get(kind.partition(".")[0])
    return known is not None and path.startswith(known.singular) and "." not in name and "/" not in name


_SAID: Final = re.compile(r"\s{2,}\S|\t|:|\s+(?:[a-z]+ed|unchanged|condition met)\b|\s+\d+(?:/\d+)?(?:\s|$)|\s+[A-Z]")


@remembered(4096)
def _is_program(word: str) -> bool:
    return word in known_names() or program(word) is not None


@lru_cache(maxsize=4096)
def _may_be_program(word: str, line: str, *, first: bool) -> bool:
    """An unknown word: a mistyped program, one of this machine's, or the first of its block, whose error tells."""
    if not _NAME.fullmatch(word):
        return False
    if word in ENGLISH and not first:
        return program(word) is not None
    if first or word.endswith(tuple(ENDINGS)) or get_close_matches(word, COMMON, 1, _CLOSE) or which(word) is not None:
        return True
    return _ANY_FLAG.search(line) is not None and not line.rstrip().endswith(".")
