import stat
from pathlib import Path
from typing import Any

import pytest
import yaml

from harness.cluster.api import kubeconfig
from harness.errors import ClusterError

KIND: dict[str, Any] = {
    "apiVersion": "v1",
    "kind": "Config",
    "clusters": [
        {"name": "kind-a", "cluster": {"server": "https://127.0.0.1:39037", "certificate-authority-data": "Q0E="}},
        {"name": "other", "cluster": {"server": "https://other"}},
    ],
    "users": [{"name": "kind-a", "user": {"client-key-data": "S0VZ"}}, {"name": "me", "user": {"token": "t"}}],
    "contexts": [
        {"name": "kind-a", "context": {"cluster": "kind-a", "user": "kind-a"}},
        {"name": "work", "context": {"cluster": "other", "user": "me", "namespace": "team"}},
    ],
    "current-context": "kind-a",
}


def test_one_context_under_one_name_with_another_server() -> None:
    assert kubeconfig.renamed(KIND, context="kind-a", name="cluster1", server="https://172.18.0.2:6443") == {
        "clusters": [
            {
                "name": "cluster1",
                "cluster": {"server": "https://172.18.0.2:6443", "certificate-authority-data": "Q0E="},
            }
        ],
        "users": [{"name": "cluster1", "user": {"client-key-data": "S0VZ"}}],
        "contexts": [{"name": "cluster1", "context": {"cluster": "cluster1", "user": "cluster1"}}],
    }


def test_a_namespace_stays_with_its_context() -> None:
    part = kubeconfig.renamed(KIND, context="work", name="cluster2")
    assert part["contexts"][0]["context"] == {"cluster": "cluster2", "user": "cluster2", "namespace": "team"}
    assert part["clusters"][0]["cluster"]["server"] == "https://other"


def test_a_context_that_is_not_there() -> None:
    with pytest.raises(ClusterError) as caught:
        kubeconfig.renamed(KIND, context="gone", name="cluster1")
    assert str(caught.value) == "kubeconfig has no context 'gone'\n  expected: one of: kind-a, work"


def test_the_first_of_several_is_current() -> None:
    parts = [kubeconfig.renamed(KIND, context=name, name=f"cluster{i}") for i, name in enumerate(("kind-a", "work"), 1)]
    whole = kubeconfig.joined(parts)
    assert [entry["name"] for entry in whole["contexts"]] == ["cluster1", "cluster2"]
    assert (whole["current-context"], whole["kind"], whole["apiVersion"]) == ("cluster1", "Config", "v1")


def test_what_is_written_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "kubeconfig"
    kubeconfig.write(file, KIND)
    assert yaml.safe_load(file.read_text()) == KIND
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["kubeconfig"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("a: [", "not YAML: ", id="broken"),
        pytest.param("- a", "not a kubeconfig\n  expected: a table with clusters, users and contexts", id="a list"),
    ],
)
def test_what_is_no_kubeconfig(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "kubeconfig"
    file.write_text(text)
    with pytest.raises(ClusterError) as caught:
        kubeconfig.read(file)
    assert str(caught.value).startswith(f"{file}: {message}")


@pytest.mark.parametrize(
    ("names", "added"),
    [
        pytest.param({}, {}, id="none"),
        pytest.param({"work": "work"}, {}, id="its own name"),
        pytest.param({"east": "work"}, {"east": {"cluster": "other", "user": "me", "namespace": "team"}}, id="another"),
        pytest.param({"work": "kind-a"}, {"work": {"cluster": "kind-a", "user": "kind-a"}}, id="that of another one"),
    ],
)
def test_contexts_get_more_names(tmp_path: Path, names: dict[str, str], added: dict[str, Any]) -> None:
    file = tmp_path / "kubeconfig"
    kubeconfig.write(file, KIND)
    kubeconfig.call_contexts(file, names)
    contexts = {one["name"]: one["context"] for one in kubeconfig.read(file)["contexts"]}
    assert contexts == {one["name"]: one["context"] for one in KIND["contexts"]} | added
    assert {**kubeconfig.read(file), "contexts": KIND["contexts"]} == KIND
