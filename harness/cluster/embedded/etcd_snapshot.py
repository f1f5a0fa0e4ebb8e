"""A cluster's whole state as etcd holds it: taken once, put back between pages while everything keeps running.

The API server and all controllers watch etcd's keys, so for them a restored object is one that somebody wrote, and a
removed one is one that somebody deleted. That takes a fraction of a second; stopping, putting files back and starting
again took four. Keys go in order of their kinds, owners before what they own: a controller that still sees the owner
would make it anew.
"""

import base64
import http.client
import json
import os
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from harness.cluster.machine_clock import MachineClock
from harness.deadline import Deadline
from harness.errors import ClusterError

PREFIX: Final = "/registry/"
# Held by whoever lives now: heartbeats, elections of the control plane, the API server's own entry.
_LEFT_ALONE: Final = ("leases/kube-", "masterleases/")
_LEASES: Final = "leases/"
# Makers before what they make, and what makes the rest possible last.
_LAST: Final = (
    "replicasets/",
    "pods/",
    "apiextensions.k8s.io/",
    "apiregistration.k8s.io/",
    "namespaces/",
)
_FIRST: Final = ("validatingwebhookconfigurations/", "mutatingwebhookconfigurations/", "deployments/", "cronjobs/")
# What comes back: each controller sees owners and what they own at once. Were pods there a moment before their
# ReplicaSet, the garbage collector would remove them, and a moment after it they would be made twice.
_EARLY: Final = ("namespaces/", "apiextensions.k8s.io/")
_TOGETHER: Final = (
    *("deployments/", "replicasets/", "statefulsets/", "daemonsets/", "cronjobs/", "jobs/", "pods/"),
    "controllers/",
)
_LATE: Final = (
    *("endpointslices/", "services/endpoints/", "controllerrevisions/", "kwok.x-k8s.io/portforwards/"),
    *("validatingwebhookconfigurations/", "mutatingwebhookconfigurations/"),
)
_BATCH: Final = 120  # etcd takes 128 operations in a transaction
_SETTLE_SECONDS: Final = 0.1
_PATIENCE_SECONDS: Final = 30.0
_ANSWER_SECONDS: Final = 60.0
_STUBBORN: Final = 3  # rounds after which a key is its controller's own business

Keys = Mapping[str, str]  # key -> value, base64 as etcd's gateway gives it


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What makes one state another: keys to remove, and keys to write with their values."""

    remove: tuple[str, ...]
    write: Keys

    def __bool__(self) -> bool:
        return bool(self.remove or self.write)

    def without(self, keys: Iterable[str]) -> "Change":
        left = frozenset(keys)
        return Change(
            remove=tuple(key for key in self.remove if key not in left),
            write={key: value for key, value in self.write.items() if key not in left},
        )


def difference(wanted: Keys, now: Keys) -> Change:
    """From ``now`` to ``wanted``, removals in the order in which controllers let go."""
    extra = (key for key in now if key not in wanted and not _left_alone(key))
    held = {key for key in now if key.removeprefix(PREFIX).startswith(_LEASES)}  # renewed by whoever holds them
    write = {
        key: value
        for key, value in wanted.items()
        if now.get(key) != value and key not in held and not _left_alone(key)
    }
    return Change(remove=tuple(sorted(extra, key=_rank)), write=write)


def take(etcd: str) -> Keys:
    """Every key of the cluster; ``etcd`` is the URL of its client port."""
    answer = _ask(etcd, "/v3/kv/range", {"key": _encode(PREFIX), "range_end": _encode(PREFIX[:-1] + "0")})
    return {base64.b64decode(item["key"]).decode(): item.get("value", "") for item in answer.get("kvs", ())}


def count(etcd: str) -> int:
    """How many keys there are."""
    ask = {"key": _encode(PREFIX), "range_end": _encode(PREFIX[:-1] + "0"), "count_only": True}
    return int(_ask(etcd, "/v3/kv/range", ask).get("count", 0))


def restore(etcd: str, wanted: Keys) -> tuple[str, ...]:
    """Put ``wanted`` back, until nothing changes any more: controllers answer to what they see vanish.

    What comes back each time belongs to a controller of the cluster's own, which writes it whenever it is missing (a
    status, a certificate renewed). Such keys are left to it and returned. ``ClusterError`` when there is no end to it.
    """
    deadline = Deadline.after(_PATIENCE_SECONDS, clock=MachineClock())
    rounds: Counter[str] = Counter()
    while True:
        change = difference(wanted, take(etcd)).without(key for key, count in rounds.items() if count >= _STUBBORN)
        if not change:
            return tuple(sorted(key for key, count in rounds.items() if count >= _STUBBORN))
        if deadline.over:
            left = ", ".join([*change.remove, *change.write][:5])
            raise ClusterError(f"the cluster's state does not come to rest, still changing: {left}")
        rounds.update([*change.remove, *change.write])
        for stage in _stages(change.remove):
            _commit(etcd, ({"requestDeleteRange": {"key": _encode(key)}} for key in stage))
            time.sleep(_SETTLE_SECONDS)
        for keys in written(change.write):
            _commit(etcd, ({"requestPut": {"key": _encode(key), "value": change.write[key]}} for key in keys))
        time.sleep(_SETTLE_SECONDS)


def lost(wanted: Keys, now: Keys, kind: str) -> tuple[str, ...]:
    """Keys of a kind that are not there."""
    return tuple(key for key in wanted if key.startswith(f"{PREFIX}{kind}/") and key not in now)


def save(keys: Keys, file: Path) -> None:
    """Secrets are among the keys, so only the owner may read the file."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(keys, stream)


def load(file: Path) -> Keys:
    keys: Keys = json.loads(file.read_text(encoding="utf-8"))
    return keys


def _left_alone(key: str) -> bool:
    return key.removeprefix(PREFIX).startswith(_LEFT_ALONE)


def _rank(key: str) -> tuple[int, str]:
    kind = key.removeprefix(PREFIX)
    if kind.startswith(_FIRST):
        return 0, key
    return next((number + 2 for number, last in enumerate(_LAST) if kind.startswith(last)), 1), key


def _stages(keys: Iterable[str]) -> Iterable[list[str]]:
    """Keys of equal rank together: the controllers get a moment between two stages."""
    stages: dict[int, list[str]] = {}
    for key in keys:
        stages.setdefault(_rank(key)[0], []).append(key)
    return stages.values()


def written(keys: Iterable[str]) -> list[list[str]]:
    """Keys in the order in which they come back; those of a list in one transaction, if there are not too many."""
    stages: list[list[str]] = [[], [], [], []]
    for key in keys:
        kind = key.removeprefix(PREFIX)
        known = ((_EARLY, 0), (_TOGETHER, 2), (_LATE, 3))
        stages[next((stage for kinds, stage in known if kind.startswith(kinds)), 1)].append(key)
    return stages


def _commit(etcd: str, operations: Iterable[Mapping[str, Any]]) -> None:
    every = list(operations)
    for first in range(0, len(every), _BATCH):
        _ask(etcd, "/v3/kv/txn", {"success": every[first : first + _BATCH]})


def _ask(etcd: str, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
    request = urllib.request.Request(f"{etcd}{path}", data=json.dumps(body).encode())  # noqa: S310 - our own etcd
    try:
        with _DIRECT.open(request, timeout=_ANSWER_SECONDS) as answer:
            result: dict[str, Any] = json.load(answer)
    except (OSError, http.client.HTTPException, ValueError) as error:
        detail = error.read().decode(errors="replace") if isinstance(error, urllib.error.HTTPError) else error
        raise ClusterError(
            f"etcd at {etcd} does not answer: {detail}", remedy="the fleet is broken: make a new one"
        ) from error
    return result


_DIRECT: Final = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy has no way to our loopback


def _encode(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
