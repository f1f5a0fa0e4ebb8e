"""Commands that change nothing in their shell, so that what was known of it before still holds."""

import re

from harness.programs.names import BUILTINS

_STILL_BUILTINS = frozenset({":", "[", "echo", "false", "pwd", "test", "true"})
_KEYWORDS = frozenset({"case", "coproc", "do", "done", "esac", "fi", "for", "function", "if", "select", "then", "time"})
_MORE_KEYWORDS = frozenset({"until", "while", "bind", "caller", "compgen", "complete", "compopt", "dirs", "disown"})
_OTHERS = frozenset({"enable", "fc", "help", "suspend"})
_CHANGING = (BUILTINS | _KEYWORDS | _MORE_KEYWORDS | _OTHERS) - _STILL_BUILTINS

_WORD = r"(?:[\w./:=@%+,^-]|'[^'\n]*'|\"(?:[^\"`\\$\n]|\$[A-Za-z_]\w*|\$\{\w+\})*\"|\$[A-Za-z_]\w*|\$\{\w+\})+"
_SIMPLE_CALL = re.compile(rf"[ \t]*(?P<program>[A-Za-z][\w.-]*)(?:[ \t]+{_WORD})*[ \t\n]*")
_REDEFINES = re.compile(
    r"\(\s*\)|(?<!\w)\.\s|\b(?:function|alias|source|eval|trap|enable|bind|shopt|exec)\b"
    r"|PROMPT_COMMAND|BASH_|command_not_found"
)


_STEERS = re.compile(r"\b(?:set|exec|readonly|PS[0-4])\b|POSIX")
_LONGEST_LINE = 2000  # bytes: a terminal takes 4095 in a line, and ours comes around it


def leaves_shell_alone(command: str) -> bool:
    """Whether a text is a call of one program; that of a function or an alias looks the same."""
    call = _SIMPLE_CALL.fullmatch(command)
    return call is not None and call["program"] not in _CHANGING


def may_redefine(command: str) -> bool:
    """Whether calls may mean something else after a text than their names say."""
    return _REDEFINES.search(command) is not None


def steers_shell(command: str) -> bool:
    """Whether a text may change what a shell prints of its own, or where to, so that it has to be guarded."""
    return may_redefine(command) or _STEERS.search(command) is not None


def can_be_typed(command: str) -> bool:
    """Whether a call that leaves its shell alone can be typed as it is, in a line of ours."""
    return command.isprintable() and len(command.encode()) <= _LONGEST_LINE and "PIPESTATUS" not in command
