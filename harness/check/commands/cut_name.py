"""A name that a blank cuts in two: ``kubectl delete service web api``, where all else has ``web-api``."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from harness.check.commands.command_line import CommandLine, command_line, page_calls
from harness.check.commands.flags import place
from harness.check.commands.object_name import NAME
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.fix import swap
from harness.programs.kubectl import kubectl_words
from harness.programs.resource_names import is_resource

RULES: Final[tuple[Rule, ...]] = ()  # the findings are those of names of objects

_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def check(subject: Subject) -> Iterator[Diagnostic]:
    calls = list(page_calls(subject.plan.page))
    words = Counter(word for _, call in calls for word in call.words)
    text = subject.plan.page.text
    for segment, call in calls:
        line = command_line(call.words)
        if line is None or line.program != "kubectl":
            continue
        for before, after in pairs(line):
            joined = f"{before}-{after}"
            known = joined in kubectl_words().namespaces or re.search(rf"(?<![\w-]){joined}(?![\w-])", text)
            if known and words[after] == 1:
                at = place(segment, call, f"{before} {after}")
                yield NAME.found(
                    at,
                    f"a blank cuts '{joined}' in two names",
                    expected=f"'{joined}'",
                    remedy=f"write '{joined}'",
                    fix=swap(at, f"{before} {after}", joined),
                )


def pairs(line: CommandLine) -> Iterator[tuple[str, str]]:
    """Names beside each other: of objects, or the namespace and what is behind it."""
    every = itertools.pairwise(line.arguments)
    last = line.value("-n", "--namespace")
    found = [*every, *((last, word) for word in line.arguments[-1:] if last and len(line.arguments) > 1)]
    for before, after in found:
        if _NAME.fullmatch(before) and _NAME.fullmatch(after) and not is_resource(before):
            yield before, after
