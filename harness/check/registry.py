"""All rules in one table, by family: what ``harness check`` looks for, the built-in ones and those of plug-ins."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from harness.check.drift_kind import DRIFT_CODES
from harness.check.rule import Family, Rule
from harness.errors import SettingsError
from harness.extensions.manager import contributions
from harness.parse.codes import CODES
from harness.plan.codes import PLAN_CODES
from harness.snips.codes import SNIPPET_CODES


def families() -> Mapping[str, Family]:
    """The built-in ones first."""
    return contributions("harness_rules")


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its code; ``SettingsError`` for a plug-in's code that something else has."""
    home = dict.fromkeys(
        (*CODES, *(one.code for one in (*PLAN_CODES, *SNIPPET_CODES, *DRIFT_CODES.values()))), "the harness"
    )
    known: dict[str, Rule] = {}
    for family in families().values():
        for rule in family.rules:
            if rule.code in home:
                raise SettingsError(
                    f"rules of a plug-in: the family {family.name!r} has the code {rule.code!r}, as {home[rule.code]}",
                    expected="a code of its own for each rule",
                    remedy="rename the rule, or uninstall the package",
                )
            home[rule.code], known[rule.code] = f"the family {family.name!r}", rule
    return MappingProxyType(known)
