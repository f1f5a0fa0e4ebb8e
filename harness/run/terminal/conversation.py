"""One command on a shell's terminal, from being typed to the marker that ends it."""

import signal
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from harness.run.terminal.bash_process import BashProcess
from harness.run.terminal.marker import End, Marker, MarkerReader, PartEnd, Prompt, Start
from harness.run.terminal.probes import NO_FUNCTIONS
from harness.run.terminal.screen import Screen

INTERRUPTED = 128 + signal.SIGINT


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a command ended, as far as the terminal tells.

    ``status`` is ``None`` when the shell itself is gone or the command never began. ``degraded`` means that the shell
    can no longer say things properly (its ``printf`` is disabled, say) and should be replaced. ``left_inner_shell`` is
    true when the command ended a shell inside the shell. ``parts`` are the statuses of the last pipeline's parts.
    """

    status: int | None
    parts: tuple[int, ...] = ()
    flags: str = ""
    background: int | None = None
    shell_gone: bool = False
    never_begun: bool = False
    degraded: bool = False
    left_inner_shell: bool = False

    @property
    def seen_next(self) -> tuple[int, ...]:
        """``$?`` is the last part's status but with ``pipefail`` or after ``!``: then it is all that is put back."""
        status = self.status or 0
        return self.parts if self.parts[-1:] == (status,) else (status,)


class Conversation:
    """Reads the output of the command of ``turn`` onto ``screen`` and watches for its end.

    What background jobs print while no command runs is read and dropped: it belongs to none.
    ``suspended`` are turns of shells underneath (the page has started a shell inside its shell): their end ends this
    command as well. ``functions`` are the bodies of those that say how their parts end, by name.
    """

    def __init__(
        self,
        bash: BashProcess,
        markers: MarkerReader,
        *,
        turn: int,
        screen: Screen,
        suspended: Collection[int] = (),
        functions: Mapping[str, str] = NO_FUNCTIONS,
    ) -> None:
        self.bash = bash
        self._markers = markers
        self._turn = turn
        self._suspended = suspended
        self.screen = screen
        self.functions = functions
        self.begun = False
        self.part_ends: list[PartEnd] = []  # of its command substitutions
        self._late: list[bytes] = []  # output that came after the end
        self.ending: Ending | None = None

    def read(self, seconds: float) -> bool:
        """Wait up to ``seconds`` for something to come; true when something came."""
        data = self.bash.read(seconds)
        if not data and not self.bash.alive:
            self._take(self.bash.last_words())
            self.ending = self.ending or Ending(status=None, shell_gone=True, never_begun=not self.begun)
            return True
        self._take(data)
        return bool(data)

    def read_until(self, deadline: float) -> bool:
        """Read until the command ends; false when it has not by ``deadline`` (of the monotonic clock)."""
        while self.ending is None and (left := deadline - time.monotonic()) > 0:
            self.read(left)
        return self.ending is not None

    def settle(self, quiet: float, *, at_most: float) -> None:
        """Read what still comes after the end, until nothing has come for ``quiet`` seconds."""
        limit = time.monotonic() + at_most
        while self.bash.alive and time.monotonic() < limit and (data := self.bash.read(quiet)):
            self._take(data)
        for piece in self._late:
            self.screen.feed(piece)

    def mute(self) -> None:
        """What comes from now on is no part of the output."""
        self.screen = Screen(limit=0)

    def _take(self, data: bytes) -> None:
        for piece in self._markers.feed(data):
            if isinstance(piece, bytes):
                if self.ending is not None:
                    self._late.append(piece)
                elif self.begun:  # before, it is the typed line
                    self.screen.feed(piece)
            elif self.ending is None:
                self._heed(piece)

    def _heed(self, marker: Marker) -> None:
        match marker:
            case Start(turn=self._turn):
                self.begun = True
            case PartEnd(turn=self._turn):
                self.part_ends.append(marker)
            case End() if marker.turn == self._turn or (self.begun and marker.turn in self._suspended):
                self.ending = Ending(
                    status=marker.status,
                    parts=marker.parts,
                    flags=marker.flags,
                    background=marker.background,
                    degraded=not marker.prompts,
                    left_inner_shell=marker.turn != self._turn,
                )
            case Prompt(turn=self._turn):
                self.ending = _without_end(marker)
            case Prompt(progress=("ended", _)) if self.begun and marker.turn in self._suspended:
                self.ending = replace(_without_end(marker), left_inner_shell=True)
            case _:  # the prompt before this command, coming late
                pass


def _without_end(prompt: Prompt) -> Ending:
    """The shell prompts: a plain call has ended, or the command never said that it had."""
    match prompt.progress:
        case ("ended", status) if status.isdecimal():
            return Ending(status=int(status), parts=(int(status),))
        case ("begun",):  # a shell that was not interrupted has failed to say more
            return Ending(status=prompt.status, degraded=prompt.status != INTERRUPTED)
        case ("begun" | "ended", status, *_) if status.isdecimal():
            return Ending(status=int(status), degraded=True)
        case _:
            return Ending(status=None, never_begun=True)
