"""Variables whose values a text says in full."""

from collections.abc import Mapping

import pytest

from harness.plan.commands.literal_values import literal_values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("A=1", {"A": "1"}),
        ("export A='x y'", {"A": "x y"}),
        ('export A=x B="y"', {"A": "x", "B": "y"}),
        ("export A=x && export B=y", {"A": "x", "B": "y"}),
        ("A=1; B=2", {"A": "1", "B": "2"}),
        ("A=$C B=2", {"B": "2"}),
        ("A=$(date)", {}),
        ("A=1 make", {}),
        ("make A=1", {}),
        ('A="x"y', {}),
    ],
)
def test_values(text: str, values: Mapping[str, str]) -> None:
    assert literal_values(text) == values
