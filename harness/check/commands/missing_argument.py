"""What a command cannot do without: the value of a flag, and the file of ``kubectl apply``."""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from harness.check.commands.bare_text import bare_text
from harness.check.commands.command_line import CommandLine, command_line, page_calls, place_of, segments, takes_next
from harness.check.commands.flags import COMMAND, FLAG, Misfit, place, runs_another
from harness.check.commands.inner_call import inner_words
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic, Severity
from harness.fix import Fix, swap
from harness.parse.page import Segment
from harness.programs.invocation import base_name
from harness.programs.long_options import long_options
from harness.programs.names import KUBECTL_FROM_FILES
from harness.programs.resource_names import is_resource
from harness.shell.script import Call

MISSING: Final = Rule.named("missing-argument")
RULES: Final = (MISSING,)

APPENDS: Final = frozenset({"xargs", "parallel", "find", "timeout"})
"""What they call gets more words: from their input, or behind their own."""
_EMPTY: Final = re.compile(r"(?<=\s)(--[a-z][a-z-]+)=(?=\s|$)", re.MULTILINE)
_BLANK: Final = re.compile(r"(?<=\s)(--[a-z][a-z-]+) =(?=[^\s=])")
_MAY_BE_EMPTY: Final = (
    *("--set", "--set-string", "--from-literal", "--env", "password", "token", "--field-selector", "--entrypoint"),
    *("class", "prefix", "suffix", "--email", "passphrase", "--user", "-user", "--labels", "--annotations"),
)
"""Flags whose empty value says something: none at all."""
_FILE: Final = re.compile(r"^https?://|\.(?:ya?ml|json)$")
_LONG: Final = re.compile(r"-([a-z][a-z-]{3,})")
_TAKES: Final = {"curl": frozenset({"-o", "-H", "-d", "-X", "-w", "--header", "--data", "--output", "--request"})}


def check(subject: Subject) -> Iterator[Diagnostic]:
    for segment in segments(subject.plan.page):
        yield from empty_values(segment)
    for segment, call in page_calls(subject.plan.page):
        if call.words and base_name(call.words[0]) not in APPENDS:
            yield from of_call(segment, call)


def empty_values(segment: Segment) -> Iterator[Diagnostic]:
    """``--key=`` before a blank."""
    for found in _BLANK.finditer(bare_text(segment.command)) if " =" in segment.command else ():
        at = place_of(found.start(), segment.command, segment.at)
        message = f"a blank is before the '=' of {found[1]}: its value is another argument"
        yield MISSING.mended(at, message, f"{found[1]} =", f"{found[1]}=")
    empty = re.search(r"=(?:\s|$)", segment.command) is not None
    for found in _EMPTY.finditer(bare_text(segment.command)) if empty else ():
        if not found[1].endswith(_MAY_BE_EMPTY):
            yield MISSING.found(
                place_of(found.start(), segment.command, segment.at),
                f"{found[1]}= has no value",
                expected=f"{found[1]}=VALUE, without a blank",
                remedy="write the value behind the '='",
                fix=joined(segment, found),
                severity=Severity.WARNING,  # an empty value may be meant
            )


def joined(segment: Segment, found: re.Match[str]) -> Fix | None:
    """The value that is behind the flag already, without the blank between them."""
    value = re.match(r" ([\w.$\"'{/][^\s|;&]*)(?=\s|$)", segment.command[found.end() :])
    at = place_of(found.start(), segment.command, segment.at)
    if value is None or is_resource(value[1].partition("/")[0]):
        return None
    return swap(at, f"{found[0]} {value[1]}", f"{found[0]}{value[1]}")


def of_call(segment: Segment, call: Call) -> Iterator[Diagnostic]:
    line = command_line(call.words)
    for flag in dict.fromkeys((*without_value(line), *without_word(call.words))):
        if re.search(rf"{re.escape(flag)}[ =]?<[^<(]", segment.command):  # <file.yaml> is for the reader to fill in
            continue
        at = place(segment, call, flag)
        twice = f" {flag} {flag} " in segment.command
        fed = flag == call.words[-1] == "-f" and re.search(r"-f *<<|\|[^|\n]*-f *$", segment.command, re.MULTILINE)
        yield MISSING.found(
            at,
            f"the flag {flag} has no value",
            expected=f"a value behind {flag}",
            remedy="write '-f -', which reads what comes in" if fed else f"add the value, or remove {flag}",
            fix=swap(at, "-f", "-f -") if fed else swap(at, f"{flag} {flag}", flag) if twice else None,
        )
    if line is not None and (flag := flag_of_subcommands(line)):
        yield Misfit(rule=COMMAND, word=flag, command=line.command).diagnostic(place(segment, call, flag))
    if line is not None and lacks_file(line):
        message = f"'{line.command.name}' has no -f: it does not know what to {line.verb}"
        expected = "'-f FILE', '-f -' for what comes in, or '-k FOLDER'"
        yield MISSING.mended(place(segment, call, line.verb), message, line.verb, f"{line.verb} -f", expected=expected)
    for words in inner_words(call):
        yield from dashes(segment, call, words)


def without_value(line: CommandLine | None) -> Iterator[str]:
    """The flags of a known program that end the call, or that another flag follows."""
    for name, value in line.flags if line is not None else ():
        if line is None or not takes_next(name, line.command):
            continue
        another = value is not None and len(value) > 1 and value.partition("=")[0] in line.command.flags
        if value is None or another:
            yield name


def flag_of_subcommands(line: CommandLine) -> str:
    """The flag of a call without its subcommand, as ``kubectl -f -``, that only subcommands have; empty for others."""
    inner = frozenset[str]().union(*(each.flags for each in line.command.commands.values()))
    # A variable in the place of the subcommand is the name of a pod, where a program to run in it follows.
    pod = line.rest is not None and all(word.startswith("$") for word in line.arguments)
    alone = line.command.name == line.program and (pod or (not line.arguments and line.rest is None))
    return next((name for name, _ in line.flags if alone and name in inner - line.command.flags), "")


def without_word(words: tuple[str, ...]) -> Iterator[str]:
    takes = _TAKES.get(base_name(words[0]), frozenset[str]())
    for word, after in zip(words, (*words[1:], None), strict=True):
        if word in takes and (after is None or after in takes):
            yield word


def lacks_file(line: CommandLine) -> bool:
    """Whether ``kubectl apply`` names no file, and ``create`` one without ``-f``; a variable may be a flag with it."""
    of_file = line.command.name == "kubectl create" and any(map(_FILE.search, line.arguments[:1]))
    if not (of_file or line.command.name == "kubectl apply"):
        return False
    if line.has(*KUBECTL_FROM_FILES, "-k", "--kustomize", "-h", "--help"):
        return False
    known = all(name in line.command.flags for name, _ in line.flags)
    words = [word for word in line.arguments if not word.startswith("<(")]
    return known and line.rest is None and not any(sign in word for word in words for sign in "$<{`…")


def dashes(segment: Segment, call: Call, words: Sequence[str]) -> Iterator[Diagnostic]:
    """``-- wait`` and ``-resolve`` for ``--wait`` and ``--resolve``, here and inside of a pod."""
    options = long_options().get(base_name(words[0]), frozenset())
    line = command_line(tuple(words))
    if line is not None and not runs_another(line.command.name) and "--image" not in line.command.flags:
        options = frozenset(each[2:] for each in line.command.flags if each.startswith("--"))
    for word, after in itertools.pairwise((*words, "")):
        long = _LONG.fullmatch(word.partition("=")[0])
        if word == "--" and after.partition("=")[0] in options:
            old, message = f"-- {after}", f"the blank in '-- {after}' ends the flags: '{after}' is another argument"
            yield FLAG.mended(place(segment, call, old), message, old, f"--{after}")
        elif line is None and long is not None and long[1] in options:
            message = f"'{word}' is read letter by letter: it has one dash"
            yield FLAG.mended(place(segment, call, word), message, word, f"-{word}")
