"""Whether a cluster's pods have changed: a watch tells, since a list twice a second costs an API server much."""

import threading
import time
from typing import Final

from harness.cluster.api.client import Api
from harness.cluster.api.following import follow

PODS: Final = "/api/v1/pods"
_SURE: Final = 10.0  # seconds after which pods are looked at in any case


class PodChanges:
    """A thread watches as long as the process lives. While nobody watches, everything may have changed."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._changed = threading.Event()
        self._changed.set()
        self._watched = False
        self._looked = 0.0
        threading.Thread(target=self._follow, name=f"pods of {api.context}", daemon=True).start()

    def taken(self) -> bool:
        """Whether pods may have changed since this was last asked."""
        now = time.monotonic()
        if not self._changed.is_set() and self._watched and now < self._looked + _SURE:
            return False
        self._changed.clear()  # before the list that follows: what changes meanwhile is news for the next one
        self._looked = now
        return True

    def _follow(self) -> None:
        for event in follow(self._api, PODS):
            self._watched = event is not None
            self._changed.set()
