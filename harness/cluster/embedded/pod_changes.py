"""Whether a cluster's pods have changed: a watch tells, since a list twice a second costs an API server much."""

import logging
import threading
import time
from typing import Final

from harness.cluster.api.client import Api, ApiError

LOG = logging.getLogger(__name__)
PODS: Final = "/api/v1/pods"
_AGAIN: Final = 1.0  # seconds until a watch that ended begins anew
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
        while True:
            try:
                # It begins with what is there, so that nothing is missed between two watches.
                for _ in self._api.watch(PODS):
                    self._watched = True
                    self._changed.set()
            except ApiError as error:
                LOG.info("%s", error.message)
            self._watched = False
            time.sleep(_AGAIN)
