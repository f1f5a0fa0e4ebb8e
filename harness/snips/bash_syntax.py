"""Whether bash can read a command as it stands. A page may show ``<name>`` or half a loop, a sourceable file may not.

Bash decides, without running anything. But each question is a process, a site has thousands of commands, and most are a
program and its arguments: those that cannot be wrong are recognised first, by a grammar that is small on purpose. It
knows words, quotes, pipes, lists and redirections, and where heredocs are; all else is bash's to judge.
"""

import re
from typing import Final

from harness.shell.bash_n import read_by_bash
from harness.shell.completeness import open_at_end
from harness.shell.heredoc import outside

# What the grammar takes as one sign, from left to right, since a quote in a comment or in other quotes is none.
_OPAQUE: Final = re.compile(
    r"""
      (?P<nothing> \\\n | (?: \A | (?<=[ \t\n]) (?<! \\[ \t\n] ) ) \#[^\n]* )
    | (?P<unsure>  \$['"] | ` )
    | (?P<word>    \\.
                 | '[^']*'
                 | "(?: [^"\\`$] | \\. | \$\w | \$(?=["\s/:.]) | \$\{\w+\}
                      | \$\( \s*\w (?: [\w\s./:=,@%+{}*?$-] | '[^']*' )* \) )*"
                 | \$\{ \w+ [^\s{}'"`$\\]* \}
                 | \[ [^\s\[\]'"`$\\(){};&|<>]* \] )
    """,
    re.VERBOSE | re.DOTALL,
)
_STANDS_FOR: Final = {"nothing": "", "unsure": "`", "word": "Q"}

HEREDOC: Final = "\x01"
"""In place of a here-document."""

_SIGN: Final = r"(?!\$\{)[\w./:=,@%+~^*?{}$!-]"
_WORD: Final = rf"{_SIGN}(?:{_SIGN}|#)*+"
_REDIRECTION: Final = rf"(?:\d?(?:>>?|<|>&|&>>?)[ \t]*+(?!\d+[<>]){_WORD}|\x01)"
_RESERVED: Final = "if|then|else|elif|fi|for|while|until|do|done|case|esac|select|function|time|coproc|in|[{}!]"
_COMMAND: Final = rf"(?!(?:{_RESERVED})(?!{_SIGN}))(?:{_REDIRECTION}|{_WORD})(?:[ \t]*+{_REDIRECTION}|[ \t]++{_WORD})*+"
_JOINT: Final = r"[ \t]*+(?:(?:[|][|]?|&&)\s*+|;(?!&)[ \t]*+|\n\s*+)"
_COMMANDS: Final = rf"{_COMMAND}(?:{_JOINT}{_COMMAND})*+"
_SUBSTITUTION: Final = re.compile(rf"(?<![$<])[$<]\((?![^)]*\x01)[ \t]*{_COMMANDS}\s*+\)")
_LOOP: Final = re.compile(
    rf"(^|[;\n][ \t]*|do\s+)for[ ]\w+[ ]in(?:[ \t]++{_WORD})++[ \t]*+[;\n]\s*+"
    rf"do\s++{_COMMANDS}[ \t]*+[;\n]\s*+done(?=[ \t]*(?:[;\n|]|$))"
)
_LIST: Final = re.compile(rf"\s*+(?:{_COMMANDS}[ \t]*+[;&]?)?\s*+")


def reads(command: str) -> bool:
    """Whether bash accepts the command on its own, to its last line: nothing open, nothing left over."""
    if command.endswith("\\"):
        return False  # goes on in a line that is not there
    return _is_plain(command) or bash_accepts(command)


def _is_plain(command: str) -> bool:
    if "<<" in command and open_at_end(command) is not None:
        return False
    words, more = _SUBSTITUTION.sub("Q", _OPAQUE.sub(_sign, outside(command, HEREDOC))), 1
    while more:  # the innermost loop first
        words, more = _LOOP.subn(r"\1Q", words)
    return _LIST.fullmatch(words) is not None


def _sign(match: re.Match[str]) -> str:
    return _STANDS_FOR[str(match.lastgroup)]


def bash_accepts(command: str) -> bool:
    """The same, asked of bash itself, but for a backslash at the end."""
    reading = read_by_bash(command)
    # An unclosed heredoc is only warned about, and would swallow what stands after the command.
    return reading.accepted and not reading.words
