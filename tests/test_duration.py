import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.duration import duration_text, parse_duration


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90s", 90),
        ("1m30s", 90),
        ("1.5h", 5400),
        (".5", 0.5),
        ("5", 5),
        ("500ms", 0.5),
        ("2d", 172800),
        ("infinity", math.inf),
        ("-1s", None),
        ("", None),
        ("$T", None),
        ("5 s", None),
        ("5x", None),
    ],
)
def test_parse(text: str, seconds: float | None) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.5, "0.5 s"),
        (4, "4 s"),
        (90, "90 s"),
        (60, "1 min"),
        (1800, "30 min"),
        (3600, "1 h"),
        (5400, "1 h 30 min"),
        (125, "2 min 5 s"),
        (math.inf, "forever"),
    ],
)
def test_text(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text


@given(st.text())
def test_any_text_is_a_duration_or_none(text: str) -> None:
    seconds = parse_duration(text)
    assert seconds is None or seconds >= 0
