"""What each code means, in one line: of checks, and of what comes before them."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from harness.check.drift_kind import DRIFT_CODES
from harness.check.rule_registry import rules
from harness.parse.codes import CODES
from harness.plan.codes import PLAN_CODES
from harness.snips.codes import SNIPPET_CODES


@cache
def meanings() -> Mapping[str, str]:
    before = {one.code: one.meaning for one in (*CODES.values(), *PLAN_CODES, *SNIPPET_CODES, *DRIFT_CODES.values())}
    return MappingProxyType(before | {rule.code: rule.meaning for rule in rules().values()})
