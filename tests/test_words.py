"""The words of this project: one thing has one name, and names that were given up do not come back."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEXTS = frozenset({".py", ".md", ".toml", ".j2"})
GIVEN_UP = {
    r"\b_?(?:un)?promis(?:e|ed|es)\b": "expected output",
    r"\bwhat came\b(?! (?:before|through))": "actual output",
    r"\bleft out by its author\b": "excluded",
    r"\bno end after\b": "timed out after",
    r"\btaken as they are\b": "used unchanged",
    r"\bhas not for real\b": "cannot provide",
    r"\b(?:another|known|usual) one mistyped\b": "misspelt",
    r"\bhere stands\b": "must be X, got Y",
    r"\bstands? (?:twice|outside|where)\b": "is",
    r"\bdeeds?\b": "logged command",
    r"\bnot provided by\b": "unsupported by",
}
"""What is not written any more, with what is written instead."""
PLACES = ("harness", "tests", "docs", "bench", "README.md")


def lines() -> list[tuple[str, str]]:
    places = [ROOT / name for name in PLACES]
    files = [file for place in places for file in ([place] if place.is_file() else sorted(place.rglob("*")))]
    return [
        (f"{file.relative_to(ROOT)}:{number}", line)
        for file in files
        if file.suffix in TEXTS and file != Path(__file__)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
    ]


LINES = lines()


@pytest.mark.parametrize(("pattern", "instead"), [pytest.param(*pair, id=pair[1]) for pair in GIVEN_UP.items()])
def test_words_that_were_given_up_do_not_come_back(pattern: str, instead: str) -> None:
    expression = re.compile(pattern, re.IGNORECASE)
    assert [f"{at}: write {instead!r}" for at, line in LINES if expression.search(line)] == []
