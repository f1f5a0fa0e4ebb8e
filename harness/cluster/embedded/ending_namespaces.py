"""Ends deleted namespaces of an embedded cluster: their controller waits five seconds, and then for pods that are gone.

Nothing else than the controller's work is done, only sooner; what takes longer, such as finalizers, stays for it. A
moment is left in which a namespace is seen to be ``Terminating``.
"""

import logging
import threading
import time
from typing import Final

from harness.cluster.api.client import Api, ApiError
from harness.cluster.api.following import follow
from harness.cluster.api.namespace_deletion import NAMESPACES, empty, let_go

LOG = logging.getLogger(__name__)
_SEEN: Final = 1.0  # seconds in which a namespace is shown as one that ends
_TRIES: Final = 10
_BETWEEN: Final = 0.3
_CHANGES: Final = frozenset({"ADDED", "MODIFIED"})


class EndingNamespaces:
    """A thread watches as long as the process lives, and another one ends each namespace."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._ending: set[str] = set()
        threading.Thread(target=self._follow, name=f"namespaces of {api.context}", daemon=True).start()

    def _follow(self) -> None:
        for event in follow(self._api, NAMESPACES):
            metadata = event["object"]["metadata"] if event is not None and event["type"] in _CHANGES else {}
            if "deletionTimestamp" in metadata:
                self._begin(metadata["name"])

    def _begin(self, name: str) -> None:
        if name not in self._ending:
            self._ending.add(name)
            threading.Thread(target=self._end, args=(name,), daemon=True).start()

    def _end(self, name: str) -> None:
        try:
            time.sleep(_SEEN)
            empty(self._api, [name])
            self._api.request("DELETE", f"{NAMESPACES}/{name}/pods", query={"gracePeriodSeconds": "0"})
            for _ in range(_TRIES):
                let_go(self._api, [name])
                if self._api.found(f"{NAMESPACES}/{name}") is None:
                    return
                time.sleep(_BETWEEN)
        except ApiError as error:  # its controller goes on
            LOG.info("%s: end of namespace %s: %s", self._api.context, name, error.message)
        finally:
            self._ending.discard(name)
