"""A name that a blank cuts in two: ``kubectl delete service web api``, where all else has ``web-api``."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from harness.check.commands.command_line import CommandLine, command_line, page_calls
from harness.check.commands.flags import place
from harness.check.commands.object_name import NAME
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.programs.kubectl import kubectl_words
from harness.programs.resource_names import is_resource

RULES: Final[tuple[Rule, ...]] = ()  # the findings are those of names of objects

_NAME: Final = re.compile(r"[a-z0-9]+(?:[-./][a-z0-9]+)*/?")


def check(subject: Subject) -> Iterator[Diagnostic]:
    calls = list(page_calls(subject.plan.page))
    words = Counter(word for _, call in calls for word in call.words)
    text = subject.plan.page.text
    for segment, call in calls:
        line = command_line(call.words)
        for before, joint, after in pairs(line, call.words) if line is not None else ():
            joined = f"{before}{joint}{after}"
            known = joined in kubectl_words().namespaces or re.search(
                rf"(?<![\w./-]){re.escape(joined)}(?![\w/-])", text
            )
            if known and words[after] == 1:
                old = f"{before} {after}"
                yield NAME.mended(place(segment, call, old), f"a blank cuts '{joined}' in two", old, joined)


def pairs(line: CommandLine, words: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Names or values of flags and what is behind them, with what may have been between: a hyphen, or nothing."""
    named = {*line.arguments, *(value for _, value in line.flags)}
    ours = itertools.takewhile(lambda word: word != "--", words)
    for flag, before, after in zip(("", *words), ours, words[1:], strict=False):
        if before in named and _NAME.fullmatch(before) and _NAME.fullmatch(after) and not is_resource(before):
            if before.endswith("/") or line.program != "helm":  # a release may be called as the start of its chart
                yield before, "" if before.endswith("/") else "-", after
            if flag.startswith("-"):
                yield before, "=", after
