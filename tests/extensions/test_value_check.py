"""Whether what a package made has the members of a Protocol, called as the Protocol calls them."""

from typing import Protocol

import pytest

from harness.cluster.containers import ClusterTool
from harness.cluster.kind import KindTool
from harness.extensions.value_check import require_members
from harness.settings.sections import KindSettings


class Pot(Protocol):
    leaf: str

    @property
    def size(self) -> int: ...
    def boil(self, cups: int, /, *, hot: bool) -> None: ...


class Small:
    leaf = "green"
    size = 1

    def boil(self, cups: int, *, hot: bool = True) -> None: ...


class Lidded(Small):
    def boil(self, cups: int, *, hot: bool = False, lid: bool = True) -> None: ...


class Cold(Small):
    def boil(self, cups: int) -> None: ...  # type: ignore[override] # that is the point


class Strict(Small):
    def boil(self, cups: int, *, hot: bool, lid: bool) -> None: ...  # type: ignore[override] # likewise


class Empty:
    leaf = "green"


@pytest.mark.parametrize("value", [Small(), Lidded()], ids=["as it says", "with more that has a default"])
def test_members_that_fit(value: object) -> None:
    require_members(value, Pot)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        pytest.param(Empty(), ["Empty", "boil", "size"], id="members are missing"),
        pytest.param(Cold(), ["boil", "hot"], id="without an argument"),
        pytest.param(Strict(), ["boil", "lid"], id="with one that nobody gives"),
    ],
)
def test_members_that_do_not_fit(value: object, words: list[str]) -> None:
    with pytest.raises(TypeError) as caught:
        require_members(value, Pot)
    assert [word for word in words if word not in str(caught.value)] == []


def test_members_that_may_be_missing() -> None:
    require_members(Empty(), Pot, but=("boil", "size"))


class OldTool(KindTool):
    """One for a version that did not hand on the environment."""

    def network(self, engine: str, /) -> str:  # type: ignore[override] # that is the point
        raise AssertionError(engine)


def test_tools_that_make_clusters() -> None:
    require_members(KindTool(KindSettings()), ClusterTool)
    with pytest.raises(TypeError, match="network"):
        require_members(OldTool(KindSettings()), ClusterTool)
