"""Whether pods have changed, with a watch that the test feeds."""

import queue
from collections.abc import Iterator, Mapping
from typing import Any, cast

from harness.cluster.api.client import Api, ApiError
from harness.cluster.embedded.pod_changes import PodChanges
from harness.cluster.waiting import until


class Watched:
    """``events`` are what the watch tells; an error among them breaks it off."""

    context = "one"

    def __init__(self) -> None:
        self.events: queue.Queue[Mapping[str, Any] | ApiError] = queue.Queue()

    def watch(self, _: str) -> Iterator[Mapping[str, Any]]:
        while True:
            event = self.events.get()
            if isinstance(event, ApiError):
                raise event
            yield event


EVENT = {"type": "ADDED", "object": {}}


def wait_for_quiet(changes: PodChanges) -> None:
    until(lambda: not changes.taken(), timeout=10, what="no change", interval=0.01)


def wait_for_news(changes: PodChanges) -> None:
    until(changes.taken, timeout=10, what="a change", interval=0.01)


def test_as_long_as_nobody_watches_everything_may_have_changed() -> None:
    changes = PodChanges(cast("Api", Watched()))
    assert [changes.taken(), changes.taken()] == [True, True]


def test_each_event_is_news_once() -> None:
    watched = Watched()
    changes = PodChanges(cast("Api", watched))
    for _ in range(2):
        watched.events.put(EVENT)
        wait_for_quiet(changes)
        watched.events.put(EVENT)
        wait_for_news(changes)


def test_a_watch_that_breaks_off_begins_anew() -> None:
    watched = Watched()
    changes = PodChanges(cast("Api", watched))
    watched.events.put(EVENT)
    wait_for_quiet(changes)
    watched.events.put(ApiError("broken off", status=0))
    wait_for_news(changes)
    assert changes.taken()
    watched.events.put(EVENT)
    wait_for_quiet(changes)
