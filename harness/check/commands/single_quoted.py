"""A variable in single quotes, where bash leaves it as it is: ``'$POD_NAME'``."""

import re
from collections.abc import Iterator
from typing import Final

from harness.check.commands.command_line import place_of, segments
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic, Severity
from harness.fix import swap
from harness.shell.heredoc import heredocs
from harness.shell.script import Use
from harness.shell.script_reader import read_script

QUOTED: Final = Rule(
    code="single-quoted-variable",
    severity=Severity.WARNING,
    meaning="A variable that the page sets, alone in single quotes: bash puts nothing in its place.",
)
RULES: Final = (QUOTED,)

_QUOTED: Final = re.compile(r"(?<=[\s=])'(\$\{?([A-Za-z_]\w*)\}?)'(?=[\s)|;&]|$)", re.MULTILINE)
_WANTS_IT: Final = re.compile(r"\b(?:envsubst|echo|printf|grep|sed|awk|sh|bash|eval|alias|jq|perl|trap|--)\b[^|;&\n]*$")


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    names = {
        mention.name
        for segment in segments(page)
        for mention in read_script(segment.command).mentions
        if mention.use is Use.SET
    } | subject.known_variables
    for segment in segments(page):
        if "'$" not in segment.command or heredocs(segment.command):
            continue
        for found in _QUOTED.finditer(segment.command):
            before = segment.command[: found.start()].rpartition("\n")[2]
            quoted = before.count('"') % 2 == 1
            if found[2] in names and not quoted and not _WANTS_IT.search(before):
                at = place_of(found.start(), segment.command, segment.at)
                yield QUOTED.found(
                    at,
                    f"{found[0]} is plain text: bash puts no value in single quotes",
                    expected=f'"{found[1]}"',
                    remedy="use double quotes",
                    fix=swap(at, found[0], f'"{found[1]}"'),
                )
