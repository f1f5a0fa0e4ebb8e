"""All rules in one table, by family: what ``harness check`` looks for, and what the documentation lists."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from harness.check import expectation, typography
from harness.check.commands import (
    context,
    data_flow,
    early_expansion,
    exec_call,
    file_name,
    flags,
    fragment,
    jsonpath,
    namespace_name,
    patch,
    program_name,
    reference,
    resource_word,
    search_path,
    set_values,
    syntax,
    time_budget,
    unattended_prompt,
    url,
)
from harness.check.manifests import manifest, patch_fields, relation
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
    Family(name="manifest", rules=relation.RULES, check=relation.check),
    Family(name="manifest", rules=patch_fields.RULES, check=patch_fields.check),
    Family(name="manifest", rules=set_values.RULES, check=set_values.check),
    Family(name="manifest", rules=early_expansion.RULES, check=early_expansion.check),
    Family(name="shell", rules=syntax.RULES, check=syntax.check),
    Family(name="shell", rules=fragment.RULES, check=fragment.check),
    Family(name="program", rules=flags.RULES, check=flags.check),
    Family(name="program", rules=resource_word.RULES, check=resource_word.check),
    Family(name="reference", rules=namespace_name.RULES, check=namespace_name.check),
    Family(name="program", rules=program_name.RULES, check=program_name.check),
    Family(name="program", rules=exec_call.RULES, check=exec_call.check),
    Family(name="shell", rules=typography.RULES, check=typography.check),
    Family(name="reference", rules=file_name.RULES, check=file_name.check),
    Family(name="reference", rules=url.RULES, check=url.check),
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
