from pathlib import Path

import pytest

from harness.cluster.containers.container_record import ContainerRecord, read_record
from harness.errors import ClusterError

RECORD = ContainerRecord(
    engine="docker",
    network="kind",
    clusters={"cluster1": "harness-1-cluster1"},
    pools={"cluster1": "172.18.255.205-172.18.255.254"},
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    RECORD.write(tmp_path)
    assert read_record(tmp_path) == RECORD


def test_a_fleet_that_made_nothing(tmp_path: Path) -> None:
    assert read_record(tmp_path) is None


@pytest.mark.parametrize("text", ["{", '{"engine": "docker"}', "[]"])
def test_a_record_that_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "containers.json").write_text(text)
    with pytest.raises(ClusterError) as caught:
        read_record(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / 'containers.json'}: not a record of a fleet of containers: ")
    assert caught.value.remedy == (
        f"delete its clusters by hand (kind get clusters, kind delete cluster) and remove {tmp_path}"
    )
