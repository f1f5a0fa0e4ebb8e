"""Promised and actual output in, Verdicts out; the same text gives the same answer."""

from typing import TYPE_CHECKING

from harness.public import lazily

if TYPE_CHECKING:
    from harness.match.compare import compare, is_vacuous, matcher
    from harness.match.infer import infer
    from harness.match.judge import Judgement, judge
    from harness.match.match import Difference, Mark, Match, Matcher
    from harness.match.matchers import MATCHERS
    from harness.match.rules import ALL_RULES, RULES, switched_on
    from harness.match.verdict import CommandResult, Failure, Outcome, Verdict

__all__ = [
    "ALL_RULES",
    "MATCHERS",
    "RULES",
    "CommandResult",
    "Difference",
    "Failure",
    "Judgement",
    "Mark",
    "Match",
    "Matcher",
    "Outcome",
    "Verdict",
    "compare",
    "infer",
    "is_vacuous",
    "judge",
    "matcher",
    "switched_on",
]

__getattr__ = lazily(
    __name__,
    {
        "ALL_RULES": "rules",
        "CommandResult": "verdict",
        "Difference": "match",
        "Failure": "verdict",
        "Judgement": "judge",
        "MATCHERS": "matchers",
        "Mark": "match",
        "Match": "match",
        "Matcher": "match",
        "Outcome": "verdict",
        "RULES": "rules",
        "Verdict": "verdict",
        "compare": "compare",
        "infer": "infer",
        "is_vacuous": "compare",
        "judge": "judge",
        "matcher": "compare",
        "switched_on": "rules",
    },
)
