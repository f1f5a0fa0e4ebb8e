"""Values of flags that their programs refuse: ``--from-literal=KEY``, ``--timeout=60``, ``-l app:web``."""

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from harness.check.closing_fixes import is_json
from harness.check.commands.command_line import command_line, page_calls, place_of, segments
from harness.check.commands.flags import place
from harness.check.commands.inner_call import inner_words
from harness.check.commands.lost_dollar import readable
from harness.check.placeholder_value import is_placeholder
from harness.check.rule import Rule, Subject
from harness.check.typo import only_slip, typo_of
from harness.diagnostic import Diagnostic
from harness.fix import swap
from harness.parse.page import Segment
from harness.programs.flag_values import FlagForm, flag_forms
from harness.programs.invocation import base_name, unwrapped

VALUE: Final = Rule.named("wrong-flag-value")
RULES: Final = (VALUE,)

_FILLED_IN: Final = frozenset("$`<>{…")
_JSON: Final = re.compile(r"(?<=[\s=])\"[\[{]+\"\w[\w./-]*\" ?:[^\n]*[\]}]\"(?=\s|$)")
_BARE_JSON: Final = re.compile(r"\s(?:-p|-d|--patch|--data|--overrides)[ =](\{\"[^\n']*\})(?=\s|$)")
_VARIABLE: Final = re.compile(r"\$\w+|\$\{\w+\}")
Pair = tuple[str, str]


def check(subject: Subject) -> Iterator[Diagnostic]:
    for segment in segments(subject.plan.page):
        yield from json_in_double_quotes(segment)
        yield from json_without_quotes(segment)
    for segment, call in page_calls(subject.plan.page):
        for words in inner_words(call) if any_flag().search(segment.command) else ():
            command, pairs = flag_values(words)
            used = [(flag, value, form) for flag, value in dict.fromkeys(pairs) for form in forms_of(command, flag)]
            for flag, value, form in used:
                if "PLACEHOLDER" in value or is_filled_in(value, form):
                    continue
                for part in form.misfits(value):
                    meant = mended(part, form)
                    if form.open and not meant:
                        continue
                    at, message = place(segment, call, part or flag), f"{flag} of '{command}' cannot be {part!r}"
                    otherwise = "correct the value"
                    yield VALUE.slip(at, message, part, meant, expected=form.expected, otherwise=otherwise)


def json_in_double_quotes(segment: Segment) -> Iterator[Diagnostic]:
    """``-p "{"spec": ...}"``: each quote of the JSON ends the text for bash."""
    for found in _JSON.finditer(readable(segment.command)) if '{"' in segment.command else ():
        at = place_of(found.start(), segment.command, segment.at)
        text = segment.command[found.start() : found.end()]
        yield VALUE.found(
            at,
            "the quotes of the JSON end the text in double quotes: they are lost",
            expected="JSON in single quotes",
            remedy="put single quotes around it",
            fix=swap(at, text, f"'{text[1:-1]}'") if is_json(text[1:-1]) else None,
        )


def json_without_quotes(segment: Segment) -> Iterator[Diagnostic]:
    """``-p {"spec": ...}``: bash takes the quotes of the JSON for its own."""
    for found in _BARE_JSON.finditer(readable(segment.command)) if ' {"' in segment.command else ():
        text = segment.command[found.start(1) : found.end(1)]
        if is_json(text):
            at, message = place_of(found.start(1), segment.command, segment.at), "bash takes the quotes out of the JSON"
            yield VALUE.mended(at, message, text, f"'{text}'", expected="JSON in single quotes")


@cache
def any_flag() -> re.Pattern[str]:
    """Matches where a command may have a flag of the table."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, flag_forms()))})(?![\w-])")


def flag_values(words: Sequence[str]) -> tuple[str, Sequence[Pair]]:
    """The command with its subcommands, and its flags with their values."""
    line = command_line(tuple(words))
    if line is not None and line.command.commands and line.arguments:
        return "", ()  # a plug-in has flags of its own
    if line is not None:
        return line.command.name, [(name, value) for name, value in line.flags if value is not None]
    words = unwrapped(tuple(words))
    if not words:
        return "", ()
    pairs = [(word, after) for word, after in itertools.pairwise(words) if word.startswith("-") and "=" not in word]
    verbs = [word for word in words[1:3] if word.isalpha()]
    return " ".join((base_name(words[0]), *verbs)), [*pairs, *_joined(words)]


def _joined(words: Sequence[str]) -> Iterator[Pair]:
    """``--flag=value``."""
    ours = itertools.takewhile(lambda word: word != "--", words)
    yield from ((name, value) for name, is_joined, value in (word.partition("=") for word in ours) if is_joined)


def is_filled_in(value: str, form: FlagForm) -> bool:
    if form.part is not None:
        return False  # a part is found only where it is written out
    if form.wrong is not None and form.wrong.fullmatch(value):
        return False
    if form.placeholders and is_placeholder(value):
        return True
    return bool(_FILLED_IN.intersection(_VARIABLE.sub("", value) if form.variables else value))


def forms_of(command: str, flag: str) -> Sequence[FlagForm]:
    return [form for form in flag_forms().get(flag, ()) if form.holds_for(command)]


def mended(value: str, form: FlagForm) -> str:
    """The value that was meant; empty where nobody knows."""
    if form.words:
        return typo_of(value.strip(), form.words) or (only_slip(value, form.words) if form.open else "")
    if form.wrong is None or not form.wrong.fullmatch(value):
        return ""
    better = form.wrong.sub(form.right, value)
    return "" if form.misfits(better) else better
