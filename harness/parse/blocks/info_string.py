"""What follows the marks of a fence: its syntax, classes and attributes, however a site writes them.

``bash``, ``Shell``, ``{ .bash .no-copy }``, ``yaml title="a b.yaml"``, ``bash {linenos=table,hl_lines=["1-2"]}``,
``bash,editable`` and ``jsx {1,4-6} showLineNumbers`` are all in use.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

_NAMED: Final = re.compile(r"""([\w.:-]+)\s?=\s?("[^"]*"|'[^']*'|\[[^\]]*\]|[^\s,}]*)""")
_NUMBERED: Final = re.compile(r":(?:no-)?line-numbers(?:=\d+)?")  # of VitePress, behind the syntax
_WORD: Final = re.compile(r"[^\s,{}]+")
_SYNTAX: Final = re.compile(r"\.?[A-Za-z][\w+#.-]*")
_SIMPLE: Final = re.compile(r"[a-z]*")


@dataclass(frozen=True, slots=True)
class Info:
    """``syntax`` is in lower case, empty where none is named; ``class`` of ``named`` has the other classes."""

    syntax: str = ""
    named: Mapping[str, str] = field(default_factory=dict)


def read_info(info: str) -> Info:
    if _SIMPLE.fullmatch(info):
        return Info(info)
    info = _NUMBERED.sub("", info)
    named = {key: _bare(value) for key, value in _NAMED.findall(info)}
    words = _WORD.findall(_NAMED.sub(" ", info))
    first = words[0] if words and (_SYNTAX.fullmatch(words[0]) or words[0][0] not in "0123456789.#") else ""
    syntax = first.removeprefix(".").lower()
    classes = [word[1:] for word in words if word.startswith(".") and word != first]
    return Info(syntax, {**named, "class": " ".join(classes)} if classes else named)


def _bare(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
