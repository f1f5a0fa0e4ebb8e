"""Sections of which a page says that they are of no use where there is what is here."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from harness.edit.text_edits import lines_of
from harness.parse.page import Snippet
from harness.plan.alternatives.branch import Choice, Placed, branch
from harness.plan.alternatives.lead import sentences
from harness.plan.alternatives.phrases import phrases, platforms


def of_sections(placed: Sequence[Placed], commands: str) -> Iterator[Choice]:
    """Those that the page's ``commands`` and what is here make of no use."""
    sections: dict[tuple[int, int], list[Placed]] = {}
    for one in placed:
        for title in one.lead.headings:
            sections.setdefault((id(one.snippet.source), title.line), []).append(one)
    for (_, line), inside in sections.items():
        text = prose(inside[0].snippet, line)
        if (said := needless(text) or unmet(text, commands)) is not None:
            yield Choice(branches=(replace(branch(said, line, inside), needless=True),))


def prose(first: Snippet, line: int) -> str:
    """The text from a heading's line to the first block below it, without shortcodes."""
    lines = lines_of(first.source)[line : first.at.line - 1]
    return " ".join(one.strip() for one in lines if not one.lstrip().startswith("{{"))


def unmet(text: str, commands: str) -> str | None:
    """The sentence that a section begins with, if it is for those who did what the page does not."""
    first = sentences(text)[0] if text else ""
    words = phrases()
    said = words.condition.match(first) is not None and words.negation.search(first) is None
    return first if said and platforms().holds(first, commands) is False else None


def needless(text: str) -> str | None:
    """The sentence that says so."""
    words = phrases().needless
    said = (one for one in sentences(text) if words.search(one))
    return next((one for one in said if platforms().holds(words.sub("", one))), None)
