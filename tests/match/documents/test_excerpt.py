"""Parts of objects that pages show for the whole."""

import pytest

from harness.match.documents.excerpt import excerpt
from harness.match.match import LEFT_OUT, Mark
from harness.match.rules import ALL_RULES
from harness.settings import tolerance

OBJECT = """\
apiVersion: x/v1
kind: Rule
metadata:
  name: a
  uid: 1-2
spec:
  hosts:
  - one
  - two
  mode: STRICT
"""
LIST = """\
apiVersion: v1
kind: List
items:
- apiVersion: x/v1
  kind: Rule
  metadata:
    name: a
  spec:
    hosts:
    - one
- apiVersion: x/v1
  kind: Rule
  metadata:
    name: b
  spec:
    hosts:
    - two
"""
JSON = """\
{"apiVersion": "v1", "kind": "List",
"items": [{"apiVersion": "x/v1", "kind": "Rule",
"spec": {"hosts": ["one"]}}]}
"""


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        pytest.param("spec:\n  hosts:\n  - one\n  - two\n  mode: STRICT\n", OBJECT, id="a section"),
        pytest.param("hosts:\n- one\n- two\n", OBJECT, id="a field below it"),
        pytest.param("- one\n- two\n", OBJECT, id="items of a field"),
        pytest.param("metadata:\n  name: a\n  uid: 7\n", OBJECT, id="a value that the server fills in"),
        pytest.param("spec:\n  hosts:\n  ...\n  mode: STRICT\n", OBJECT, id="left out inside"),
        pytest.param(
            "apiVersion: x/v1\nkind: Rule\n...\nspec:\n  hosts:\n  - two\n",
            LIST,
            id="one item of a list, as a document",
        ),
        pytest.param(
            "apiVersion: x/v1\nkind: Rule\nspec:\n  hosts:\n  - one\n---\nkind: Rule\nspec:\n  hosts:\n  - two\n",
            LIST,
            id="items as documents",
        ),
        pytest.param(
            "- apiVersion: x/v1\n  kind: Rule\n  metadata:\n    name: b\n  spec:\n    hosts:\n    - two\n",
            LIST,
            id="an item",
        ),
        pytest.param('{\n"kind": "Rule",\n"spec": {"hosts": ["one"]}\n}\n', JSON, id="an item of JSON"),
        pytest.param('{\n"kind": "Rule",\n"spec": {"hosts": [\n', JSON, id="JSON that is cut off"),
        pytest.param('"spec": {\n"hosts": ["one"],\n', JSON, id="a member of JSON"),
    ],
)
def test_a_part_agrees(expected: str, actual: str) -> None:
    found = excerpt(expected, actual)
    assert found is not None
    assert found.agrees
    assert {one.mark for one in found.differences} <= {Mark.SAME, Mark.ACCEPTED}
    assert any(one.expected == LEFT_OUT for one in found.differences)


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        pytest.param("spec:\n  hosts:\n  - one\n  - two\n  mode: PERMISSIVE\n", OBJECT, id="another value"),
        pytest.param("spec:\n  mode: STRICT\n", OBJECT, id="a field of the section is not shown"),
        pytest.param("hosts:\n- two\n- one\n", OBJECT, id="another order"),
        pytest.param("- one\n- three\n", OBJECT, id="another item"),
        pytest.param("mode: STRICT\n", OBJECT, id="a single line"),
        pytest.param("apiVersion: x/v1\nkind: Rule\nmetadata:\n  name: a\n", OBJECT, id="the object itself, shorter"),
        pytest.param(
            "kind: Rule\nspec:\n  hosts:\n  - two\n---\nkind: Rule\nspec:\n  hosts:\n  - one\n", LIST, id="order"
        ),
        pytest.param("spec:\n  hosts:\n  - one\n", "spec: a\nother: b\n", id="no object"),
        pytest.param("one\ntwo\n", OBJECT, id="no document"),
        pytest.param('"spec": {\n"hosts": ["two"],\n', JSON, id="a member of JSON with another value"),
    ],
)
def test_no_part(expected: str, actual: str) -> None:
    assert excerpt(expected, actual) is None


def test_without_the_rule_nothing_is_left_open() -> None:
    assert excerpt("hosts:\n- one\n- two\n", OBJECT, rules=ALL_RULES - {tolerance.ELISION}) is None


def test_what_is_left_open_is_told() -> None:
    found = excerpt("hosts:\n- one\n- two\n", OBJECT)
    assert found is not None
    assert [one.line for one in found.differences if one.line is not None] == [1, 2, 3]
    assert [one.actual for one in found.differences if one.expected == LEFT_OUT] == [
        *OBJECT.splitlines()[:6],
        "  mode: STRICT",
    ]
