import re

from harness.run.retry_rules import WaitingHelps, failure_rules


def test_every_rule_has_a_name_of_its_own_and_searches_lines() -> None:
    rules = failure_rules()
    assert len({rule.name for rule in rules}) == len(rules)
    assert all(rule.pattern.flags & re.MULTILINE for rule in rules)


def test_what_may_be_tried_again_whatever_it_does_is_waited_for_in_some_case() -> None:
    assert all(rule.waiting is not WaitingHelps.NO for rule in failure_rules() if rule.before_anything)
