"""Outputs with one quote too few."""

from collections.abc import Callable

import pytest

from harness.check import output_quote

ANSWER = """$ curl localhost:8080/ovens
{{
  "name": "left",
  {}
}}"""


@pytest.mark.parametrize(
    ("line", "code"),
    [
        pytest.param('"host: "oven",', "lost-quote", id="behind a key"),
        pytest.param('host": "oven",', "lost-quote", id="before a key"),
        pytest.param('"host": "oven', "lost-quote", id="behind a value"),
        pytest.param('"host": oven"', "lost-quote", id="before a value"),
        pytest.param('\u201chost": "oven"', "typography", id="a typographic half"),
        pytest.param('msg "oven\u201d is hot', "typography", id="a typographic half in a line of a log"),
    ],
)
def test_half_a_pair(found: Callable[..., list[str]], line: str, code: str) -> None:
    (finding,) = found(output_quote.check, ANSWER.format(line))
    assert finding.startswith("page.md:8: warning")
    assert f"[{code}]" in finding


@pytest.mark.parametrize(
    "line",
    [
        pytest.param('"host": "oven"', id="pairs"),
        pytest.param('"host": "a \\" b"', id="a quote in a text"),
        pytest.param('a rod of 12" is hot', id="inches"),
        pytest.param('"host": "oven and ...', id="a line that is cut off"),
        pytest.param('"text": "one\n  two"', id="a text over two lines"),
        pytest.param("the \u201coven\u201d", id="a typographic pair"),
    ],
)
def test_pairs(found: Callable[..., list[str]], line: str) -> None:
    assert found(output_quote.check, ANSWER.format(line)) == []
