import os
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from harness.cluster.containers.engine import (
    LARGE_SUBNETS,
    Engine,
    EngineInfo,
    choose_engine,
    parse_info,
    parse_subnets,
)
from harness.cluster.runner import CommandError, Runner
from harness.errors import ClusterError

NODE_LABEL = "example.com/cluster"
RUNNER = Runner({"PATH": os.environ["PATH"]})

Script = Callable[[str, str], None]


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """Writes a program of that name and text into a folder of its own."""

    def write(name: str, text: str) -> None:
        file = tmp_path / name
        file.write_text("#!/bin/sh\n" + textwrap.dedent(text))
        file.chmod(0o755)

    return write


def choose(folder: Path, wanted: str = "") -> tuple[Engine, EngineInfo]:
    return choose_engine(
        wanted,
        node_label=NODE_LABEL,
        runner=RUNNER,
        which=lambda name: found if (found := folder / name).exists() else None,
    )


@pytest.mark.parametrize(
    ("info", "expected"),
    [
        pytest.param(
            {
                "CgroupVersion": "1",
                "MemTotal": 5,
                "DockerRootDir": "/var/lib/docker",
                "SecurityOptions": ["name=seccomp"],
            },
            EngineInfo(cgroup=1, rootless=False, memory=5, root=Path("/var/lib/docker")),
            id="docker",
        ),
        pytest.param(
            {"CgroupVersion": "2", "SecurityOptions": ["name=rootless"]},
            EngineInfo(cgroup=2, rootless=True, memory=0, root=Path("/")),
            id="rootless docker",
        ),
        pytest.param(
            {
                "host": {"cgroupVersion": "v2", "memTotal": 7, "security": {"rootless": True}},
                "store": {"graphRoot": "/home/me/storage"},
            },
            EngineInfo(cgroup=2, rootless=True, memory=7, root=Path("/home/me/storage")),
            id="podman",
        ),
    ],
)
def test_info(info: dict[str, Any], expected: EngineInfo) -> None:
    assert parse_info(info) == expected


def test_half_an_answer_of_docker() -> None:
    with pytest.raises(ClusterError, match="docker: permission denied"):
        parse_info({"ServerErrors": ["permission denied"]})


@pytest.mark.parametrize(
    ("network", "expected"),
    [
        pytest.param(
            {"IPAM": {"Config": [{"Subnet": "fc00::/64"}, {"Subnet": "172.18.0.0/16", "Gateway": "172.18.0.1"}]}},
            ("fc00::/64", "172.18.0.0/16"),
            id="docker",
        ),
        pytest.param({"IPAM": {"Config": None}}, (), id="docker without any"),
        pytest.param({"subnets": [{"subnet": "10.89.0.0/24"}]}, ("10.89.0.0/24",), id="podman 4 and newer"),
        pytest.param(
            {"plugins": [{"type": "bridge", "ipam": {"ranges": [[{"subnet": "10.88.0.0/16"}]]}}, {"type": "portmap"}]},
            ("10.88.0.0/16",),
            id="podman before",
        ),
    ],
)
def test_subnets(network: dict[str, Any], expected: tuple[str, ...]) -> None:
    assert parse_subnets(network) == expected


def test_the_first_engine_that_answers(tmp_path: Path, script: Script) -> None:
    script("docker", "echo 'Cannot connect to the Docker daemon' >&2; exit 1")
    script("podman", """echo '{"host": {"cgroupVersion": "v2"}}'""")
    engine, info = choose(tmp_path)
    assert (engine.name, info.cgroup) == ("podman", 2)


@pytest.mark.parametrize(
    ("docker", "reason", "remedy"),
    [
        pytest.param(
            "echo 'Cannot connect to the Docker daemon at unix:///run/docker.sock' >&2; exit 1",
            "Cannot connect to the Docker daemon at unix:///run/docker.sock",
            "start it: sudo systemctl start docker",
            id="not started",
        ),
        pytest.param(
            "echo 'Client: x'; echo 'permission denied while trying to connect' >&2; exit 1",
            "permission denied while trying to connect",
            "add this user to the group docker (sudo usermod -aG docker $USER) and log in again",
            id="not permitted",
        ),
    ],
)
def test_no_engine_answers(tmp_path: Path, script: Script, docker: str, reason: str, remedy: str) -> None:
    script("docker", docker)
    with pytest.raises(ClusterError) as caught:
        choose(tmp_path)
    assert str(caught.value) == (
        f"no container engine answers\n  docker: {reason}\n  podman: no such program on PATH\n"
        f"  expected: a docker daemon or podman that this user may use\n  to fix:   {remedy}"
    )


def test_no_engine_at_all(tmp_path: Path) -> None:
    with pytest.raises(ClusterError) as caught:
        choose(tmp_path, "podman")
    assert str(caught.value) == (
        "no container engine answers\n  podman: no such program on PATH\n"
        "  expected: a docker daemon or podman that this user may use\n"
        "  to fix:   install docker (https://docs.docker.com/engine/install/) or podman, or use --provider embedded"
    )


def test_a_network_that_is_not_there(tmp_path: Path, script: Script) -> None:
    script("docker", "echo 'Error response from daemon: network kind not found' >&2; exit 1")
    engine = Engine(
        name="docker", program=tmp_path / "docker", runner=Runner({"PATH": os.environ["PATH"]}), node_label=NODE_LABEL
    )
    assert engine.subnets("kind") is None


RECORDS = 'echo "$*" >> "$(dirname "$0")/calls"; '


@pytest.mark.parametrize(
    ("name", "answer", "subnets"),
    [
        pytest.param("docker", "exit 0", [""], id="docker chooses"),
        pytest.param("podman", "exit 0", [" --subnet 172.18.0.0/16"], id="podman is told a large one"),
        pytest.param(
            "podman",
            'case "$*" in *172.18*) echo "Error: subnet is already used on the host" >&2; exit 125;; esac',
            [" --subnet 172.18.0.0/16", " --subnet 172.19.0.0/16"],
            id="another one where that is used",
        ),
        pytest.param(
            "podman",
            'case "$*" in *--subnet*) echo "Error: subnet is already used on the host" >&2; exit 125;; esac',
            [*(f" --subnet {subnet}" for subnet in LARGE_SUBNETS), ""],
            id="its own choice where all are used",
        ),
    ],
)
def test_networks_are_large(tmp_path: Path, script: Script, name: str, answer: str, subnets: list[str]) -> None:
    script(name, RECORDS + answer)
    Engine(
        name=name, program=tmp_path / name, runner=Runner({"PATH": os.environ["PATH"]}), node_label=NODE_LABEL
    ).make_network("kind")
    assert (tmp_path / "calls").read_text().splitlines() == [
        f"network create --driver bridge --label docs-harness{subnet} kind" for subnet in subnets
    ]


def test_another_error_of_making_a_network_is_told(tmp_path: Path, script: Script) -> None:
    script("podman", "echo 'Error: no driver' >&2; exit 125")
    engine = Engine(
        name="podman", program=tmp_path / "podman", runner=Runner({"PATH": os.environ["PATH"]}), node_label=NODE_LABEL
    )
    with pytest.raises(CommandError, match="no driver"):
        engine.make_network("kind")


@pytest.mark.parametrize(
    ("name", "command"),
    [
        pytest.param("docker", "save --output all.tar a b", id="docker"),
        pytest.param("podman", "save --multi-image-archive --output all.tar a b", id="podman"),
    ],
)
def test_several_images_in_one_archive(tmp_path: Path, script: Script, name: str, command: str) -> None:
    script(name, RECORDS)
    engine = Engine(
        name=name, program=tmp_path / name, runner=Runner({"PATH": os.environ["PATH"]}), node_label=NODE_LABEL
    )
    engine.save(["a", "b"], Path("all.tar"), timeout=5)
    assert (tmp_path / "calls").read_text() == f"{command}\n"


def test_an_engine_that_prints_its_half_of_an_answer_is_told_by_its_error(tmp_path: Path, script: Script) -> None:
    script(
        "docker",
        """\
        echo '{"ID": "", "ServerErrors": ["Cannot connect to the Docker daemon."]}'
        echo 'Cannot connect to the Docker daemon.' >&2
        exit 1
        """,
    )
    with pytest.raises(ClusterError) as caught:
        choose(tmp_path, "docker")
    assert caught.value.message.splitlines()[1:] == ["  docker: Cannot connect to the Docker daemon."]
