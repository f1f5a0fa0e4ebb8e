from typing import Any

import pytest

from harness.cluster.api import ApiKind, parse_discovery, reason_of


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
