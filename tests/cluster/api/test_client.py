import base64
import json
from pathlib import Path
from typing import Any

import pytest

from harness.cluster.api.client import Api, ApiKind, lines, parse_discovery, reason_of


def kind(plural: str, **changes: Any) -> ApiKind:
    values: dict[str, Any] = {
        "group": "",
        "plural": plural,
        "version": "v1",
        "kind": plural.capitalize().removesuffix("s"),
        "namespaced": True,
        "verbs": frozenset({"list", "delete"}),
    }
    return ApiKind(**{**values, **changes})


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param(kind("pods").path(), "/api/v1/pods", id="all of the core group"),
        pytest.param(
            kind("pods").path("default", "web"), "/api/v1/namespaces/default/pods/web", id="one in a namespace"
        ),
        pytest.param(kind("nodes").path(name="n"), "/api/v1/nodes/n", id="one of the whole cluster"),
        pytest.param(
            kind("deployments", group="apps").path("default"),
            "/apis/apps/v1/namespaces/default/deployments",
            id="a group's",
        ),
    ],
)
def test_paths(path: str, expected: str) -> None:
    assert path == expected


def test_discovery_takes_the_preferred_version_of_each_kind() -> None:
    def resource(name: str, *, scope: str = "Namespaced") -> dict[str, Any]:
        return {
            "resource": name,
            "responseKind": {"kind": name.capitalize().removesuffix("s")},
            "scope": scope,
            "verbs": ["list", "delete"],
        }

    answer = {
        "items": [
            {
                "metadata": {"name": "example.com"},
                "versions": [
                    {"version": "v3", "freshness": "Stale", "resources": [resource("foos")]},
                    {"version": "v2", "freshness": "Current", "resources": [resource("foos")]},
                    {"version": "v1", "freshness": "Current", "resources": [resource("foos"), resource("bars")]},
                ],
            },
            {"metadata": {}, "versions": [{"version": "v1", "resources": [resource("nodes", scope="Cluster")]}]},
        ]
    }
    assert list(parse_discovery(answer)) == [
        kind("foos", group="example.com", version="v2"),
        kind("bars", group="example.com", version="v1"),
        kind("nodes", namespaced=False),
    ]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param(b'{"message": "pods \\"x\\" not found"}', 'pods "x" not found', id="a Status"),
        pytest.param(b"404 page not found\n", "404 page not found", id="plain text"),
        pytest.param(b'["x"]', '["x"]', id="JSON of another shape"),
        pytest.param(None, "", id="nothing"),
    ],
)
def test_reasons(body: bytes | None, reason: str) -> None:
    assert reason_of(body) == reason


def test_keys_are_kept_beside_the_kubeconfig_and_go_with_it(tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir()
    secret = base64.b64encode(b"a key that no other test has").decode()
    config = {
        "apiVersion": "v1",
        "kind": "Config",
        "clusters": [{"name": "c", "cluster": {"server": "https://127.0.0.1:1"}}],
        "users": [{"name": "u", "user": {"client-certificate-data": secret, "client-key-data": secret}}],
        "contexts": [{"name": "cluster1", "context": {"cluster": "c", "user": "u"}}],
    }
    (state / "kubeconfig").write_text(json.dumps(config))
    for _ in range(2):  # also after the fleet has gone and another one has the same user
        Api(state / "kubeconfig", "cluster1")
        (written,) = (path for path in state.iterdir() if path.name != "kubeconfig")
        assert written.read_bytes() == b"a key that no other test has"
        written.unlink()


@pytest.mark.parametrize(
    ("chunks", "expected"),
    [
        pytest.param([b"one\ntwo\n"], [b"one", b"two"], id="two in a chunk"),
        pytest.param([b"o", b"ne\nt", b"wo\n"], [b"one", b"two"], id="chunks that end anywhere"),
        pytest.param([b"one\n", b"tw"], [b"one"], id="broken off in a line"),
        pytest.param([], [], id="nothing"),
    ],
)
def test_lines_of_a_stream(chunks: list[bytes], expected: list[bytes]) -> None:
    assert list(lines(chunks)) == expected
