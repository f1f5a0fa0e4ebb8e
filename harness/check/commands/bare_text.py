"""A command with all that is quoted made unreadable, so that a pattern finds only what bash itself reads."""

import re
from functools import lru_cache
from typing import Final

from harness.shell.heredoc import heredocs

_FILLER: Final = "x"
_LETTER: Final = re.compile(r"[^\n]")
_PLAIN: Final = re.compile(r"[^\\'\"$()#]+")


@lru_cache(maxsize=2048)
def bare_text(command: str) -> str:
    """As long as the command, line by line; texts in quotes, bodies of here-documents and comments are ``xxx``.

    A substitution inside double quotes is read by bash again, so it stays.
    """
    text = _without_bodies(command)
    out: list[str] = []
    inside: list[str] = []  # what is open, innermost last: ', " or (
    index = 0
    while index < len(text):
        sign, now = text[index], inside[-1] if inside else ""
        if (plain := _PLAIN.match(text, index)) is not None:
            out.append(_masked(plain[0]) if now in {"'", '"'} else plain[0])
            index = plain.end()
            continue
        if sign == "\\" and now != "'" and index + 1 < len(text):
            out.append(_masked(text[index : index + 2]) if text[index + 1] != "\n" else "\\\n")
            index += 2
            continue
        if now in {"'", '"'} and sign == now:
            inside.pop()
            out.append(_FILLER)
        elif now != "'" and text.startswith("$(", index):
            inside.append("(")
            out.append("$(")
            index += 2
            continue
        elif now in {"'", '"'}:
            out.append(_masked(sign))
        elif sign in {"'", '"'}:
            inside.append(sign)
            out.append(_FILLER)
        elif sign == ")" and now == "(":
            inside.pop()
            out.append(sign)
        elif sign == "#" and (index == 0 or text[index - 1].isspace()):
            end = text.find("\n", index)
            end = len(text) if end < 0 else end
            out.append(_FILLER * (end - index))
            index = end
            continue
        else:
            out.append(sign)
        index += 1
    return "".join(out)


def _without_bodies(command: str) -> str:
    if "<<" not in command:
        return command
    lines = command.split("\n")
    for heredoc in heredocs(command):
        for number in range(heredoc.line, heredoc.end):
            lines[number] = _FILLER * len(lines[number])
    return "\n".join(lines)


def _masked(text: str) -> str:
    return _LETTER.sub(_FILLER, text)
