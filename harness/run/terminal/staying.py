"""What is known of a command that may go on beside those after it, and when the page can go on."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import psutil

from harness.run.ports import answering, listening
from harness.run.process_table import descendants
from harness.run.terminal.conversation import Conversation

INTERVAL: Final = 0.1  # seconds between two looks at a command that serves
QUIET: Final = 3.0  # seconds of silence and idleness after which a server that listens nowhere counts as ready
LONG_QUIET: Final = 10.0  # and after which one does that should listen on a port and does not
WATCH_QUIET: Final = 0.5  # the same for a watch that has printed something
LISTENING_QUIET: Final = 1.5  # for a program of which nothing is known, and which listens on a port
UNKNOWN_QUIET: Final = 5.0  # and for one that has printed all that the page shows
UNKNOWN_LONG_QUIET: Final = 15.0  # and for one that listens, while some of what the page shows has not come


@dataclass(frozen=True, slots=True, kw_only=True)
class Staying:
    """``agrees`` says whether a text is all that the page shows, ``None`` where it shows nothing.

    ``own_terminal``: the command is known to go on until it is interrupted; ``watches``: and to answer nobody.
    ``background`` ends with ``&``. ``ports`` are those that it will listen on. ``late``: some of what the page shows
    comes only when it is used.
    """

    agrees: Callable[[str], bool] | None = None
    own_terminal: bool = False
    watches: bool = False
    background: bool = False
    late: bool = False
    ports: tuple[int, ...] = ()


class Readiness:
    """Looks at one command while it runs; ``reason`` says how it was known that the page can go on."""

    def __init__(self, staying: Staying, conversation: Conversation) -> None:
        self._staying = staying
        self._conversation = conversation
        self._taken = answering(staying.ports)  # by other processes
        self._next = 0.0
        self._begun = 0.0
        self._idle = Idleness(conversation.bash.pid)
        self.reason = ""

    def wait(self, now: float) -> float:
        """Seconds until the next look."""
        return max(0.0, self._next - now)

    def is_ready(self, silence: float) -> bool:
        """Asked as often as it likes; looks at most every ``INTERVAL`` seconds."""
        now = time.monotonic()
        if not self._conversation.begun or now < self._next:
            return False
        self._begun = self._begun or now
        self._next = now + INTERVAL
        self.reason = self._known(silence, now) if self._staying.own_terminal else self._unknown(silence)
        return bool(self.reason)

    def _came(self) -> bool:
        text = self._conversation.screen.text()
        return self._staying.agrees is not None and bool(text.strip()) and self._staying.agrees(text)

    def _known(self, silence: float, now: float) -> str:
        if self._came():
            return "its expected output came"
        quiet = min(silence, now - self._begun)
        if self._staying.watches:
            printed = bool(self._conversation.screen.text().strip())
            return "no more output came" if quiet >= (WATCH_QUIET if printed else QUIET) else ""
        ports = [port for port in answering(self._staying.ports) if port not in self._taken] or self._ports()
        waits_for_output = self._staying.agrees is not None and quiet < (WATCH_QUIET if self._staying.late else QUIET)
        if ports and not waits_for_output:
            return said(ports)
        idle = self._idle.seconds(now)
        enough = LONG_QUIET if self._staying.ports else QUIET
        return "it is idle" if not ports and min(quiet, idle) >= enough else ""

    def _unknown(self, silence: float) -> str:
        """Nothing is known of the program: it must be silent and idle, and listen or have printed all."""
        if silence < LISTENING_QUIET or self._idle.seconds(time.monotonic()) < LISTENING_QUIET:
            return ""
        came = self._came()
        if self._staying.agrees is None or came or silence >= UNKNOWN_LONG_QUIET:
            ports = self._ports()
            if ports:
                return said(ports)
        return "its expected output came" if came and silence >= UNKNOWN_QUIET else ""

    def _ports(self) -> tuple[int, ...]:
        group = self._conversation.bash.foreground
        return listening(self._conversation.bash.pid, group=None if self._staying.own_terminal else group)


class Idleness:
    """For how long the processes below one have used no processor time."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._used = -1.0
        self._since = 0.0

    def seconds(self, now: float) -> float:
        used = sum(map(used_time, descendants(self._pid)))
        if abs(used - self._used) > 0.011:  # a tick of the clock is a look at it
            self._used, self._since = used, now
        return now - self._since


def used_time(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system)


def said(ports: tuple[int, ...] | list[int]) -> str:
    return f"port{'s' if len(ports) > 1 else ''} {', '.join(map(str, ports))}"
