"""A fleet as a file: what is read is what was written, and anything else is refused with a remedy."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from harness.capability import Capability, Fidelity
from harness.cluster.fleet.pool_entry import read_fleet, write_fleet
from harness.cluster.fleet.topology import ClusterSpec, Topology
from harness.cluster.provider import Cluster, Fleet
from harness.errors import ClusterError

FLEET = Fleet(
    name="run-1",
    provider="embedded",
    topology=Topology(
        name="site", clusters=(ClusterSpec(name="cluster1", nodes=2), ClusterSpec(name="cluster2", network="network2"))
    ),
    clusters=(
        Cluster(
            name="cluster1", context="c1", server="https://127.0.0.1:1", network="network1", pool="10.0.0.1-10.0.0.9"
        ),
        Cluster(name="cluster2", context="c2", server="https://127.0.0.1:2", network="network2", version="v1.34.4"),
    ),
    kubeconfig=Path("state/kubeconfig"),
    state=Path("state"),
    capabilities={Capability.API: Fidelity.REAL, Capability.PODS: Fidelity.SIMULATED, Capability.EXEC: Fidelity.NONE},
    path=(Path("bin"), Path("more/bin")),
    extra={"istio.version": "1.28"},
    direct=("172.18.0.0/16", "fc00::/64"),
)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "fleet.json"
    write_fleet(FLEET, path)
    return path


def test_what_is_read_is_what_was_written(record: Path) -> None:
    assert read_fleet(record) == FLEET


def test_a_record_is_replaced_as_a_whole(record: Path) -> None:
    write_fleet(replace(FLEET, name="run-2"), record)
    assert read_fleet(record).name == "run-2"
    assert list(record.parent.iterdir()) == [record]


def without(key: str) -> Any:
    return lambda document: document.pop(key)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(lambda one: one.update(version=99), "a fleet of another version", id="another version"),
        pytest.param(without("version"), "not a fleet's record: 'version'", id="no version"),
        pytest.param(without("clusters"), "'clusters'", id="no clusters"),
        pytest.param(lambda one: one.update(capabilities={"flying": 2}), "'flying' is not a valid", id="unknown word"),
        pytest.param(lambda one: one.update(clusters=[{"colour": "red"}]), "'colour'", id="unknown key"),
    ],
)
def test_what_is_no_record_is_refused(record: Path, change: Any, said: str) -> None:
    document = json.loads(record.read_text())
    change(document)
    record.write_text(json.dumps(document))
    with pytest.raises(ClusterError) as caught:
        read_fleet(record)
    assert said in caught.value.message
    assert str(record) in caught.value.message
    assert "harness clusters down" in (caught.value.remedy or "")


@pytest.mark.parametrize("text", ["", "half a rec", "[]", "null"])
def test_what_is_no_json_object_is_refused(record: Path, text: str) -> None:
    record.write_text(text)
    with pytest.raises(ClusterError, match="not a fleet's record"):
        read_fleet(record)
