"""What a page adds to a node's capacity can be given to pods."""

from collections.abc import Mapping

import pytest

from harness.cluster.embedded.extended_resources import to_allocate

CPU = {"cpu": "4"}
OVEN = {"example.com/oven": "4"}


@pytest.mark.parametrize(
    ("capacity", "allocatable", "changed"),
    [
        pytest.param(CPU | OVEN, CPU, OVEN, id="added"),
        pytest.param(CPU | OVEN, CPU | {"example.com/oven": "2"}, OVEN, id="changed"),
        pytest.param(CPU | OVEN, CPU | OVEN, {}, id="the same"),
        pytest.param(CPU, CPU | OVEN, {"example.com/oven": None}, id="removed"),
        pytest.param({"cpu": "8"}, CPU, {}, id="the node's own"),
        pytest.param({"x.kubernetes.io/oven": "1"}, {}, {}, id="of Kubernetes itself"),
    ],
)
def test_what_is_to_be_given(
    capacity: Mapping[str, str], allocatable: Mapping[str, str], changed: Mapping[str, str | None]
) -> None:
    assert to_allocate({"capacity": capacity, "allocatable": allocatable}) == changed
