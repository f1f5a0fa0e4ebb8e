from typing import Any

import pytest

from harness.check.catalogue.field_shape import Holds, Shape, shape


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        pytest.param(["any"], Shape(holds=Holds.ANYTHING), id="anything"),
        pytest.param(["string"], Shape(holds=Holds.TEXT), id="text"),
        pytest.param(["string", ["a"]], Shape(holds=Holds.TEXT, values=("a",)), id="text with usual values"),
        pytest.param(["enum", ["a", "b"]], Shape(holds=Holds.ONE_OF, values=("a", "b")), id="one of"),
        pytest.param(["integer", 1, None], Shape(holds=Holds.INTEGER, least=1), id="integer with a bound"),
        pytest.param(["list", 3], Shape(holds=Holds.LIST, inside=3), id="list"),
        pytest.param(["map", 3], Shape(holds=Holds.MAP, inside=3), id="map"),
        pytest.param(
            ["object", {"a": 1}, ["a"], 1],
            Shape(holds=Holds.OBJECT, fields={"a": 1}, required=("a",), closed=True),
            id="object",
        ),
    ],
)
def test_shapes_as_they_are_stored(node: list[Any], expected: Shape) -> None:
    assert shape(node) == expected
