"""Custom kinds among the keys of etcd."""

import base64
import json
from collections.abc import Mapping

import pytest

from harness.cluster.embedded.cluster_state import all_served, identities

PREFIX = "/registry/apiextensions.k8s.io/customresourcedefinitions/"


def keys(*definitions: tuple[str, str], accepted: str = "") -> Mapping[str, str]:
    conditions = [{"type": "NamesAccepted", "status": accepted}] if accepted else []
    objects = {
        f"{PREFIX}{name}": {"metadata": {"name": name, "uid": uid}, "status": {"conditions": conditions}}
        for name, uid in definitions
    }
    encoded = {key: base64.b64encode(json.dumps(value).encode()).decode() for key, value in objects.items()}
    return {**encoded, "/registry/pods/default/web": base64.b64encode(b"k8s\0").decode()}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param([("routes.example.com", "1")], [("routes.example.com", "1")], True, id="the same"),
        pytest.param([("routes.example.com", "1")], [], False, id="gone"),
        pytest.param([("routes.example.com", "1")], [("routes.example.com", "2")], False, id="made again"),
    ],
)
def test_a_definition_is_known_by_its_name_and_uid(
    *, one: list[tuple[str, str]], other: list[tuple[str, str]], same: bool
) -> None:
    assert (identities(keys(*one)) == identities(keys(*other))) is same


@pytest.mark.parametrize(
    ("accepted", "kinds", "served"),
    [
        pytest.param("", (), False, id="made a moment ago"),
        pytest.param("True", (), False, id="accepted, not served yet"),
        pytest.param("True", ("routes.example.com",), True, id="served"),
        pytest.param("False", (), True, id="refused for good"),
    ],
)
def test_a_definition_is_at_rest_when_it_is_served_or_refused(
    *, accepted: str, kinds: tuple[str, ...], served: bool
) -> None:
    assert all_served(keys(("routes.example.com", "1"), accepted=accepted), kinds) is served
