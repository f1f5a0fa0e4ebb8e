"""A second eye on the clusters while a command waits: it sees when what is waited for will not come."""

import logging
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from harness.cluster.api.client import Api, ApiError
from harness.cluster.api.kubeconfig import entry, read
from harness.cluster.dead_ends import (
    FAILED_CREATE,
    DeadEnd,
    dead_controllers,
    dead_pods,
    misspelt_condition,
    refused_condition,
    refused_pods,
)
from harness.errors import ClusterError
from harness.programs.resource_names import kinds_of_pods
from harness.run.hosts import resolves
from harness.run.output import GivenUp
from harness.session.clusters.command_targets import ALL, DEFAULT
from harness.session.clusters.waits import Wait

LOG = logging.getLogger(__name__)

FIRST: Final = 2.5  # seconds: most commands have ended by then
INTERVAL: Final = 1.5
ANSWER: Final = 5.0  # seconds for one answer of an API server
SKEW: Final = 2.0  # seconds that the clock of a cluster may be behind ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A wait with the cluster that it means: the current context, and its namespace, are known only when it runs."""

    api: Api
    wait: Wait


@dataclass(kw_only=True)
class Lookout:
    """Looks from ``FIRST`` seconds on until ``close``. ``since`` is when the page began, in seconds since the epoch."""

    kubeconfig: Path
    waits: Sequence[Wait]
    since: float
    first: float = FIRST
    interval: float = INTERVAL
    clock: Callable[[], float] = time.monotonic
    _found: DeadEnd | None = field(default=None, init=False)
    _interrupts: bool = field(default=False, init=False)
    _seen: dict[tuple[str, DeadEnd], float] = field(default_factory=dict, init=False)
    _apis: dict[str, Api] = field(default_factory=dict, init=False)
    _stop: threading.Event = field(default_factory=threading.Event, init=False)
    _thread: threading.Thread | None = field(default=None, init=False)

    def __enter__(self) -> Self:
        if self.waits:
            self._thread = threading.Thread(target=self._look, name="lookout", daemon=True)
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join(ANSWER)

    @property
    def interrupts(self) -> bool:
        return any(wait.interrupts for wait in self.waits)

    def dead_end(self) -> GivenUp | None:
        """Why waiting cannot help, ``None`` as long as it may."""
        if (end := self._found) is None:
            return None
        # A registry whose name nobody knows here has not answered: a mirror has, which need not have all images.
        mirrored = end.image != "" and not resolves(registry_of(end.image))
        return GivenUp(reason=str(end), blameless=end.blameless or mirrored)

    def last_look(self) -> GivenUp | None:
        """The same, of a command that ended before anybody looked."""
        self._end()
        if self._found is None and self.waits:
            self._found = self._seen_now()
        return self.dead_end()

    def give_up(self) -> GivenUp | None:
        """Why the command is to be stopped now: it waits by itself for what will not come."""
        return self.dead_end() if self._interrupts else None

    def _look(self) -> None:
        pause = self.first
        while self._found is None and not self._stop.wait(pause):
            pause = self.interval
            self._found = self._seen_now()

    def _seen_now(self) -> DeadEnd | None:
        try:
            return self._final(places(self.kubeconfig, self.waits, self._apis))
        except (ClusterError, OSError) as error:  # a cluster that does not answer is what the command itself will tell
            LOG.debug("not seen: %s", error)
            return None

    def _final(self, looked_at: Sequence[Place]) -> DeadEnd | None:
        """The first dead end that has lasted long enough; those that are gone are forgotten."""
        now, since = self.clock(), api_time(self.since - SKEW)
        seen: dict[tuple[str, DeadEnd], float] = {}
        for place in looked_at:
            wait = place.wait
            for end in chain(dead_ends(place.api, wait.namespace, wait.condition), refused_resources(place)):
                if place.wait.concerns(end, since=since):
                    key = (place.api.context, steady(end))
                    seen[key] = self._seen.get(key, now)
                    if now - seen[key] >= end.patience:
                        self._interrupts = place.wait.interrupts
                        return end
        self._seen = seen
        return None


def registry_of(image: str) -> str:
    """The host that an image is pulled from."""
    host, slash, _ = image.partition("/")
    named = bool(slash) and re.search(r"[.:]|^localhost$", host) is not None
    return host.partition(":")[0] if named else "docker.io"


def steady(end: DeadEnd) -> DeadEnd:
    """The same for a state that goes on, in whatever words: pulls fail and are put off in turn."""
    return DeadEnd(kind=end.kind, namespace=end.namespace, name=end.name, reason="", patience=end.patience)


def places(kubeconfig: Path, waits: Sequence[Wait], apis: dict[str, Api]) -> list[Place]:
    """``apis`` are those in use, by context, and grow. ``ClusterError`` for a kubeconfig that a page has broken."""
    config = read(kubeconfig)
    found = []
    for wait in waits:
        context = wait.context or str(config.get("current-context", ""))
        own = str(entry(config, "contexts", context).get("namespace") or DEFAULT)
        if context not in apis:
            apis[context] = Api(kubeconfig, context)
        found.append(Place(api=apis[context], wait=wait if own == DEFAULT else wait.in_namespace(own)))
    return found


def names_on(kubeconfig: Path, contexts: Iterable[str], names_of: Callable[[Api], Iterable[str]]) -> frozenset[str]:
    """What a function names of each cluster; nothing where one is gone, which the command itself tells."""
    waits = [Wait(context=context, namespace=ALL) for context in contexts]
    try:
        return frozenset(name for place in places(kubeconfig, waits, {}) for name in names_of(place.api))
    except (ApiError, ClusterError, OSError) as error:
        LOG.debug("not seen: %s", error)
        return frozenset()


def dead_ends(api: Api, namespace: str, condition: str = "") -> Iterator[DeadEnd]:
    """All of one namespace, or of all, for what waits for a ``condition`` or, without one, for anything."""
    pods = listed(api, "/api/v1", namespace, "pods")
    lost = any(not pod.get("spec", {}).get("nodeName") for pod in pods)
    yield from dead_pods(pods, listed(api, "/api/v1", ALL, "nodes") if lost else ())
    yield from misspelt_condition(pods, "Pod", condition)
    for kind, group in (("Deployment", "/apis/apps/v1"), ("Job", "/apis/batch/v1")):
        items = listed(api, group, namespace, f"{kind.lower()}s")
        yield from dead_controllers(kind, items)
        yield from misspelt_condition(items, kind, condition)
    yield from refused_pods(listed(api, "/api/v1", namespace, "events", fieldSelector=f"reason={FAILED_CREATE}"))


def refused_resources(place: Place) -> Iterator[DeadEnd]:
    """Custom resources that a command waits for by name, and whose condition will not come."""
    named = [one for one in place.wait.objects if one.name and one.kind.partition(".")[0] not in kinds_of_pods()]
    if not (place.wait.condition and named):
        return
    definitions = listed(place.api, "/apis/apiextensions.k8s.io/v1", ALL, "customresourcedefinitions")
    for one in named:
        for definition in definitions:
            if (of_kind := resource_path(definition["spec"], one.kind)) is not None:
                group, plural, namespaced = of_kind
                within = one.namespace if namespaced else ALL
                items = listed(place.api, group, within, plural, fieldSelector=f"metadata.name={one.name}")
                yield from refused_condition(items, one.kind, place.wait.condition)
                yield from misspelt_condition(items, one.kind, place.wait.condition)


def resource_path(definition: Mapping[str, Any], kind: str) -> tuple[str, str, bool] | None:
    """Group, plural and whether it has namespaces, if ``kind`` is what kubectl calls a defined kind."""
    names, (word, _, group) = definition["names"], kind.lower().partition(".")
    known = {names["plural"], names.get("singular", ""), names["kind"].lower(), *names.get("shortNames", ())}
    if word not in known or not definition["group"].startswith(group):
        return None
    version = next((one["name"] for one in definition["versions"] if one.get("served")), "")
    return f"/apis/{definition['group']}/{version}", names["plural"], definition["scope"] == "Namespaced"


def listed(api: Api, group: str, namespace: str, plural: str, **query: str) -> list[dict[str, Any]]:
    """The objects of a list; none of a kind that the user may not list."""
    path = f"{group}/namespaces/{namespace}/{plural}" if namespace else f"{group}/{plural}"
    try:
        answer = api.request("GET", path, query={"resourceVersion": "0", **query}, timeout=ANSWER)
    except ApiError as error:
        if error.status in {403, 404}:
            return []
        raise
    return list(answer["items"])


def api_time(seconds: float) -> str:
    """A time as the API writes it."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))
