"""Ctrl-C: what was started ends, what was made is removed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest


def started(site: Any, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "pytest",
            "-v",
            "-p",
            "no:cacheprovider",
            "--page-timeout=0",
            "--run-timeout=0",
            *arguments,
        ],
        cwd=site.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def wait_for(path: Path, process: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + 60
    while not path.exists():
        assert process.poll() is None, process.communicate()[0]
        assert time.monotonic() < deadline, f"{path} did not come"
        time.sleep(0.05)


def living(mark: str) -> list[str]:
    """Processes whose command line or environment has the mark."""
    found = []
    for process in psutil.process_iter():
        try:
            words, environment = process.cmdline(), process.environ()
            if process.status() != psutil.STATUS_ZOMBIE and (mark in words or mark in environment.get("MARK", "")):
                found.append(" ".join(words))
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    return found


@pytest.mark.parametrize(
    ("number", "workers"),
    [
        pytest.param(signal.SIGINT, (), id="SIGINT"),
        pytest.param(signal.SIGTERM, (), id="SIGTERM"),
        pytest.param(signal.SIGINT, ("-n", "1"), id="SIGINT with a worker"),
    ],
)
def test_an_interrupted_run_leaves_nothing(
    site: Any, text: Any, number: signal.Signals, workers: tuple[str, ...]
) -> None:
    log = site.folder / "log"
    mark = f"61{os.getpid()}"  # seconds, and found among all processes
    site.page(
        "a.md",
        text("first", f"$ sleep {mark} &\n$ touch {log} && sleep {mark}"),
        text("second", f"$ echo second >> {log}"),
    )
    process = started(site, *workers)
    wait_for(log, process)
    assert living(mark) != []
    process.send_signal(number)
    out, _ = process.communicate(timeout=60)
    assert living(mark) == [], out
    assert list((site.folder / "temporary").iterdir()) == [], out
    assert log.read_text() == "", out
    assert process.returncode != 0
    assert "interrupted: a.md:" in out


def test_the_next_run_removes_what_a_killed_one_left(site: Any, text: Any) -> None:
    log = site.folder / "log"
    mark = f"62{os.getpid()}"
    site.page("a.md", text("first", f"$ mkdir -m 500 locked\n$ sleep {mark} &\n$ touch {log} && sleep {mark}"))
    site.page("b.md", text("other", "$ true"))
    process = started(site, "a.md")
    wait_for(log, process)
    process.kill()
    process.communicate(timeout=60)
    (left,) = (site.folder / "temporary").iterdir()
    result = site.run_apart("b.md")
    assert living(mark) == []
    assert f"removed what a killed run had left: {left.name}" in result.out
    assert list((site.folder / "temporary").iterdir()) == []
