import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.match.lines.gap import fits, fits_pattern
from harness.match.lines.line_key import scanner
from harness.match.rules import ALL_RULES

SCAN = scanner(ALL_RULES)


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        pytest.param("a ... b", "a x y b", id="words between"),
        pytest.param("a ... b", "a b", id="nothing between"),
        pytest.param("a ...", "a x", id="at the end"),
        pytest.param("... b", "x b", id="at the beginning"),
        pytest.param("...", "x", id="alone"),
        pytest.param("...", "", id="alone, for nothing"),
        pytest.param("LS0t... end", "LS0tLS1CRUdJTi end", id="inside a word"),
        pytest.param("a ... b ... c", "a 1 b 2 c", id="twice"),
        pytest.param("a … b", "a x b", id="one character"),
        pytest.param("reviews-v1-...", "reviews-v1-545db77b95-lr6kb", id="in place of a hash"),
        pytest.param("pod 10.0.0.1 ... 5m", "pod 10.9.9.9 x 9m", id="besides volatile parts"),
    ],
)
def test_fits(expected: str, actual: str) -> None:
    assert fits(SCAN, expected, actual)


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        pytest.param("v1 ...", "v10 x", id="a word that goes on"),
        pytest.param("... v1", "x-v1", id="a word that began before"),
        pytest.param("a ... b", "b x a", id="another order"),
        pytest.param("a ... a", "a", id="one for two"),
        pytest.param("a ... b ... c", "a c b", id="another order after a gap"),
        pytest.param("a ... b", "a x c", id="another end"),
    ],
)
def test_does_not_fit(expected: str, actual: str) -> None:
    assert not fits(SCAN, expected, actual)


@given(st.lists(st.text("ab", max_size=3), min_size=1, max_size=4), st.text("ab", max_size=8))
def test_gaps_inside_words_are_what_a_regular_expression_says(parts: list[str], actual: str) -> None:
    """Without blanks the search, which never goes back, finds what ``.*`` finds by trying everything."""
    pattern = ".*".join(re.escape(part) for part in parts)
    assert fits_pattern("...".join(parts), actual) == (re.fullmatch(pattern, actual) is not None)


def test_a_line_of_a_million_characters_takes_no_time() -> None:
    assert not fits_pattern("... " + "a" * 1000 + " ... b", "a" * 1_000_000)
