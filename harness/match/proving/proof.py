"""What an expected output proves: which wrong ones the same output would have agreed with, and by which rule."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from harness.match.compare import matcher
from harness.match.lines.gap import GAP
from harness.match.match import Difference, Match
from harness.match.proving.mutation import Mutation, Severity, mutations
from harness.match.rules import ALL_RULES
from harness.plan.vacuous import proves_nothing
from harness.settings import tolerance


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A wrong expected output that agrees with the output, and the rule (or the matcher) that makes it."""

    mutation: Mutation
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How many wrong expected outputs were tried, by severity, and those that were accepted."""

    tried: Mapping[Severity, int] = field(default_factory=dict)
    accepted: tuple[Accepted, ...] = ()


def prove(expected: str, actual: str, *, by: str, rules: tolerance.Tolerances = ALL_RULES) -> Proof | None:
    """Try wrong expected outputs against an output by the matcher ``by``; ``None`` if the right one does not agree."""
    compare = matcher(by)
    right = compare(expected, actual, rules=rules)
    if not right.agrees or proves_nothing(expected):
        return None
    tried: Counter[Severity] = Counter()
    accepted: list[Accepted] = []
    for mutation in mutations(expected, by=by):
        if _is_right(mutation, expected, actual):
            continue
        tried[mutation.severity] += 1
        match = compare(mutation.text, actual, rules=rules)
        if match.agrees:
            rule = _rule(right, match, mutation) or _needed((expected, mutation.text), actual, by, rules)
            accepted.append(Accepted(mutation=mutation, rule=rule or _left(match, mutation, by)))
    return Proof(tried=tried, accepted=tuple(accepted))


def _is_right(mutation: Mutation, expected: str, actual: str) -> bool:
    """Whether a changed line happens to be what was printed in its place: 9 s on the page, 10 s in the output."""
    printed = [line.split() for line in actual.splitlines()]
    before, after = (text.splitlines()[mutation.line - 1 :][:1] for text in (expected, mutation.text))
    is_line = mutation.severity in {Severity.LINE, Severity.ORDER}
    return not is_line and after[0].split() in printed and before[0].split() not in printed


def _rule(right: Match, match: Match, mutation: Mutation) -> str | None:
    """The rule that accepts the changed line, else one that the right expected output did not need."""
    fresh = _uses(match) - _uses(right)
    changed = [rule for one in match.differences if one.line == mutation.line for rule in one.rules]
    return next((rule for rule in (*changed, *fresh) if rule in fresh), None)


def _needed(texts: tuple[str, str], actual: str, by: str, rules: tolerance.Tolerances) -> str | None:
    """The rule without which the right text agrees and the wrong one does not."""
    compare = matcher(by)
    for rule in rules:
        right, wrong = (compare(text, actual, rules=rules - {rule}).agrees for text in texts)
        if right and not wrong:
            return rule.name
    return None


def _left(match: Match, mutation: Mutation, by: str) -> str:
    """A rule that the right text needs as well: what ``...`` stands for, or what the line is; else the matcher."""
    if mutation.severity is Severity.LINE and GAP.search(mutation.text):
        return tolerance.ELISION.name
    rules = (rule for one in match.differences if one.line == mutation.line for rule in one.rules)
    return next(rules, f"matcher {by}")


def _uses(match: Match) -> Counter[str]:
    """How often each rule accepted something."""
    return Counter(rule for one in match.differences for rule in _rules(one))


def _rules(difference: Difference) -> tuple[str, ...]:
    return tuple(dict.fromkeys(difference.rules))
