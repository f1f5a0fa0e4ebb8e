"""A variable where bash leaves it as it is: ``'$POD_NAME'``, or a manifest behind ``<<'EOF'``."""

import re
from collections.abc import Collection, Iterator
from typing import Final

from harness.check.commands.command_line import line_place, place_of, segments
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.parse.page import Segment
from harness.programs.names import BUILTINS, STANDARD
from harness.shell.heredoc import heredocs
from harness.shell.script import Use
from harness.shell.script_reader import read_script

QUOTED: Final = Rule.named("single-quoted-variable")
RULES: Final = (QUOTED,)

_QUOTED: Final = re.compile(r"(?<=[\s=])'(\$\{?([A-Za-z_]\w*)\}?)'(?=[\s)|;&]|$)", re.MULTILINE)
_TILDE: Final = re.compile(r"(?<=\s)([\"'])(~/[\w./-]+)\1(?=[\s)|;&]|$)", re.MULTILINE)
_DELIMITER: Final = re.compile(r"<<-?[ \t]*('\w+'|\"\w+\"|\\\w+)")
_IN_VALUE: Final = re.compile(r"^ *(?:- )?(?:[\w.-]+: )?[\"'\[]*[\w./-]*\$\{?([A-Z][A-Z0-9_]+)\b", re.MULTILINE)
_MANIFEST: Final = re.compile(r"^ *apiVersion: ", re.MULTILINE)
_LONG: Final = 4  # letters of a name that is no usual word
_OF_OBJECT: Final = re.compile(r"\bkubectl (?:-n \S+ )?(?:exec|logs|port-forward)(?: (?:-n|-c) \S+| -(?:it|ti|i|t))* $")
_PIPED: Final = re.compile(r"'[^']*' *\| *(?!envsubst|tee\b)\w")
_PRINTS: Final = frozenset({"echo", "printf", "alias", "export"})
_SHOWS: Final = re.compile(r"\b(?:echo|printf) $")
_WANTS_IT: Final = re.compile(r"\b(?:envsubst|echo|printf|grep|sed|awk|sh|bash|eval|alias|jq|perl|trap|--)\b[^|;&\n]*$")


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    names = {
        mention.name
        for segment in segments(page)
        for mention in read_script(segment.command).mentions
        if mention.use is Use.SET
    } | subject.known_variables
    shown = {name for name in names - subject.known_variables if len(name) >= _LONG and name.isupper()}
    for segment in segments(page):
        yield from in_heredocs(segment, shown)
        for found in _TILDE.finditer(segment.command) if "~/" in segment.command else ():
            before = segment.command[: found.start()].rpartition("\n")[2]
            program = (*re.split(r"[|;&(]", before)[-1].split(), "")[0]
            file = before.rstrip().endswith((">", "-f")) or (program in STANDARD | BUILTINS and program not in _PRINTS)
            if file and not heredocs(segment.command):
                at = place_of(found.start(), segment.command, segment.at)
                message = f"{found[0]} is a path below a folder named '~': bash knows it without quotes only"
                yield QUOTED.mended(at, message, found[0], found[2])
        if "'$" not in segment.command or heredocs(segment.command):
            continue
        for found in _QUOTED.finditer(segment.command):
            before = segment.command[: found.start()].rpartition("\n")[2]
            quoted = before.count('"') % 2 == 1
            piped = found[2] in names and _PIPED.match(segment.command[found.start() :]) is not None
            wanted = _WANTS_IT.search(before) is not None and not (piped and _SHOWS.search(before))
            if (found[2] in names or _OF_OBJECT.search(before)) and not quoted and not wanted:
                at = place_of(found.start(), segment.command, segment.at)
                message = f"{found[0]} is plain text: bash puts no value in single quotes"
                yield QUOTED.mended(at, message, found[0], f'"{found[1]}"')


def in_heredocs(segment: Segment, names: Collection[str]) -> Iterator[Diagnostic]:
    """A manifest behind a quoted delimiter that has a variable of the page's shell as a value."""
    for heredoc in heredocs(segment.command):
        opening = segment.command.split("\n")[heredoc.line - 1]
        quoted = _DELIMITER.search(opening)
        values = [found for found in _IN_VALUE.finditer(heredoc.body) if found[1] in names]
        if heredoc.expands or quoted is None or not values or not _MANIFEST.search(heredoc.body):
            continue
        own = any(re.search(rf"name: [\"']?{found[1]}\b", heredoc.body) for found in values)  # of a container
        if own or "envsubst" in segment.command:
            continue
        at = line_place(segment, heredoc.line - 1, quoted.start(1))
        message = f"the quoted delimiter keeps bash from putting in the value of ${values[0][1]}"
        yield QUOTED.mended(at, message, quoted[1], quoted[1].strip("'\"\\"))
