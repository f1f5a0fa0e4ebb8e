"""What each code means, in one line: of checks, and of what comes before them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from harness.check.registry import RULES
from harness.parse.codes import CODES
from harness.plan.codes import PLAN_CODES
from harness.snips.codes import SNIPPET_CODES

MEANINGS: Final[Mapping[str, str]] = MappingProxyType(
    {one.code: one.meaning for one in (*CODES.values(), *PLAN_CODES, *SNIPPET_CODES)}
    | {rule.code: rule.meaning for rule in RULES.values()}
)
