"""``kubectl exec``: the dashes before the program inside, and one cluster for the pod and for its name."""

import re
from collections.abc import Iterator
from typing import Final

from harness.check.commands.command_line import CommandLine, call_place, line_place, program_lines, takes_next
from harness.check.commands.context import context_of
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.fix import swap
from harness.parse.page import Segment
from harness.programs.invocation import invocation
from harness.programs.names import KUBECTL_NAMING_OBJECTS
from harness.shell.script import Call
from harness.shell.script_reader import read_script
from harness.source import Location

DASHES: Final = Rule.named("missing-dashes")
MIXED: Final = Rule.named("mixed-contexts")
RULES: Final = (DASHES, MIXED)

_PLAIN: Final = re.compile(r"[a-z][\w-]*")
_INNER: Final = re.compile(r"\$\((.*)\)", re.DOTALL)


def check(subject: Subject) -> Iterator[Diagnostic]:
    for segment, call, line in program_lines(subject.plan.page, "kubectl"):
        at = call_place(segment, call)
        if line.verb == "exec" and not line.arguments and line.rest and not line.has("-f", "--filename"):
            pod = line.rest[0]
            message = f"'kubectl exec' has no pod: '{pod}' is behind the '--'"
            yield DASHES.mended(at, message, f"-- {pod}", f"{pod} --")
        if line.verb == "exec" and line.rest and len(line.arguments) > 1 and _PLAIN.fullmatch(line.arguments[1]):
            word = line.arguments[1]
            message = f"'{word}' is between the pod and the '--': kubectl drops it"
            yield DASHES.found(at, message, expected="nothing between the pod and the '--'", remedy="remove it")
        if without_dashes(line):
            index = next(index for index in range(len(call.words)) if is_inner(call.words, index, line))
            place, inside = inner_place(segment, call, index)
            yield DASHES.found(
                at,
                f"'kubectl exec' needs '--' before the program that runs inside: {line.arguments[1]}",
                expected=f"kubectl exec {line.arguments[0].replace('PLACEHOLDER', '...')} -- {line.arguments[1]}",
                remedy=f"put '-- ' before {line.arguments[1]}",
                fix=swap(place, inside, f"-- {inside}"),
            )
        for outer, inner in mixed(line, call.words):
            yield MIXED.found(
                at,
                f"the command is for {outer}, and the name that it is given comes from {inner}",
                expected="one cluster in both",
                remedy=f"write {outer} in both, or {inner}",
            )


def is_inner(words: tuple[str, ...], index: int, line: CommandLine) -> bool:
    """Whether a word is the program inside, and not the value of an option that happens to be called so."""
    before = words[index - 1]
    value = before.startswith("-") and "=" not in before and takes_next(before, line.command)
    return index > 0 and words[index] == line.arguments[1] and not value


def inner_place(segment: Segment, call: Call, index: int) -> tuple[Location, str]:
    """Where the program inside is, as sure as its words and the one before it say, and its words."""
    words = call.words[index:][:2]
    inside = " ".join(words if all(word.strip("-").isalnum() for word in words) else words[:1])
    line = segment.command.split("\n")[call.line]
    found = [*re.finditer(rf"(?<=\s){re.escape(call.words[index - 1])}[\"']?\s+({re.escape(inside)})(?=\s|$)", line)]
    at = line_place(segment, call.line, found[0].start(1)) if len(found) == 1 else call_place(segment, call)
    return at, inside


def without_dashes(line: CommandLine) -> bool:
    if line.verb != "exec" or line.rest is not None:
        return False
    pods = 0 if line.has("-f", "--filename") else 1
    return len(line.arguments) > pods and len(line.arguments) > 1


def mixed(line: CommandLine, words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The contexts of a command and of a substitution that names its object, where they differ."""
    outer = context_of(invocation(words))
    if outer is None or line.verb not in KUBECTL_NAMING_OBJECTS:
        return
    for word in line.arguments:
        found = _INNER.search(word)
        for call in read_script(found[1]).calls if found else ():
            inner = context_of(invocation(call.words))
            if inner is not None and inner != outer:
                yield outer, inner
