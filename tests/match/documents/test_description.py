"""Parts of descriptions, with sections and fields in whatever order."""

import pytest

from harness.match.documents.description import description
from harness.match.rules import ALL_RULES
from harness.settings import tolerance

NODE = """\
Name:     oven
Labels:   hot=yes
Capacity:
  cpu:               4
  example.com/tray:  2
  memory:            1Ti
Allocatable:
  cpu:     4
  memory:  1Ti
"""


@pytest.mark.parametrize(
    ("shown", "agrees"),
    [
        pytest.param("Capacity:\n  cpu: 4\n  memory: 1Ti\n  example.com/tray: 2", True, id="fields in another order"),
        pytest.param("Allocatable:\n  cpu: 4\n...\nCapacity:\n  memory: 1Ti", True, id="sections in another order"),
        pytest.param("Capacity:\n  memory: 1Ti\n  cpu: 8", False, id="another value"),
        pytest.param("Allocatable:\n  memory: 1Ti\n  example.com/tray: 2", False, id="in another section"),
        pytest.param("Capacity:\n  cpu: 4\n  cpu: 4", False, id="more often than it is there"),
        pytest.param("memory: 1Ti\ncpu: 4", False, id="no section"),
    ],
)
def test_a_part_of_a_description(shown: str, *, agrees: bool) -> None:
    found = description(shown, NODE, rules=ALL_RULES)
    assert (found is not None) is agrees


def test_lines_are_told_in_the_order_of_the_page() -> None:
    found = description("Capacity:\n  memory: 1Ti\n...\n  cpu: 4", NODE, rules=ALL_RULES)
    assert found is not None
    assert [one.line for one in found.differences] == [1, 2, 3, 4]


def test_an_order_that_counts() -> None:
    rules = ALL_RULES - {tolerance.LINE_ORDER}
    assert description("Capacity:\n  memory: 1Ti\n  cpu: 4", NODE, rules=rules) is None
