"""Promised and actual output in, Verdicts out; the same text gives the same answer."""

from harness.match.compare import compare, is_vacuous, matcher
from harness.match.infer import infer
from harness.match.judge import Judgement, judge
from harness.match.match import Difference, Mark, Match, Matcher
from harness.match.matchers import MATCHERS
from harness.match.mutate import Mutation, survivors
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
    "Mutation",
    "Outcome",
    "Verdict",
    "compare",
    "infer",
    "is_vacuous",
    "judge",
    "matcher",
    "survivors",
    "switched_on",
]
