"""Comments between commands: prose as a rule, sometimes the output that a command is to have.

``# now two`` is prose. ``# Output:``, ``# => 8``, ``# 8``, ``# pod/front created`` and a table's header show output.
"""

import re
from collections.abc import Sequence
from typing import Final

COMMENT: Final = re.compile(r"[ \t]*(?:#(?!!)|\\#(?=\s))")  # escaped in a template of JavaScript
_INLINE: Final = re.compile(
    r"""
      (?:=>|->|==>|-->|→|⇒|>>>?)\s*\S                                          # an arrow and the output
    | [\w ]{0,30}\b(?:outputs?|result|response|returns?|prints?|shows?|displays?|yields?)\s*:\s*\S  # Output: 8
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BEHIND: Final = re.compile(r"^[ \t]*(?=[^\s#])(?:[^#'\"]|\"[^\"]*\"|'[^']*')*\s#\s*([^'\"]*)$")
"""A comment behind a command, where no quotes leave open whether it is one."""
_HEADER: Final = re.compile(
    r"[\w ]{0,40}\b(?:outputs?|result|response|returns?|prints?|shows?|displays?|yields?)\b(?:[\w ]{0,30}(?::|\.{3}))?",
    re.IGNORECASE,
)
_SHAPES: Final = re.compile(
    r"""
      [-+]?\d[\d.,]*%?                                                       # a number
    | [\[{].*[\]}]                                                           # JSON
    | [A-Z][A-Z()-]+(?:\s{2,}[A-Z][A-Z()-]*(?:\s[A-Z-]+)*)+                  # a table's header
    | \S+(?:/\S+|\s"\S+")\s(?:created|configured|unchanged|deleted|patched|labeled|annotated|exposed|scaled)
    """,
    re.VERBOSE,
)


def is_comment(line: str) -> bool:
    return COMMENT.match(line) is not None


def only_comments(lines: Sequence[str]) -> bool:
    """Whether lines hold nothing but comments and blanks."""
    return all(is_comment(line) or not line.strip() for line in lines)


def without_remarks(lines: Sequence[str]) -> Sequence[str]:
    """The output of a command that another one follows, without the comments that announce that one.

    An output with comments further up is a file that is shown, whose last lines may be comments as well.
    """
    end = len(lines)
    while end > 0 and (is_comment(lines[end - 1]) or not lines[end - 1].strip()):
        end -= 1
    return lines if any(map(is_comment, lines[:end])) else lines[:end]


def shows_output_behind(line: str) -> bool:
    """Whether a comment at the end of a command's line shows what it prints: ``expr 3 + 4  # Output: 7``."""
    found = _BEHIND.search(line)
    return found is not None and _INLINE.match(found[1]) is not None


def shows_output(lines: Sequence[str]) -> bool:
    """Whether the comment lines directly below a command show what it prints."""
    texts = [line.strip().lstrip("#").strip() for line in lines]
    if not texts:
        return False
    first, *more = texts
    announced = bool(more) and _HEADER.fullmatch(first) is not None
    return announced or _INLINE.match(first) is not None or _SHAPES.fullmatch(first) is not None
