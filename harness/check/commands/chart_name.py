"""Charts that helm installs, and the repositories they come from: one slip off one that the page names."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from harness.check.commands.command_line import program_lines
from harness.check.commands.flags import place
from harness.check.commands.namespace_name import nearest_slip
from harness.check.rule import Rule, Subject
from harness.check.site_words import code_words, meant_on_site
from harness.check.typo import is_plural, only_slip
from harness.diagnostic import Diagnostic
from harness.parse.page import Page
from harness.suggest import same_but_numbers

CHART: Final = Rule.named("unknown-chart")
RULES: Final = (CHART,)

_TAKES_CHART: Final = frozenset({"install", "upgrade", "template", "pull", "show"})
_OFTEN: Final = 2


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    if "helm" not in page.text:
        return
    repositories = repositories_of(page)
    for segment, call, line in program_lines(page, "helm"):
        if line.verb not in _TAKES_CHART:
            continue
        for argument in line.arguments:
            repository, slash, chart = argument.partition("/")
            if not slash or "/" in chart or not (repository + chart).replace("-", "").isalnum():
                continue
            for part, meant in (
                (repository, meant_repository(repository, repositories)),
                (chart, meant_chart(chart, page)),
            ):
                if meant:
                    at = place(segment, call, argument)
                    right = f"{meant}/{chart}" if part == repository else f"{repository}/{meant}"
                    yield CHART.slip(
                        at,
                        f"nothing else names '{part}', of the chart {argument}",
                        argument,
                        right,
                        expected=f"a chart such as {right}",
                    )


def repositories_of(page: Page) -> Counter[str]:
    """How often each repository is added or named before a chart."""
    names: Counter[str] = Counter()
    for _, _, line in program_lines(page, "helm"):
        names.update(word.partition("/")[0] for word in line.arguments if word.count("/") == 1)
        if line.command.name == "helm repo add" and line.arguments:
            names[line.arguments[0]] += _OFTEN
    return names


def meant_repository(name: str, names: Counter[str]) -> str:
    if names[name] >= _OFTEN:
        return ""
    near = only_slip(name, (each for each in names if names[each] >= _OFTEN))
    return near if near and not same_but_numbers(name, near) else ""


def meant_chart(name: str, page: Page) -> str:
    """A word of the page's code, or of the site's other pages, where this one is there once."""
    if len(re.findall(rf"(?<![\w-]){re.escape(name)}(?![\w-])", page.text)) > 1:
        return ""
    often = (word for word in code_words(page.text) if page.text.count(word) > 1 and len(word) > len("foo"))
    return nearest_slip(name, (each for each in often if not is_plural(name, each))) or meant_on_site(name, page)
