"""Custom kinds as etcd holds them: the API serves them a moment after they are written."""

import base64
import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

_PREFIX: Final = "/registry/apiextensions.k8s.io/customresourcedefinitions/"


def identities(keys: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Name and uid of each definition: one that was deleted and made again is another one."""
    return frozenset((one["metadata"]["name"], one["metadata"]["uid"]) for one in _all(keys))


def all_served(keys: Mapping[str, str], kinds: Collection[str]) -> bool:
    """Whether the API serves each definition among its ``kinds``, or has said that it never will."""
    return all(_refused(one) or one["metadata"]["name"] in kinds for one in _all(keys))


def _refused(definition: Mapping[str, Any]) -> bool:
    conditions = definition.get("status", {}).get("conditions") or ()
    return any(condition["type"] == "NamesAccepted" and condition["status"] == "False" for condition in conditions)


def _all(keys: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for key, value in keys.items():
        if key.startswith(_PREFIX):
            yield json.loads(base64.b64decode(value))
