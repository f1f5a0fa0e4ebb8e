"""A here-document with one ``<``, a lost ``>`` or a backslash behind it; ``2>1`` for ``2>&1``."""

import re
from collections.abc import Iterator
from typing import Final

from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic

LOST: Final = Rule.named("lost-heredoc-sign")
REDIRECTION: Final = Rule.named("broken-redirection")
RULES: Final = (LOST, REDIRECTION)

_SINGLE: Final = re.compile(
    r"(?<![<\w])<[ \t]*-?(?P<quote>['\"]?)(?P<end>[A-Z][A-Z_]+)(?P=quote)(?=[ \t]*(?:$|[|>&;]))"
)
_SCRIPT: Final = re.compile(r"^#!|\(\) *\{|\bfunction ", re.MULTILINE)  # which has arguments of its own
_PATH: Final = r"(?P<before>(?:[\w.-]*/)*[\w.-]+\.\w+)"
_JOINED: Final = re.compile(r"<<-?[ \t]*['\"]?[A-Z]+['\"]?(?:[ \t]+[^\s\\][^\n]*?)?([ \t]*\\)$")
_NO_SIGN: Final = re.compile(
    rf"\bcat (?:{_PATH}[ \t]+)?<<-?[ \t]*['\"]?(?P<end>\w+)['\"]?(?:[ \t]+{_PATH.replace('before', 'behind')})?[ \t]*$"
)
_OF_ERRORS: Final = re.compile(r"(?<![\w$&>])(?:2&>1|2>\$1|2>>&1|&2>1|2>1|>2&1)(?=[\s);|]|$)")
_FILE: Final = re.compile(
    r"^\s*(?:\$ )?(?:echo|printf) (?:-\w+ )?(?:'[^']*'|\"[^\"]*\"|[\w.-]+) (\./[\w./-]+\.(?!sh$|py$)\w+)$"
)
_KEY: Final = re.compile(r"\s*(?:apiVersion|kind): \S")


def check(subject: Subject) -> Iterator[Diagnostic]:
    for snippet in subject.plan.page.snippets:
        lines = snippet.body.split("\n") if snippet.segments else []
        for number, line in enumerate(lines):
            if (shown := _FILE.search(line)) and subject.plan.page.text.count(shown[1].rpartition("/")[2]) > 1:
                at = snippet.body_at.down(number, column=snippet.body_at.column + shown.start(1))
                message = f"'{shown[1]}' is printed, and not written: a '>' is missing"
                yield LOST.mended(at, message, shown[1], f"> {shown[1]}")
            if (odd := _OF_ERRORS.search(line)) and not (odd[0] == "2>$1" and _SCRIPT.search(snippet.body)):
                at = snippet.body_at.down(number, column=snippet.body_at.column + odd.start())
                message = f"'{odd[0]}' does not send the errors where the output goes"
                yield REDIRECTION.mended(at, message, odd[0], "2>&1")
            if "<" not in line:
                continue
            if (joined := _JOINED.search(line)) and _KEY.match("".join(lines[number + 1 : number + 2])):
                message = "the backslash makes the first line of the here-document a part of the command"
                at = snippet.body_at.down(number, column=snippet.body_at.column + joined.start(1))
                yield LOST.mended(at, message, joined[1], "", remedy="remove the backslash")
            lost = _NO_SIGN.search(line)
            file = (lost["before"] or lost["behind"]) if lost else None
            if lost and file and lost["end"] in (below.strip() for below in lines[number + 1 :]):
                at = snippet.body_at.down(number, column=snippet.body_at.column + line.index(file, lost.start()))
                message = f"cat reads '{file}' in the place of the here-document: a '>' is missing"
                yield LOST.mended(at, message, file, f"> {file}")
            found = _SINGLE.search(line)
            if found and found["end"] in (below.strip() for below in lines[number + 1 :]):
                at = snippet.body_at.down(number, column=snippet.body_at.column + found.start())
                message = f"bash reads a file named '{found['end']}': the here-document has one '<'"
                yield LOST.mended(at, message, "<", "<<", expected=f"<<{found['quote']}{found['end']}{found['quote']}")
