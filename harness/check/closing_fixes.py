"""Fixes that put back a closing sign: the parenthesis of a substitution, or the braces of a template or a patch."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from harness.check.prompted_line import command_start
from harness.diagnostic import Diagnostic
from harness.fix import Fix, swap
from harness.shell.bash_n import read_by_bash

_LOOP: Final = re.compile(r"\b(?:for|while|until) ")
_SIGN: Final = re.compile(r"'[^'\n]*'|\\.|(?P<open>\$\()|(?P<close>\))")
_ENDS_WORD: Final = re.compile(r"\"(?=$|[\s)|;&])")
_CLOSES: Final = {"{": "}", "[": "]"}
_KEYS: Final = re.compile(r"\"([^\"]*)\"(?=\s*:)")
_KEY: Final = re.compile(r"[\w./-]+")
_JSON_PIECE: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]')


def lost_parenthesis(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """Before the quote that ends a quoted substitution, or at the end of a line that assigns one."""
    number = finding.at.line - 1
    line = lines[number].rstrip()
    start = command_start(line)
    open_at = never_closed(line, start)
    if open_at is None or line.endswith("\\"):
        return None
    if line[open_at - 1 : open_at] == '"':
        places = [quote.start() for quote in _ENDS_WORD.finditer(line, open_at + 2)]
    else:
        places = [len(line)] if line[open_at - 1 : open_at] == "=" else []
    right = (at for at in places if read_by_bash(f"{line[start:at]}){line[at:]}").accepted)
    place = next(right, None)
    return None if place is None else swap(replace(finding.at, column=place + 1), "", ")")


def never_closed(line: str, start: int) -> int | None:
    """Where the one substitution begins that a line does not end."""
    open_ones: list[int] = []
    for found in _SIGN.finditer(line, start):
        if found["open"]:
            open_ones.append(found.start())
        elif found["close"] and open_ones:
            open_ones.pop()
    return open_ones[0] if len(open_ones) == 1 else None


def lost_single_quote(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """Behind a closing brace or at the end of the word, or at its beginning, where the line has one too few."""
    line = lines[finding.at.line - 1].rstrip()
    start = command_start(line)
    quotes = [at for at in range(start, len(line)) if line[at] == "'"]
    if len(quotes) % 2 == 0 or line.endswith("\\"):
        return None
    last = quotes[-1]
    if line[last - 1] in "= \t":
        ends = [found.end() for found in re.finditer(r"[}\w](?=[\s)|;\"]|$)", line[last:])]
        places = [last + end for end in sorted(ends, key=lambda end: line[last + end - 1] != "}")]
    else:
        places = [max(line.rfind(sign, start, last) for sign in "= \t") + 1]
    place = next((at for at in places if read_by_bash(f"{line[start:at]}'{line[at:]}").accepted), None)
    return None if place is None else swap(replace(finding.at, column=place + 1), "", "'")


def mixed_quotes(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """The quote at the end of a word that is not the one at its start, where only one place will do."""
    line = lines[finding.at.line - 1].rstrip()
    start = command_start(line)
    if line.endswith("\\") or not all(line.count(quote, start) % 2 for quote in "'\""):
        return None
    places = [
        found.start() for found in re.finditer(r"(?<=[^\s=('\"])['\"](?=$|[\s)|;])", line) if found.start() > start
    ]
    changed = [(at, "'" if line[at] == '"' else '"') for at in places]
    good = [(at, new) for at, new in changed if read_by_bash(f"{line[start:at]}{new}{line[at + 1 :]}").accepted]
    return swap(replace(finding.at, column=good[0][0] + 1), line[good[0][0]], good[0][1]) if len(good) == 1 else None


def lost_word(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """The ``;``, ``do`` or ``done`` that a loop on one line lacks, where only one place will do."""
    line = lines[finding.at.line - 1].rstrip()
    start = command_start(line)
    if not _LOOP.search(line, start) or line.endswith("\\"):
        return None
    places = [(found.end(), " do") for found in re.finditer(r";(?! ?do\b)(?= )", line)]
    places += [(found.start(), ";") for found in re.finditer(r"(?<=[^;\s]) do\b", line)]
    places += [(found.start(), "; done") for found in re.finditer(r"(?<=[^;\s])(?=$| *\||\)\"?)|(?<=done)$", line)]
    good = [(at, new) for at, new in places if read_by_bash(f"{line[start:at]}{new}{line[at:]}").accepted]
    return swap(replace(finding.at, column=good[0][0] + 1), "", good[0][1]) if len(good) == 1 else None


def closed_template(template: str, is_right: Callable[[str], bool]) -> str:
    """A JSONPath template with the one brace or bracket that it lacks, empty where that would not make it right."""
    started = f"{{{template}" if template.count("{") + 1 == template.count("}") else ""
    for other in (started, re.sub(r"(\[(?:\d+|\*))(?=[.}])", r"\1]", template)):
        if other and other != template and is_right(other):
            return other
    if template.count("{") != template.count("}") + 1:
        return ""
    last = template.rfind("{")
    opened = [
        at for at in range(len(template)) if template[at] == "{" and "}" not in template[at : _next(template, at)]
    ]
    if len(opened) != 1:
        return ""
    place = len(template) if opened[0] == last else _next(template, opened[0])
    closed = f"{template[:place]}}}{template[place:]}"
    return closed if is_right(closed) else ""


def _next(template: str, at: int) -> int:
    """Where the next brace opens behind the one at a place, or the template's end."""
    found = template.find("{", at + 1)
    return len(template) if found < 0 else found


def closed_json(text: str) -> str:
    """JSON with the brackets that it lacks at its end, empty where that would not make it JSON."""
    open_ones: list[str] = []
    for piece in _JSON_PIECE.findall(text):
        if piece in _CLOSES:
            open_ones.append(_CLOSES[piece])
        elif piece in {"}", "]"} and (not open_ones or open_ones.pop() != piece):
            return ""
    closed = text.rstrip() + "".join(reversed(open_ones))
    return closed if open_ones and is_json(closed) else ""


def repaired_json(text: str) -> str:
    """JSON with the one quote, colon or comma that it lacks; empty where none makes it JSON, or more than one does."""
    tried = (f"{text[:at]}{sign}{text[at:]}" for at in range(1, len(text)) for sign in ('"', ":", ","))
    good = {each for each in tried if is_json(each) and all(map(_KEY.fullmatch, _KEYS.findall(each)))}
    return good.pop() if len(good) == 1 else ""


def is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
