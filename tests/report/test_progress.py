"""What is being waited for: in a log when it begins and every half a minute, on a terminal all the time."""

import io
import re
import sys
import threading
from typing import Any

import pexpect
import pytest

from harness.report.progress import PlainLines, Progress, is_lively

LIVE = """
import sys, time
from harness.report.progress import Progress

before = "rich" in sys.modules
with Progress() as progress:
    for second in range(3):
        progress(f"etcd: building it, 0:0{second} of about 6:30")
        time.sleep(0.3)
print("RICH", before, "rich" in sys.modules)
"""
COLOUR = re.compile(r"\x1b\[[\d;]*m")


@pytest.mark.parametrize(
    ("quiet", "said", "lines"),
    [
        pytest.param(False, [(0, "kind, 0:00"), (1, "kind, 0:01")], ["kind, 0:00"], id="the elapsed time is no news"),
        pytest.param(
            False,
            [(0, "kind, 0:00"), (29, "kind, 0:29"), (31, "kind, 0:31"), (59, "kind, 0:59"), (61, "kind, 1:01")],
            ["kind, 0:00", "kind, 0:31", "kind, 1:01"],
            id="twice a minute",
        ),
        pytest.param(False, [(0, "a: fetch"), (1, "b: fetch")], ["a: fetch", "b: fetch"], id="what begins"),
        pytest.param(
            False, [(0, "a: fetch"), (95, "a: fetch")], ["a: fetch", "a: fetch, 1:35 so far"], id="without a time"
        ),
        pytest.param(True, [(0, "a, 1"), (29, "b, 1"), (58, "b, 2")], [], id="quiet for short waits"),
        pytest.param(True, [(0, "a, 1"), (31, "a, 2")], ["a, 2"], id="quiet, but not for long ones"),
    ],
)
def test_lines_in_a_log(*, quiet: bool, said: list[tuple[float, str]], lines: list[str]) -> None:
    now, written = 0.0, list[str]()
    plain = PlainLines(written.append, clock=lambda: now, every=30, quiet=quiet)
    for now, sentence in said:  # noqa: B007 - the clock reads it
        plain.show(sentence)
    assert written == lines


def test_nothing_is_repeated_when_nothing_is_waited_for() -> None:
    now, written = 0.0, list[str]()
    plain = PlainLines(written.append, clock=lambda: now, every=30)
    plain.show("a")
    plain.close()
    now = 100.0
    plain.repeat()
    assert written == ["a"]


def test_a_log_has_lines_also_while_nobody_says_anything() -> None:
    file, came = io.StringIO(), threading.Event()

    class Log(io.StringIO):
        def write(self, text: str) -> int:
            if "so far" in text:
                came.set()
            return file.write(text)

    with Progress(Log(), every=0.01) as progress:
        progress("a: downloading")
        assert came.wait(20)
    assert file.getvalue().splitlines()[0] == "a: downloading"


def test_progress_is_no_part_of_the_output(capsys: pytest.CaptureFixture[str]) -> None:
    """What `harness clusters up` prints is for `eval`."""
    with Progress() as progress:
        for sentence in ("cluster1: create", "cluster1: create", "kind, 1 s", "kind, 2 s"):
            progress(sentence)
    assert tuple(capsys.readouterr()) == ("", "cluster1: create\nkind, 1 s\n")


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        pytest.param({}, True, id="with colour"),
        pytest.param({"NO_COLOR": "1"}, False, id="without"),
    ],
)
def test_a_terminal_shows_one_line_that_goes_away(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], *, coloured: bool
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = str(pexpect.run(f"{sys.executable} -c '{LIVE}'", encoding="utf-8", timeout=60))
    assert "etcd: building it  " in COLOUR.sub("", out)
    assert "0:02 of about 6:30" in COLOUR.sub("", out)
    assert ("\x1b[36m" in out) == coloured
    assert out.rindex("\x1b[2K") > out.rindex("of about")  # the line is erased
    assert "RICH False True" in out


@pytest.mark.parametrize(
    ("terminal", "term", "lively"),
    [
        pytest.param(True, "xterm", True, id="a terminal"),
        pytest.param(True, "dumb", False, id="one that cannot go back in a line"),
        pytest.param(False, "xterm", False, id="a file"),
    ],
)
def test_where_lines_can_change(monkeypatch: pytest.MonkeyPatch, *, terminal: bool, term: str, lively: bool) -> None:
    class File(io.StringIO):
        def isatty(self) -> bool:
            return terminal

    monkeypatch.setenv("TERM", term)
    file: Any = File()
    assert is_lively(file) == lively
