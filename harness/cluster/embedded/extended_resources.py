"""What an embedded cluster's nodes can give of resources that pages add to them: as a kubelet, all that they have.

Source: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources
"""

import logging
import threading
from collections.abc import Mapping
from typing import Any, Final

from harness.cluster.api.client import Api, ApiError
from harness.cluster.api.following import follow

LOG = logging.getLogger(__name__)
NODES: Final = "/api/v1/nodes"


class ExtendedResources:
    """A thread watches as long as the process lives."""

    def __init__(self, api: Api) -> None:
        self._api = api
        threading.Thread(target=self._follow, name=f"nodes of {api.context}", daemon=True).start()

    def _follow(self) -> None:
        for event in follow(self._api, NODES):
            if event is not None and event["type"] != "DELETED":
                self._look(f"{NODES}/{event['object']['metadata']['name']}")

    def _look(self, node: str) -> None:
        try:
            found = self._api.found(node)
            if found is not None and (changes := to_allocate(found.get("status") or {})):
                self._api.merge(f"{node}/status", {"status": {"allocatable": changes}})
        except ApiError as error:  # the next change of the node brings it up again
            LOG.info("%s: resources of %s: %s", self._api.context, node, error.message)


def to_allocate(status: Mapping[str, Any]) -> dict[str, str | None]:
    """What is to be changed in ``allocatable``, for resources with a domain of their own; ``None`` is no more."""
    capacity, given = (
        {name: amount for name, amount in (status.get(key) or {}).items() if is_extended(name)}
        for key in ("capacity", "allocatable")
    )
    changed: dict[str, str | None] = {name: amount for name, amount in capacity.items() if given.get(name) != amount}
    return changed | dict.fromkeys(given.keys() - capacity.keys())


def is_extended(resource: str) -> bool:
    return "/" in resource and not resource.partition("/")[0].endswith("kubernetes.io")
