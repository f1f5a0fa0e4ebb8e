import re

from harness.check.plugin_rules import FAILED
from harness.check.rule_registry import families, rules
from harness.package_data import toml_data
from harness.parse.codes import CODES


def test_codes_are_words_joined_by_dashes_and_meanings_are_sentences() -> None:
    odd = [
        rule.code
        for rule in rules().values()
        if not re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.code) or not re.fullmatch(r"[A-Z].*\.", rule.meaning)
    ]

    assert odd == []


def test_every_row_of_the_table_is_a_rule() -> None:
    table = toml_data("harness.check", "rules.toml")

    assert sorted(table) == sorted({*rules()} - {FAILED.code})


def test_no_code_is_used_twice() -> None:
    codes = [rule.code for family in families().values() for rule in family.rules]

    assert sorted(codes) == sorted(set(codes))
    assert set(codes) & set(CODES) == set()
