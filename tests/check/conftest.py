"""Pages from text and what checks find on them, in the words that a reader sees."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harness.check.catalogue.catalogue import builtin_catalogue
from harness.check.rule import Subject
from harness.diagnostic import Diagnostic
from harness.parse.parser import parse_page
from harness.plan.overrides.override import Overrides
from harness.plan.page_plan import plan_page
from harness.plan.step import PagePlan
from harness.settings import Settings

PAGE = Path("page.md")
Check = Callable[[Subject], Iterator[Diagnostic]]


def planned(text: str) -> PagePlan:
    """A page's plan; a text without shortcodes is the body of a block of commands, whose first line is line 5."""
    if "{{<" not in text:
        text = f"---\ntitle: Page\n---\n{{{{< text bash >}}}}\n{text}\n{{{{< /text >}}}}\n"
    return plan_page(parse_page(text, path=PAGE), Settings(), overrides=Overrides())


@pytest.fixture
def plan() -> Callable[[str], PagePlan]:
    return planned


@pytest.fixture
def found() -> Callable[..., list[str]]:
    """What one family of rules says about a page, each finding as it is printed."""

    def run(check: Check, text: str, *, known: frozenset[str] = frozenset()) -> list[str]:
        subject = Subject(plan=planned(text), catalogue=builtin_catalogue(), known_variables=known)
        return [str(each) for each in check(subject)]

    return run


@pytest.fixture
def applied() -> Callable[[str], str]:
    """A manifest as the input of ``kubectl apply``; its first line is line 6 of the page."""
    return "$ kubectl apply -f - <<'EOF'\n{}\nEOF".format


@pytest.fixture
def shown() -> Callable[[str], str]:
    """A manifest in a block for readers; its first line is line 2 of the page."""
    return "{{{{< text yaml >}}}}\n{}\n{{{{< /text >}}}}\n".format
