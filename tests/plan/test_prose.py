"""Phrases of the prose around blocks, by language."""

import re

import pytest

from harness.package_data import toml_data
from harness.plan.prose import prose

TABLES = toml_data("harness.plan", "prose.toml")


@pytest.mark.parametrize("key", sorted(TABLES))
def test_each_key_is_one_expression_of_all_its_languages(key: str) -> None:
    assert prose(key).split("|")[0] == TABLES[key]["en"][0].split("|")[0]
    assert re.compile(prose(key), re.IGNORECASE).search("") is None


@pytest.mark.parametrize(
    ("key", "text"),
    [
        pytest.param("warned_against", "Do not run this:", id="warned, in English"),
        pytest.param("warned_against", "不要运行以下命令:", id="warned, in Chinese"),
        pytest.param("makes_file", "збережіть", id="a file is made, in Ukrainian"),
        pytest.param("has_object", "已有", id="an object is there, in Chinese"),
        pytest.param("condition", "якщо", id="a condition, in Ukrainian"),
    ],
)
def test_languages_are_rows(key: str, text: str) -> None:
    assert re.fullmatch(prose(key), text, re.IGNORECASE) is not None
