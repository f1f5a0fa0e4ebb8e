from pathlib import Path

import pytest

from harness.cluster.containers.tool import ClusterTool
from harness.cluster.kind import KindTool
from harness.settings.sections import KindSettings

KIND = KindTool(KindSettings())


def test_it_is_a_tool() -> None:
    tool: ClusterTool = KIND
    assert tool.name == "kind"


def test_names_that_kind_gives() -> None:
    assert KIND.control_plane("a") == "a-control-plane"
    assert KIND.context("a") == "kind-a"


@pytest.mark.parametrize(
    ("kubeconfig", "words"),
    [
        pytest.param(None, "delete cluster --name a", id="as a person does it"),
        pytest.param(Path("/k"), "delete cluster --name a --kubeconfig /k", id="struck off a kubeconfig of ours"),
    ],
)
def test_deletion(kubeconfig: Path | None, words: str) -> None:
    assert " ".join(KIND.deletion("a", kubeconfig)) == words


@pytest.mark.parametrize(
    ("engine", "environ", "network"),
    [
        pytest.param("docker", {}, "kind", id="kind's own"),
        pytest.param("docker", {"KIND_EXPERIMENTAL_DOCKER_NETWORK": "mine"}, "mine", id="the user's"),
        pytest.param("podman", {"KIND_EXPERIMENTAL_DOCKER_NETWORK": "mine"}, "kind", id="that of another engine"),
        pytest.param("podman", {"KIND_EXPERIMENTAL_PODMAN_NETWORK": "mine"}, "mine", id="the user's, of podman"),
    ],
)
def test_network(engine: str, environ: dict[str, str], network: str) -> None:
    assert KIND.network(engine, environ) == network


def test_podman_is_said_to_kind() -> None:
    assert KIND.environment("docker") == {}
    assert KIND.environment("podman") == {"KIND_EXPERIMENTAL_PROVIDER": "podman"}
