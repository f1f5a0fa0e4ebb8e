"""A plug-in's provider goes by the name of its entry, and remembers states where it says that it can."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from harness.capability import Capability, Fidelity
from harness.cluster.fleet.topology import Topology, default_topology
from harness.cluster.guarded_provider import GuardedProvider, require_fleet, whole
from harness.cluster.provider import Cluster, Fleet, Progress
from harness.errors import ClusterError

TOPOLOGY = default_topology(1, 1)


@dataclass
class Lent:
    """A provider that calls itself as another one does, as one that hands on to a built-in one."""

    name: str = "embedded"
    owned: bool = True

    def capabilities(self, topology: Topology, /) -> Mapping[Capability, Fidelity]:
        return {}

    def unavailable(self, topology: Topology, /) -> str:
        return ""

    def create(self, name: str, topology: Topology, *, progress: Progress) -> Fleet:
        return Fleet(
            name=name,
            provider=self.name,
            topology=topology,
            clusters=(),
            kubeconfig=Path("kubeconfig"),
            state=Path("state"),
            capabilities={},
        )

    def reset(self, fleet: Fleet, /, *, progress: Progress) -> None:
        raise AssertionError(fleet.name)

    def destroy(self, fleet: Fleet, /) -> None:
        raise AssertionError(fleet.name)

    def sweep(self) -> tuple[str, ...]:
        return ()

    def claim_namespaces(self, fleet: Fleet, mentioned: Collection[str], /) -> tuple[str, ...]:
        return ()


@dataclass
class Remembering(Lent):
    kept: list[str] = field(default_factory=list)

    @property
    def layers(self) -> "Remembering":
        return self

    def remember(self, fleet: Fleet, layer: str, /) -> None:
        self.kept.append(layer)

    def return_to(self, fleet: Fleet, layer: str, /, *, progress: Progress) -> None:
        raise KeyError(layer)

    def forget(self, fleet: Fleet, layer: str, /) -> None:
        self.kept.remove(layer)


@pytest.fixture
def fleet(tmp_path: Path) -> Fleet:
    kubeconfig = tmp_path / "kubeconfig"
    kubeconfig.write_text("contexts: [{name: east}]\n")
    return Fleet(
        name="fleet",
        provider="lab",
        topology=TOPOLOGY,
        clusters=(Cluster(name="cluster1", context="east", server="https://127.0.0.1:1", network="n"),),
        kubeconfig=kubeconfig,
        state=tmp_path,
        capabilities={Capability.API: Fidelity.REAL},
    )


def test_a_fleet_is_as_its_class_says(fleet: Fleet) -> None:
    assert require_fleet(fleet) == fleet


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        pytest.param({"kubeconfig": "kubeconfig"}, "Fleet.kubeconfig", id="a text for a path"),
        pytest.param({"capabilities": {"api": 2}}, "'api'", id="a capability that is none"),
        pytest.param({"kubeconfig": Path("/none")}, "/none", id="no kubeconfig"),
        pytest.param(
            {"clusters": (Cluster(name="cluster1", context="west", server="", network="n"),)}, "'west'", id="no context"
        ),
    ],
)
def test_a_fleet_that_is_not(fleet: Fleet, changes: dict[str, Any], named: str) -> None:
    with pytest.raises((TypeError, ValueError, OSError), match=named):
        require_fleet(replace(fleet, **changes))


@dataclass
class Unsure(Lent):
    """One that fails when it is asked whether it can be used."""

    able: Any = field(default_factory=dict)
    reason: Any = ""

    def capabilities(self, topology: Topology, /) -> Mapping[Capability, Fidelity]:
        able: Mapping[Capability, Fidelity] = self.able
        return able

    def unavailable(self, topology: Topology, /) -> str:
        return str(1 / 0) if self.reason == "raise" else self.reason


@pytest.mark.parametrize(
    ("able", "reason", "named"),
    [
        pytest.param({}, "raise", "ZeroDivisionError", id="it raises"),
        pytest.param({}, None, "None", id="it says nothing"),
        pytest.param([Capability.API], "", "list", id="capabilities in a list"),
        pytest.param({"api": 2}, "", "'api'", id="capabilities of other types"),
        pytest.param({}, "closed", "closed", id="it says why"),
        pytest.param({Capability.API: Fidelity.REAL}, "", "^$", id="it can be used"),
    ],
)
def test_one_that_cannot_say_whether_it_can_be_used_cannot(able: Any, reason: Any, named: str) -> None:
    provider = GuardedProvider(whole(Unsure(able=able, reason=reason)), "lab", "plug-in 'lab'")
    assert re.search(named, provider.unavailable(TOPOLOGY))
    assert provider.capabilities(TOPOLOGY) == (able if named == "^$" else {})


def test_fleets_are_of_the_entry() -> None:
    provider = GuardedProvider(whole(Lent()), "lab", "plug-in 'lab'")
    assert provider.name == "lab"
    assert provider.create("fleet", TOPOLOGY, progress=lambda _: None).provider == "lab"


class Old(Lent):
    """One for a version that called ``create`` without ``progress``."""

    def create(self, name: str, topology: Topology) -> Fleet:  # type: ignore[override] # that is the point
        raise AssertionError(name)


def test_a_method_with_other_arguments_is_found_before_it_is_called() -> None:
    with pytest.raises(TypeError, match=r"create .*progress"):
        whole(Old())


def test_one_that_remembers_nothing_need_not_say_so() -> None:
    assert GuardedProvider(whole(Lent()), "lab", "plug-in 'lab'").layers is None


def test_what_is_remembered_is_guarded() -> None:
    inner = Remembering()
    provider = GuardedProvider(inner, "lab", "plug-in 'lab'")
    assert provider.layers is not None
    fleet = provider.create("fleet", TOPOLOGY, progress=lambda _: None)
    provider.layers.remember(fleet, "a")
    provider.layers.remember(fleet, "b")
    provider.layers.forget(fleet, "a")
    assert inner.kept == ["b"]
    with pytest.raises(ClusterError) as caught:
        provider.layers.return_to(fleet, "c", progress=lambda _: None)
    assert [word for word in ("'lab'", "return_to", "KeyError") if word not in caught.value.message] == []
