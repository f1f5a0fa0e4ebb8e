"""A rule of the checks: a stable code, how much a finding matters, and one line for the documentation."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from harness.check.catalogue.catalogue import Catalogue
from harness.diagnostic import Diagnostic, Severity
from harness.fix import Fix, swap
from harness.package_data import toml_data
from harness.parse.page import Page
from harness.plan.step import PagePlan
from harness.settings.constraint import Problem
from harness.settings.sections import Timeouts
from harness.source import Location

EXPLAINS: Final = ("why", "bad", "good", "ignore")
"""The parts of an explanation."""
_CODE: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@cache
def _said() -> Mapping[str, Mapping[str, str]]:
    return toml_data("harness.check", "rules.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """``severity`` is that of most findings; a rule that is less sure of one says so with the finding.

    ``explanation`` is what ``--explain`` says beyond the meaning: ``why`` it is reported, a ``bad`` and a ``good``
    example, and when to ``ignore`` it.
    """

    code: str
    severity: Severity
    meaning: str
    explanation: Mapping[str, str] = field(default_factory=dict, hash=False, compare=False)

    @classmethod
    def named(cls, code: str) -> "Rule":
        """A rule that the harness brings along, as ``rules.toml`` says; ``KeyError`` where that has no such code."""
        said = _said()[code]
        explanation = {part: said[part] for part in EXPLAINS if part in said}
        return cls(code=code, severity=Severity(said["severity"]), meaning=said["meaning"], explanation=explanation)

    def found(
        self,
        at: Location,
        message: str,
        *,
        expected: str = "",
        remedy: str = "",
        severity: Severity | None = None,
        fix: Fix | None = None,
    ) -> Diagnostic:
        """A finding of this rule at ``at``. ``expected`` and ``remedy`` may be empty where ``message`` says it all.

        ``severity`` is ``None`` for that of the rule, ``fix`` is ``None`` where there is no one sure way to mend it.
        """
        return Diagnostic(
            code=self.code,
            severity=severity or self.severity,
            at=at,
            message=message,
            expected=expected,
            remedy=remedy,
            fix=fix,
        )

    def slip(
        self,
        at: Location,
        message: str,
        old: str,
        meant: str,
        *,
        expected: str,
        otherwise: str = "",
        severity: Severity | None = None,
    ) -> Diagnostic:
        """A finding whose one sure remedy is another word: ``meant`` in the place of ``old``, which is at ``at``.

        Where nobody knows what was meant, ``meant`` is empty, and the remedy is ``otherwise``.
        """
        remedy = f"did you mean '{meant}'?" if meant else otherwise
        fix = swap(at, old, meant) if meant else None
        return self.found(at, message, expected=expected, remedy=remedy, severity=severity, fix=fix)

    def mended(
        self,
        at: Location,
        message: str,
        old: str,
        new: str,
        *,
        remedy: str = "",
        expected: str = "",
        severity: Severity | None = None,
    ) -> Diagnostic:
        """A finding that ``new`` in the place of ``old`` mends: it is what is expected, and what is to be written."""
        remedy, fix = remedy or f"write '{new}'", swap(at, old, new)
        return self.found(at, message, expected=expected or new, remedy=remedy, severity=severity, fix=fix)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What rules look at: a page with its plan, and what is known of the world.

    ``known_variables`` have a value before the page starts. ``timeouts`` are the settings' own. ``set_elsewhere`` gives
    the link of the page whose target sets a variable, empty where none does. ``other_pages`` gives the pages of the
    site in the page's language without itself, in the order of their paths.
    """

    plan: PagePlan
    catalogue: Catalogue
    known_variables: frozenset[str] = field(default_factory=frozenset)
    timeouts: Timeouts = field(default_factory=Timeouts)
    set_elsewhere: Callable[[str], str] = lambda _name: ""
    other_pages: Callable[[], Sequence[Page]] = tuple


Check = Callable[[Subject], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Rules that are found together: ``check`` gives the findings of all of them, each with the code of one.

    It is called once a page, in no order, and may be a generator. What it raises, and what is no finding of ``rules``,
    is the finding ``failed-rules`` of that page.
    """

    name: str
    rules: tuple[Rule, ...]
    check: Check

    def problem(self) -> Problem | None:
        """Why a plug-in cannot add it."""
        for rule in self.rules:
            if not _CODE.fullmatch(rule.code):
                message = f"the code {rule.code!r} cannot be named in settings and comments"
                return Problem(message, "small letters, digits and '-'")
            if odd := sorted(rule.explanation.keys() - set(EXPLAINS)):
                message = f"the explanation of {rule.code!r} has a part {odd[0]!r}"
                return Problem(message, f"parts of {', '.join(EXPLAINS)}")
        return None
