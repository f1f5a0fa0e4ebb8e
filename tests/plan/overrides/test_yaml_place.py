import pytest

from harness.plan.overrides.yaml_place import yaml_line
from harness.settings.toml_place import holds as is_there

TEXT = """\
# a comment
clusters: 2
before:
- one
- |
  two
  lines

snippets:
  some_id: {timeout: 3,
    skip: x}
  "other id":
    match: exact
"""


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("clusters",), 2),
        (("before",), 3),
        (("before", 0), 4),
        (("before", 1), 5),
        (("snippets", "some_id"), 10),
        (("snippets", "some_id", "skip"), 11),
        (("snippets", "other id", "match"), 13),
        (("snippets", "nobody"), 9),
        (("before", 7), 3),
        (("clusters", "deeper"), 2),
        (("nobody",), 1),
        ((), 1),
    ],
)
def test_line(keys: tuple[str | int, ...], line: int) -> None:
    assert yaml_line(TEXT, keys) == line


@pytest.mark.parametrize(
    ("keys", "holds"),
    [(("a",), True), (("a", 1), True), (("a", 2), False), (("a", "x"), False), (("b",), False), ((), True)],
)
def test_holds(keys: tuple[str | int, ...], *, holds: bool) -> None:
    assert is_there({"a": [1, 2]}, keys) is holds
