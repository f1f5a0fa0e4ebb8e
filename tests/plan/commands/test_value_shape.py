import pytest

from harness.plan.commands.value_shape import value_shapes


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        pytest.param("X=$(a) Y=1", {"X": "(.*)"}, id="alone"),
        pytest.param('export X="http://$(a):80/"', {"X": "http://(.*):80/"}, id="in a string"),
        pytest.param("X=$(a):$(b)", {"X": "(.*):(.*)"}, id="two, told apart by what is between them"),
        pytest.param("X=$(a)$(b)", {"X": "(.*)"}, id="two side by side are one"),
        pytest.param("X=$HOST:$(a)", {"X": ".*:(.*)"}, id="beside a variable"),
        pytest.param("X=$HOST$(a)", {}, id="not told apart from a variable"),
        pytest.param("X=a-'b.c'-$(d)", {"X": r"a\-b\.c\-(.*)"}, id="quotes in a word"),
        pytest.param("X=$X,$(a)", {}, id="goes on from what it was"),
        pytest.param("X=($(a))", {}, id="an array"),
    ],
)
def test_shapes_of_values(text: str, shapes: dict[str, str]) -> None:
    assert {name: shape.pattern for name, shape in value_shapes(text).items()} == shapes
