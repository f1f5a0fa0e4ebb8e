"""Lists of many kinds of a cluster, of which some may not be ready to be listed yet."""

import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from harness.cluster.api.client import JSON, Api, ApiError, ApiKind

# Requests to one API server, each on a connection of its own. Far away the way there and back is what takes time. On
# this machine it is the keys of a new connection: half of the work with 8 of them, so that 2 are done sooner.
AT_ONCE: Final = 8
AT_ONCE_HERE: Final = 2
PATIENCE: Final = 10.0  # seconds for kinds that are not ready, all together
NOT_YET: Final = 429  # "storage is (re)initializing": a definition that was made or changed a moment ago
GONE: Final = frozenset({404, 405})  # a kind that vanishes while it is asked for
INTERVAL: Final = 0.1  # seconds at least until a server is asked again

Item = Mapping[str, Any]


def lists(
    api: Api, kinds: Sequence[ApiKind], *, accept: str = JSON, at_once: int = AT_ONCE, patience: float = PATIENCE
) -> Iterable[tuple[ApiKind, Sequence[Item] | ApiError]]:
    """Each kind with its objects, none for a kind that is gone, or with the refusal of the API server.

    A kind that is not ready is asked for again when the server says so, for ``patience`` seconds. ``ApiError`` when the
    server does not answer.
    """
    deadline = time.monotonic() + patience

    def one(kind: ApiKind) -> Sequence[Item] | ApiError:
        while True:
            try:
                return api.get(kind.path(), accept=accept)["items"] or []  # null where there is none
            except ApiError as error:
                if error.status == 0:
                    raise
                if error.status != NOT_YET:
                    return [] if error.status in GONE else error
                wait = max(INTERVAL, error.retry_after or 0.0)
                if time.monotonic() + wait > deadline:
                    return ApiError(f"{error.message}, for {patience:.0f} s", status=error.status)
            time.sleep(wait)

    with ThreadPoolExecutor(at_once) as pool:
        return list(zip(kinds, pool.map(one, kinds), strict=True))
