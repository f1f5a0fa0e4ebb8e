"""Which rules count for a page, and how much: what settings say on top of the rules' own severities."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import PurePath
from types import MappingProxyType

from harness.diagnostic import Diagnostic, Severity
from harness.errors import SettingsError
from harness.settings.sections import RulesSetting
from harness.source import Location
from harness.suggest import nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSelection:
    """``off`` are codes that are not reported; ``severity`` stands in for that of every finding of a code."""

    off: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=dict)

    def apply(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """The diagnostics that count, as severe as they count; those of reading and planning a page too."""
        return tuple(
            replace(each, severity=self.severity.get(each.code, each.severity))
            for each in diagnostics
            if each.code not in self.off
        )


def selection_for(
    page: PurePath,
    settings: Sequence[RulesSetting],
    *,
    codes: Collection[str],
    fixed: Collection[str] = (),
    place: Callable[[int, str], Location | None] = lambda _number, _key: None,
) -> RuleSelection:
    """What all tables that match a page say together, later ones over earlier ones.

    ``page`` is relative to the settings; ``codes`` are all that there are, since another one is a mistake;
    ``fixed`` are further ones that cannot be changed. ``place`` says where a key of a table, from 0, is.
    """
    off: set[str] = set()
    severity: dict[str, Severity] = {}
    for number, table in enumerate(settings):
        for key in ("off", "on", "severity"):
            for code in getattr(table, key):
                try:
                    require(code, codes, fixed)
                except SettingsError as error:
                    error.at = place(number, key)
                    raise
        if any(fnmatchcase(page.as_posix(), pattern) for pattern in table.paths):
            off = (off | set(table.off)) - set(table.on)
            severity |= {code: Severity(each) for code, each in table.severity.items()}
    return RuleSelection(off=frozenset(off), severity=MappingProxyType(severity))


def require(code: str, codes: Collection[str], fixed: Collection[str] = ()) -> None:
    if code in fixed:
        raise SettingsError(
            f"rules: '{code}' cannot be switched off or changed",
            expected="a code that rules can change",
            remedy="remove it, and correct the error that the finding names",
        )
    if code not in codes:
        near = nearest(code, codes)
        raise SettingsError(
            f"rules: there is no rule '{code}'",
            expected="a code that 'harness check' reports",
            remedy=f"did you mean '{near}'?" if near else "remove it, or install the package that has it",
        )


def chosen(
    diagnostics: Iterable[Diagnostic], *, select: Sequence[str], ignore: Sequence[str]
) -> tuple[Diagnostic, ...]:
    """The findings of the codes in ``select`` (none: all) that are not in ``ignore``."""
    return tuple(each for each in diagnostics if (not select or each.code in select) and each.code not in ignore)
