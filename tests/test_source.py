from pathlib import Path

import pytest

from harness.source import Location


@pytest.mark.parametrize(
    ("offset", "line", "column"),
    [
        pytest.param(0, 4, 3, id="its beginning"),
        pytest.param(5, 4, 8, id="on its first line"),
        pytest.param(7, 5, 4, id="on its second line, which begins in the same column"),
    ],
)
def test_a_place_within_a_text(offset: int, line: int, column: int) -> None:
    page = Path("page.md")
    at = Location(path=page, line=4, column=3)
    assert at.within("first\nsecond", offset) == Location(path=page, line=line, column=column)
