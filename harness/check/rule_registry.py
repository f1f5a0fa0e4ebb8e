"""All rules in one table, by family: what ``harness check`` looks for, the built-in ones and those of plug-ins."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from harness.check.drift_kind import DRIFT_CODES
from harness.check.plugin_rules import FAILED, guarded
from harness.check.rule import Family, Rule
from harness.errors import SettingsError
from harness.extensions.manager import BUILT_IN, contributions, origin_of
from harness.parse.codes import CODES
from harness.plan.codes import PLAN_CODES
from harness.snips.codes import SNIPPET_CODES


@cache
def families() -> Mapping[str, Family]:
    """The built-in ones first."""
    known: Mapping[str, Family] = contributions("harness_rules")
    whose = {name: origin_of("harness_rules", name) for name in known}
    return {name: family if whose[name] == BUILT_IN else guarded(family, whose[name]) for name, family in known.items()}


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its code; ``SettingsError`` for a plug-in's code that something else has."""
    home = dict.fromkeys(
        (*CODES, *(one.code for one in (*PLAN_CODES, *SNIPPET_CODES, *DRIFT_CODES.values()))), "the harness"
    )
    known: dict[str, Rule] = {FAILED.code: FAILED}
    home[FAILED.code] = "the harness"
    for family in families().values():
        for rule in family.rules:
            if rule.code in home:
                raise SettingsError(
                    f"{origin_of('harness_rules', family.name)}: the family {family.name!r} has the code {rule.code!r},"
                    f" as {home[rule.code]}",
                    expected="a code of its own for each rule",
                    remedy="rename the rule, or uninstall the package",
                )
            home[rule.code], known[rule.code] = f"the family {family.name!r}", rule
    return MappingProxyType(known)
