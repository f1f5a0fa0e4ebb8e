"""Attributes of shortcodes: one that the page has once, one slip off one that it has again and again."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from harness.check.rule import Rule, Subject
from harness.check.typo import is_one_slip
from harness.diagnostic import Diagnostic, Severity
from harness.fix import swap
from harness.source import Location

ATTRIBUTE: Final = Rule(
    code="misspelt-attribute",
    severity=Severity.WARNING,
    meaning="An attribute of a shortcode, one slip off one that the page gives the same or another shortcode.",
)
RULES: Final = (ATTRIBUTE,)

_TAG: Final = re.compile(r"\{\{[<%][ \t]*\w+[ \t]([^{}\n]*)[>%]\}\}")
_NAME: Final = re.compile(r"(?:^|\s)([A-Za-z][\w-]{2,})=(?=[\"'`\w])")


def check(subject: Subject) -> Iterator[Diagnostic]:
    text = subject.plan.page.text
    names = [(name[1], tag.start(1) + name.start(1)) for tag in _TAG.finditer(text) for name in _NAME.finditer(tag[1])]
    counts = Counter(name for name, _ in names)
    for name, start in names if counts else ():
        near = [each for each in counts if counts[each] > 1 and is_one_slip(name, each)] if counts[name] == 1 else []
        if near:
            at = Location(path=subject.plan.page.path, line=1).within(text, start)
            yield ATTRIBUTE.found(
                at,
                f"no other shortcode of the page has the attribute '{name}'",
                expected=f"an attribute such as '{near[0]}'",
                remedy=f"did you mean '{near[0]}'?",
                fix=swap(at, name, near[0]),
            )
