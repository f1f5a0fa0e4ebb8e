"""The files between a provider that puts etcd back and the keeper of its fleet."""

import threading
import time
from pathlib import Path

from harness.cluster.embedded.hold import Hold


def test_a_hold_from_its_beginning_to_its_end(tmp_path: Path) -> None:
    hold = Hold(tmp_path)
    asked: list[tuple[str, ...] | None] = []

    def keeper() -> None:
        while hold.ending is None:
            time.sleep(0.01)
        asked.append(hold.ending)
        hold.ended()
        while not hold.over:
            time.sleep(0.01)
        hold.forget()

    thread = threading.Thread(target=keeper)
    thread.start()
    hold.begin(["cluster1", "cluster3"])
    assert (asked, hold.lasts, hold.over) == ([("cluster1", "cluster3")], True, False)
    hold.end()
    thread.join()
    assert (hold.ending, hold.lasts, hold.over, list(tmp_path.iterdir())) == (None, False, False, [])


def test_a_hold_begins_anew_after_one_that_was_killed(tmp_path: Path) -> None:
    hold = Hold(tmp_path)
    (tmp_path / "paused").touch()
    (tmp_path / "resume").touch()
    seen: list[bool] = []

    def keeper() -> None:
        while hold.ending is None:
            time.sleep(0.01)
        seen.append(hold.lasts or hold.over)
        hold.ended()

    thread = threading.Thread(target=keeper)
    thread.start()
    hold.begin([])
    thread.join()
    assert (seen, hold.lasts) == ([False], True)
