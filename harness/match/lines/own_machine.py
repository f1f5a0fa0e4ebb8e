"""What a page shows of its author's machine, of which this run has its own: who and where the author is, and when.

What the page says itself counts: words of the command, the kind of a number, the rest of a path.
"""

import re
from collections.abc import Iterator
from typing import Final

from harness.match.lines.line import agreed, agreement
from harness.match.lines.line_key import scanner
from harness.match.lines.text import lines_of
from harness.match.match import Difference, Match
from harness.match.ordering import GIVEN_MOMENT
from harness.match.rules import ALL_RULES
from harness.programs.invocation import invocation
from harness.programs.names import VARIABLES_OF_MACHINE
from harness.programs.roles import FILTERS, PASSES_ON, TELLS_OF_MACHINE
from harness.run.environment_base import OWN_FOLDER
from harness.settings import tolerance
from harness.shell.script import Call
from harness.shell.script_reader import read_script

SAYING: Final = frozenset({"echo", "printf"})
VERSION: Final = re.compile(r"\S+ (?:--version|-V|-v|version)(?: --?[a-z][\w=-]*)*")
FILLED_IN: Final = re.compile(r"\$\((?:[^()]|\([^()]*\))*\)|\$\{[^}]*\}|\$\w+|`[^`]*`")
NUMBER: Final = re.compile(r"[\d.,:%/+-]*\d[\d.,:%/+-]*")
WORD: Final = re.compile(r"[^\s\"'()$]+")
BEFORE: Final = r"(?<![\w/.~+@-])"
HOME: Final = r"(?:/home/[\w.-]+|/Users/[\w.-]+|/root)"
END: Final = r"(?!/?[\w@+-]|\.\w)"


def of_machine(command: str, expected: str, actual: str, /, *, rules: tolerance.Tolerances = ALL_RULES) -> Match | None:
    """The comparison of what a command tells of the machine or the moment; ``None`` where it is no agreement."""
    shown, printed = lines_of(expected), [line.text for line in lines_of(actual)]
    if tolerance.MACHINE not in rules or len(shown) != len(printed) or not tells_of_machine(command):
        return None
    if not all(map(re.fullmatch, says(command, len(shown)), (line.text for line in shown))):
        return None
    said, scan = set(WORD.findall(command)), scanner(rules)
    differences: list[Difference] = []
    for line, text in zip(shown, printed, strict=True):
        accepted_by = agreement(scan, line.text, text)
        if accepted_by is None and not alike(line.text.split(), text.split(), said):
            return None
        differences.append(agreed(line, text, (tolerance.MACHINE.name,) if accepted_by is None else accepted_by))
    return Match(matcher="tolerant", agrees=True, differences=tuple(differences))


def tells_of_machine(command: str) -> bool:
    """Whether all that a command prints is of the machine, its user or the moment, but for words of its own."""
    script = read_script(command)
    others = [call for call in script.calls if call.program not in SAYING and not passes_on(call)]
    telling = bool(others) or not VARIABLES_OF_MACHINE.isdisjoint(script.reads)
    return telling and all(map(tells, others)) and GIVEN_MOMENT.search(command) is None


def tells(call: Call) -> bool:
    """Whether a call asks for what the machine has, its version of a program included."""
    telling = call.program in TELLS_OF_MACHINE or invocation(call.words).program in TELLS_OF_MACHINE
    return telling or VERSION.fullmatch(" ".join(call.words)) is not None


def says(command: str, lines: int) -> list[str]:
    """An expression for each line that an ``echo`` says, with anything where bash fills in; none if others print, too.

    Without any, nothing is known of the lines.
    """
    calls = [call for call in read_script(command).calls if call.gives is None]
    echoed = [call.words[1:] for call in calls if call.program == "echo" and not call.words[-1].startswith("-")]
    own = [words for words in echoed if words and not words[0].startswith("-")]
    if len(own) != lines:
        return []
    return [".*".join(map(re.escape, FILLED_IN.split(" ".join(words)))) for words in own]


def passes_on(call: Call) -> bool:
    return call.fed and (call.program in PASSES_ON or call.program in FILTERS)


def alike(expected: list[str], actual: list[str], said: set[str]) -> bool:
    """Whether two lines differ in values only: not in ``said``, the words of the command, nor in kinds of numbers."""
    if len(expected) != len(actual):
        return said.isdisjoint(last_part(word) for word in actual)
    return all(left == right or _alike(left, right, said) for left, right in zip(expected, actual, strict=True))


def _alike(left: str, right: str, said: set[str]) -> bool:
    if last_part(right) in said:
        return last_part(left) == last_part(right)
    numbers = NUMBER.fullmatch(left) and NUMBER.fullmatch(right)
    return not numbers or re.sub(r"\d+", "0", left) == re.sub(r"\d+", "0", right)


def last_part(word: str) -> str:
    return word.rstrip("/").rpartition("/")[2].strip("\"',.:;()")


def with_own_folders(expected: str, actual: str) -> str:
    """An expected output in which the author's folder is that of the run, where what was printed has one of it.

    Below it the path has to be the same; for the folder itself the page has its author's home, or one below it that
    is not all that a line shows: ``pwd`` is there to show which one it is.
    """
    for whole, tail in own_folders(actual):
        alone = actual.strip() == whole
        page = rf"(?:~|(?:/[\w.@+-]+)+){re.escape(tail)}" if tail else HOME if alone else rf"{HOME}(?:/[\w.@+-]+)*"
        expected = re.sub(f"{BEFORE}{page}{END}", whole, expected)
    return expected


def own_folders(actual: str) -> Iterator[tuple[str, str]]:
    """Each path in a folder of the run, with what is below that folder; the longest first."""
    found = {match[0]: match["below"].rstrip("/") for match in OWN_FOLDER.finditer(actual)}
    for whole in sorted(found, key=len, reverse=True):
        yield whole.rstrip("/"), found[whole]


def with_words_of_here(expected: str, actual: str) -> str:
    """An expected output with the quotes of this machine, in which other shells say as bash what they cannot start."""
    for word in QUOTED.findall(actual):
        for quotes in ("'{}'", "`{}'", "\u2018{}\u2019"):
            expected = expected.replace(quotes.format(word[1:-1]), word)
    for pattern, words in OTHER_SHELLS.items():
        expected = pattern.sub(words, expected)
    for line, program, file, reason in GNU_SAYS.findall(actual):
        expected = expected.replace(f"{program}: {file}: {reason}", line)
    return expected


GNU_SAYS: Final = re.compile(r"(?m)^(([\w.+-]+): (?:cannot|can't) [a-z ]+ '([^'\n]+)': (\S[^\n]*))$")
"""How programs of GNU say what those of macOS and BSD say without a word for what they tried to do."""


QUOTED: Final = re.compile(r"\u2018[^\u2018\u2019\n]*\u2019|(?<!\w)'[^'\n]*'(?!\w)")
"""How programs quote, in the letters of a language or in those of all."""
OTHER_SHELLS: Final = {
    re.compile(r"^-?zsh: command not found: (\S+)$", re.MULTILINE): r"bash: \1: command not found",
    re.compile(r"^-?zsh: no such file or directory: (\S+)$", re.MULTILINE): r"bash: \1: No such file or directory",
    re.compile(r"^-?zsh: permission denied: (\S+)$", re.MULTILINE): r"bash: \1: Permission denied",
    re.compile(r"^(?:/bin/)?(?:da)?sh: (?:\d+: )?(\S+): not found$", re.MULTILINE): r"bash: \1: command not found",
    re.compile(r"^(?:-bash|(?:/usr)?/bin/bash|-?k?sh): (?:line \d+: |\d+: )?", re.MULTILINE): "bash: ",
}
