"""Programs whose help nobody has: a flag, subcommand or value that is one slip off what the site's other calls have."""

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Final

from harness.check.commands.command_line import page_calls
from harness.check.commands.flags import COMMAND, FLAG, place
from harness.check.commands.missing_argument import MISSING
from harness.check.commands.program import known_programs
from harness.check.odd_one import is_odd_one
from harness.check.rule import Rule, Subject
from harness.check.site_links import language_root, markdown_below
from harness.check.typo import is_plural, only_slip
from harness.diagnostic import Diagnostic, Severity
from harness.parse.page import Page
from harness.programs.invocation import base_name, unwrapped
from harness.programs.known import known_names
from harness.programs.kubectl import kubectl_words
from harness.programs.long_options import options_of, subcommands_of
from harness.programs.names import BUILTINS, STANDARD
from harness.source import Location
from harness.suggest import same_but_numbers

RULES: Final[tuple[Rule, ...]] = ()  # the findings are those of flags and subcommands

PATH: Final = ""
VALUE: Final = "="
_FLAG: Final = re.compile(r"--?[A-Za-z][\w-]*")
_WORD: Final = re.compile(r"[a-z]{3,}(?:-[a-z]{2,})*")
_FORMAT_FLAGS: Final = frozenset({"-o", "--output"})
_ENOUGH: Final = 2  # other calls
_DEEPEST: Final = 3  # words in which a subcommand may be

Use = tuple[str, ...]
"""A flag; a flag with its value, or ``VALUE`` for any; ``PATH`` with words of which the last may be a subcommand."""


@dataclass(frozen=True, slots=True)
class Odd:
    """A word that no other call has, and the one that others have; empty where a flag lacks its value."""

    rule: Rule
    word: str
    meant: str = ""

    def diagnostic(self, at: Location, program: str) -> Diagnostic:
        if not self.meant:
            message = f"the flag {self.word} has no value, as it has in other calls of '{program}'"
            expected, remedy = f"a value behind {self.word}", f"add the value, or remove {self.word}"
            return self.rule.found(at, message, expected=expected, remedy=remedy, severity=Severity.WARNING)
        message = f"no other call of '{program}' has '{self.word}', and others have '{self.meant}'"
        expected = f"'{self.meant}'"
        return self.rule.slip(at, message, self.word, self.meant, expected=expected, severity=Severity.WARNING)


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    used = cache(partial(usage, page=page))
    for segment, call in page_calls(page):
        words = unwrapped(call.words)
        program = base_name(words[0]) if words else ""
        if program in known_names() and is_unknown(program):
            found = next(odd_ones(program, words[1:], used(program), page.text), None)
            if found is not None:
                yield found.diagnostic(place(segment, call, found.word), program)


def is_unknown(program: str) -> bool:
    """Whether nothing lists the flags of a program; of a filter's arguments anything may be text."""
    return program not in known_programs() and program not in STANDARD | BUILTINS and not options_of(program)


def odd_ones(program: str, words: Sequence[str], used: Counter[Use], page: str) -> Iterator[Odd]:
    for use in uses(words):
        *before, last = use
        if used[use] > 1 or (before[:1] == [PATH] and subcommands_of([program, *before[1:]])):
            continue  # known subcommands are compared with all that there are
        same = {each[-1]: count for each, count in used.items() if [*each[:-1]] == before}
        formats = kubectl_words().output_formats if before and before[0] in _FORMAT_FLAGS else ()
        often = {each for each, count in same.items() if count >= _ENOUGH or (count and is_odd_one(last, each, page))}
        if meant := meant_by(last, {*often, *formats}):
            yield Odd(FLAG if last.startswith("-") else COMMAND, last, meant)
    for first, second in itertools.pairwise(words):
        if first == "--" and used[(f"--{second}",)] >= _ENOUGH and used[("--",)] <= 1:
            yield Odd(FLAG, f"-- {second}", f"--{second}")
    last = words[-1] if words else ""
    if used[last, VALUE] > _ENOUGH and used[last, VALUE] + 1 == used[(last,)]:
        yield Odd(MISSING, last)


def meant_by(word: str, often: Collection[str]) -> str:
    near = only_slip(word, (each for each in often if not same_but_numbers(word, each)))
    short = min(len(word), len(near)) < len("yml") or word.startswith("-") != near.startswith("--")
    return "" if short or word in often or is_plural(word, near) else near


def uses(words: Sequence[str]) -> Iterator[Use]:
    """What is used of a program: flags, their values, and the subcommands with those before them."""
    path: list[str] = []
    inside, before = True, ""
    for word in words:
        flag, equals, value = word.partition("=")
        if word == "--" or _FLAG.fullmatch(flag):
            inside, before = False, "" if equals or word == "--" else flag
            yield (flag,)
            if equals:
                yield from of_value(flag, value)
            continue
        inside = inside and _WORD.fullmatch(word) is not None and len(path) < _DEEPEST
        if inside:
            yield (PATH, *path, word)
            path.append(word)
        elif before:
            yield from of_value(before, word)
        before = ""


def of_value(flag: str, value: str) -> Iterator[Use]:
    yield flag, VALUE
    if _WORD.fullmatch(value):
        yield flag, value


def usage(program: str, page: Page) -> Counter[Use]:
    """How often each use is on the page and on the site's other pages."""
    file = page.path.absolute()
    root = language_root(file, page.language)
    found = Counter(used_in(program, page.text))
    if root is not None:
        found.update(used_on(program, root))
        found.subtract(used_in(program, markdown_below(root).get(file, "")))
    return found


@lru_cache(maxsize=256)
def used_on(program: str, root: Path) -> Counter[Use]:
    """All uses on the pages of a site."""
    found: Counter[Use] = Counter()
    for text in markdown_below(root).values():
        if program in text:
            found.update(used_in(program, text))
    return found


@lru_cache(maxsize=4096)
def used_in(program: str, text: str) -> Counter[Use]:
    return Counter(
        use for found in calls_of(program).finditer(text) for use in uses(found[1].replace("\\\n", " ").split())
    )


@lru_cache(maxsize=256)
def calls_of(program: str) -> re.Pattern[str]:
    """Its calls in code: at the start of a line or of inline code, behind a prompt, and in a substitution."""
    return re.compile(
        rf"(?:^[ \t]*(?:\$ )?|`|\| ?|\()(?:\S*/)?{re.escape(program)} ((?:\\\n|[^\n|;`)])*)", re.MULTILINE
    )
