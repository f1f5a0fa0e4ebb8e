"""Would a promise notice? Small changes to a real output, and which of them still pass.

A promise that a changed output keeps proves little: it is *vacuous*. Dropping a line that the page leaves out anyway is
no such change, so only lines that a promised line agreed with are touched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from harness.match.compare import compare
from harness.match.match import LEFT_OUT, Match
from harness.plan.step import Command

NUMBERED: Final = re.compile(r"\bv(\d)\b")
READY: Final = re.compile(r"\b([1-9])/\1\b")
STATE: Final = {"Running": "Pending", "True": "False", "created": "unchanged", "200": "503", "deployed": "failed"}
MOST_LINES: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """A changed output; ``name`` says in what."""

    name: str
    text: str


def mutations(text: str, match: Match) -> Iterator[Mutation]:
    """Changes to an output that agreed: nothing at all, a promised line less, another version, readiness or state."""
    yield Mutation(name="no output", text="")
    lines = text.splitlines()
    promised = {one.actual for one in match.differences if one.line is not None and one.expected != LEFT_OUT}
    touched = [number for number, line in enumerate(lines) if line.rstrip() in promised][:MOST_LINES]
    for number in touched:
        line = lines[number]
        yield Mutation(name=f"without line {number + 1}", text="\n".join(lines[:number] + lines[number + 1 :]))
        for what, changed in _changed(line):
            yield Mutation(
                name=f"line {number + 1} with {what}", text="\n".join([*lines[:number], changed, *lines[number + 1 :]])
            )


def _changed(line: str) -> Iterator[tuple[str, str]]:
    if found := NUMBERED.search(line):
        other = f"v{(int(found.group(1)) + 1) % 10}"
        yield f"{other} for {found.group()}", line[: found.start()] + other + line[found.end() :]
    if found := READY.search(line):
        yield (
            f"0/{found.group(1)} for {found.group()}",
            f"{line[: found.start()]}0/{found.group(1)}{line[found.end() :]}",
        )
    for good, bad in STATE.items():
        if re.search(rf"\b{good}\b", line):
            yield f"{bad} for {good}", re.sub(rf"\b{good}\b", bad, line, count=1)


def survivors(
    command: Command, text: str, *, output_syntax: str | None = None, rules: frozenset[str] | None = None
) -> tuple[Mutation, ...]:
    """The mutations of a real output that the command's promise still accepts; none when the output does not agree."""
    if command.expected is None:
        return ()
    match = compare(command, text, output_syntax=output_syntax, rules=rules)
    if not match.agrees:
        return ()
    command = replace(command, matcher=match.matcher)
    return tuple(
        mutation
        for mutation in mutations(text, match)
        if mutation.text.strip() != text.strip()
        and compare(command, mutation.text, output_syntax=output_syntax, rules=rules).agrees
    )
