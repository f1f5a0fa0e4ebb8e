"""A watch without an end: what is there, what changes, and when nobody watches."""

import logging
import time
from collections.abc import Iterator, Mapping
from typing import Any, Final

from harness.cluster.api.client import Api, ApiError

LOG = logging.getLogger(__name__)
_AGAIN: Final = 1.0  # seconds until a watch that ended begins anew


def follow(api: Api, path: str) -> Iterator[Mapping[str, Any] | None]:
    """Events as ``Api.watch`` tells them; ``None`` when a watch has ended. The next one begins with what is there."""
    while True:
        try:
            yield from api.watch(path)
        except ApiError as error:
            LOG.info("%s", error.message)
        yield None
        time.sleep(_AGAIN)
