"""Rules of plug-ins: a family that fails on a page is a finding there, and keeps no other from being looked for."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from harness.check.rule import Family, Rule, Subject
from harness.diagnostic import Diagnostic, Severity
from harness.extensions.packages import RAISED, reason_of
from harness.extensions.value_check import misfits
from harness.source import Location

FAILED: Final = Rule(
    code="failed-rules",
    severity=Severity.ERROR,
    meaning="A package adds rules whose function fails on this page, or finds what is none of them.",
)


def guarded(family: Family, whose: str) -> Family:
    """The family with a function that raises nothing and gives findings of its rules only."""

    def check(subject: Subject) -> Iterator[Diagnostic]:
        try:
            found: Any = family.check(subject)
            if found is None:
                raise TypeError("it returned None, and not an iterable of findings")
            for finding in found:
                yield of(family, finding)
        except RAISED as error:
            yield FAILED.found(
                Location(path=subject.plan.page.path, line=1),
                f"the rules {family.name!r} of {whose} failed: {reason_of(error)}",
                expected="findings of its rules: RULE.found(place, message)",
                remedy="correct the function of the family, or uninstall the package",
            )

    return replace(family, check=check)


def of(family: Family, finding: Any) -> Diagnostic:
    """A finding of the family."""
    if not isinstance(finding, Diagnostic):
        raise TypeError(f"it gave {finding!r}, and not a finding")
    if finding.code not in {rule.code for rule in family.rules}:
        raise ValueError(f"it gave a finding with the code {finding.code!r}, which is none of its rules")
    if (wrong := next(misfits(finding, "Diagnostic"), None)) is not None:
        raise TypeError(f"it gave a finding whose {wrong.removeprefix('Diagnostic.')}")
    return finding
