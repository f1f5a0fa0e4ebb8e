"""What ``--explain`` says of a code: why it is reported, a bad and a good example, and when to ignore it."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from harness.check.code_descriptions import meanings
from harness.check.rule_registry import rules
from harness.check.selection import require
from harness.package_data import toml_data


@cache
def explanations() -> Mapping[str, Mapping[str, Any]]:
    """By code: ``why``, ``bad``, ``good``, ``ignore``, and ``files`` that the examples need.

    Rules say theirs, those of packages perhaps nothing.
    """
    of_rules = {code: rule.explanation for code, rule in rules().items() if rule.explanation}
    return toml_data("harness.check", "explanations.toml") | of_rules


def explain(code: str) -> str:
    """The whole explanation; ``SettingsError`` for a code that there is not."""
    require(code, meanings())
    told = explanations().get(code, {})
    parts = [f"{code}: {meanings()[code]}", told.get("why", "")]
    parts += [
        f"{title}:\n{_indented(told[name])}" for name, title in (("bad", "Wrong"), ("good", "Right")) if name in told
    ]
    if "ignore" in told:
        parts.append(f"When to ignore it: {told['ignore']}")
    parts.append(f"To ignore it above one block: <!-- harness: ignore {code} -- REASON -->")
    return "\n\n".join(filter(None, parts)) + "\n"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.strip("\n").split("\n"))
