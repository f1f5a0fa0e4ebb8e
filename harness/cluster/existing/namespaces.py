"""Namespaces of a user's clusters that carry a fleet's label: those that the harness, or a page on its behalf, made."""

import logging
from typing import Final

from harness.cluster.api.client import Api
from harness.cluster.waiting import until

LOG = logging.getLogger(__name__)

LABEL: Final = "docs-harness/fleet"
ENDING: Final = 180.0  # seconds for namespaces to end; load balancers of clouds take their time
NAMESPACES: Final = "/api/v1/namespaces"


def end_namespaces(api: Api, fleet: str) -> None:
    """Delete namespaces with the fleet's label and wait for their end."""

    def left() -> list[str]:
        items = api.request("GET", NAMESPACES, query={"labelSelector": f"{LABEL}={fleet}"})["items"]
        return [item["metadata"]["name"] for item in items]

    for name in left():
        LOG.info("%s: deleting namespace %s", api.context, name)
        api.delete(f"{NAMESPACES}/{name}")
    until(lambda: not left(), timeout=ENDING, what=f"{api.context}: end of namespaces of fleet {fleet}", interval=0.5)
