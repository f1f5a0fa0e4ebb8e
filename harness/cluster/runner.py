"""Programs that make and ask clusters: each in a process group of its own, all of which can be ended at once."""

import os
import shlex
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from select import select
from threading import Lock
from typing import IO

from harness.errors import ClusterError

TAIL = 4000  # characters of output that an error shows; the rest is noise by then


class CommandError(ClusterError):
    """A program that failed: ``status`` is its exit status, ``None`` when it was ended or could not be started."""

    def __init__(self, message: str, *, status: int | None, output: str, remedy: str = "") -> None:
        self.status, self.output = status, output
        told = output.strip()[-TAIL:]
        super().__init__(f"{message}\n{told}" if told else message, remedy=remedy)


class Runner:
    """Runs programs with one environment. ``stop`` ends those under way, from any thread, and refuses new ones.

    A program of its own process group does not see the terminal's Ctrl-C: what was begun is ended by ``stop``, and only
    after that taken back.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = dict(environment)
        self.stopped = False
        self._lock = Lock()
        self._running: dict[subprocess.Popen[str], End] = {}

    def run(
        self,
        command: Sequence[str | Path],
        *,
        stdin: str | Path = "",
        timeout: float = 60.0,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        end: "End | None" = None,
    ) -> str:
        """What ``command`` prints on standard output; ``stdin`` is text, or the path of a file to read.

        ``env`` is added to the runner's environment. ``end`` is how it is ended early: ``end_group`` unless given.
        ``CommandError`` with both outputs when it fails, cannot be started, or takes longer than ``timeout`` seconds.
        """
        shown = shown_as(command)
        end = end or end_group
        with readable(stdin) as source, self._started(command, source, cwd, env or {}, end) as process:
            try:
                out, err = process.communicate(stdin if isinstance(stdin, str) else None, timeout=timeout)
            except subprocess.TimeoutExpired as error:
                end(process)
                out, err = process.communicate()
                message = f"`{shown}` did not end within {timeout:.0f} s"
                raise CommandError(message, status=None, output=out + err) from error
        if process.returncode:
            message = f"`{shown}` exited with status {process.returncode}"
            raise CommandError(message, status=process.returncode, output=out + err)
        return out

    @contextmanager
    def beside(self, command: Sequence[str | Path]) -> Iterator["Beside"]:
        """``command`` running for the time of the ``with``; it is ended afterwards."""
        with self._started(command, subprocess.DEVNULL, None, {}, end_group) as process:
            yield Beside(command, process)

    def stop(self) -> None:
        with self._lock:
            self.stopped = True
            for process, end in self._running.items():
                end(process)

    @contextmanager
    def _started(
        self,
        command: Sequence[str | Path],
        source: IO[bytes] | int,
        cwd: Path | None,
        env: Mapping[str, str],
        end: "End",
    ) -> Iterator[subprocess.Popen[str]]:
        with self._lock:  # a program started while `stop` runs would be missed by it
            if self.stopped:
                raise CommandError(f"`{shown_as(command)}` was not run: stopping", status=None, output="")
            try:
                process = subprocess.Popen(
                    [str(word) for word in command],
                    stdin=source,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    text=True,
                    errors="replace",
                    cwd=cwd,
                    env={**self.environment, **env},
                    start_new_session=True,
                )
            except OSError as error:
                message = f"`{shown_as(command)}` cannot be started: {error.strerror}"
                raise CommandError(message, status=None, output="") from error
            self._running[process] = end
        try:
            yield process
        finally:
            with self._lock:
                del self._running[process]
            if process.poll() is None:  # one that ended by itself may have left servers on purpose
                end(process)
                process.wait()
            for stream in (process.stdin, process.stdout, process.stderr):
                if stream is not None:
                    stream.close()


class Beside:
    """A program under way."""

    def __init__(self, command: Sequence[str | Path], process: subprocess.Popen[str]) -> None:
        self._command, self._process = command, process

    def first_line(self, *, timeout: float) -> str:
        """What it prints first; ``CommandError`` when it ends before, or says nothing for ``timeout`` seconds."""
        out = self._process.stdout
        shown = shown_as(self._command)
        if out is None or not select([out], [], [], timeout)[0]:
            raise CommandError(f"`{shown}` said nothing within {timeout:.0f} s", status=None, output="")
        if line := out.readline():
            return line
        _, err = self._process.communicate()
        raise CommandError(f"`{shown}` ended", status=self._process.returncode, output=err)


def shown_as(command: Sequence[str | Path]) -> str:
    """A command as one would type it."""
    return shlex.join([Path(command[0]).name, *map(str, command[1:])])


@contextmanager
def readable(stdin: str | Path) -> Iterator[IO[bytes] | int]:
    """What a program reads: a pipe for text, the open file of a path."""
    if isinstance(stdin, str):
        yield subprocess.PIPE
        return
    try:
        file = stdin.open("rb")
    except OSError as error:
        raise CommandError(f"{stdin} cannot be read: {error.strerror}", status=None, output="") from error
    with file:
        yield file


End = Callable[[subprocess.Popen[str]], None]
"""How a program is ended early."""


def end_group(process: subprocess.Popen[str]) -> None:
    """Kill a program and what it started; nothing of it has anything to save."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
