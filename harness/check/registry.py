"""All rules in one table, by family: what ``harness check`` looks for, and what the documentation lists."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from harness.check import expectation
from harness.check.commands import (
    context,
    data_flow,
    early_expansion,
    flags,
    jsonpath,
    patch,
    reference,
    search_path,
    set_values,
    syntax,
    time_budget,
    unattended_prompt,
)
from harness.check.manifests import manifest
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Rules that are found together: ``check`` gives the findings of all of them."""

    name: str
    rules: tuple[Rule, ...]
    check: Callable[[Subject], Iterator[Diagnostic]]


FAMILIES: Final = (
    Family(name="manifest", rules=manifest.RULES, check=manifest.check),
    Family(name="manifest", rules=set_values.RULES, check=set_values.check),
    Family(name="manifest", rules=early_expansion.RULES, check=early_expansion.check),
    Family(name="shell", rules=syntax.RULES, check=syntax.check),
    Family(name="program", rules=flags.RULES, check=flags.check),
    Family(name="program", rules=jsonpath.RULES, check=jsonpath.check),
    Family(name="program", rules=patch.RULES, check=patch.check),
    Family(name="data-flow", rules=data_flow.RULES, check=data_flow.check),
    Family(name="data-flow", rules=search_path.RULES, check=search_path.check),
    Family(name="context", rules=context.RULES, check=context.check),
    Family(name="prompt", rules=unattended_prompt.RULES, check=unattended_prompt.check),
    Family(name="expectation", rules=expectation.RULES, check=expectation.check),
    Family(name="time", rules=time_budget.RULES, check=time_budget.check),
    Family(name="reference", rules=reference.RULES, check=reference.check),
)

RULES: Final[Mapping[str, Rule]] = MappingProxyType({rule.code: rule for each in FAMILIES for rule in each.rules})
FAMILY_OF: Final[Mapping[str, str]] = MappingProxyType(
    {rule.code: each.name for each in FAMILIES for rule in each.rules}
)
