"""Whether a page can be run: the one answer that plan, check, pytest and reports give.

A page with an error of reading or planning is not run, since nobody knows what else of it was not understood. Settings
that silence a finding do not change that: they decide what is reported, never what was read.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from harness.diagnostic import Diagnostic, Severity
from harness.parse.blocks.syntaxes import SHELLS
from harness.plan.codes import UNREAD_PAGE
from harness.plan.step import PagePlan
from harness.plural import counted

_OPENS_SHELL: Final = re.compile(rf"(?:```|~~~|\{{\{{[<%])[^\n]*?\b(?:{'|'.join(sorted(SHELLS))})\b")


def blockers(plan: PagePlan) -> tuple[Diagnostic, ...]:
    """The errors that keep a page from being run; none: it can be run."""
    return tuple(one for one in plan.diagnostics if one.severity is Severity.ERROR)


def blocks_of(plan: PagePlan) -> int:
    """How many blocks of the page hold commands that should run."""
    return sum(bool(snippet.segments) and not snippet.excluded for snippet in plan.page.snippets)


def holds_commands(plan: PagePlan) -> bool:
    """Whether a page has blocks of commands, read or not: nothing is lost of one that has none."""
    return blocks_of(plan) > 0 or _OPENS_SHELL.search(plan.page.text) is not None


def unread_page(plan: PagePlan) -> Diagnostic | None:
    """Says that a page is not run, how much of it, and why; ``None`` for a page that can be run."""
    errors = blockers(plan)
    if not errors:
        return None
    first = errors[0]
    return UNREAD_PAGE.found(
        first.at,
        f"{counted_blocks(blocks_of(plan))} not run: the page has {counted(len(errors), 'error')} of reading, "
        f"the first is '{first.code}': {first.message}",
        expected="a page without errors of reading; rules that silence or lower a finding do not change this",
        remedy=first.remedy or "correct the error",
    )


def beside_its_error(finding: Diagnostic, plan: PagePlan) -> Diagnostic:
    """The same where the first error is found as well, which says why and what to do."""
    return replace(finding, message=f"{counted_blocks(blocks_of(plan))} not run", expected="", remedy="")


def told_once(findings: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings as they are shown: an error of reading says itself what is not run because of it."""
    told = list(findings)
    for unread in (one for one in findings if one.code == UNREAD_PAGE.code and not one.remedy):
        place = (unread.at.path, unread.at.line, Severity.ERROR)
        beside = [one for one in told if (one.at.path, one.at.line, one.severity) == place and one != unread]
        if beside:
            told[told.index(beside[0])] = replace(beside[0], message=f"{beside[0].message}; {unread.message}")
            told.remove(unread)
    return tuple(told)


def counted_blocks(number: int) -> str:
    """As the start of a sentence; where no block could be read it is the page that is not run."""
    return f"{number} block{'s are' if number != 1 else ' is'}" if number else "the page is"
