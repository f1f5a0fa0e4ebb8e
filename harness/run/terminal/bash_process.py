"""One bash on a terminal of its own: started, typed to, read from, ended. What it is told is decided elsewhere."""

import ctypes
import fcntl
import os
import select
import signal
import struct
import termios
import time
import warnings
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pexpect

from harness.errors import ShellError
from harness.run.process_table import arguments
from harness.run.terminal.bell import Bell

_ARGUMENTS = ["--noprofile", "--norc", "--noediting", "-i"]
_AT_ONCE = 1 << 18
_FULL = 4095  # what a terminal gives at once: where it gives less there is no more
_SHORT = 0.002  # seconds that a trivial command may take: its output is then read at once
_PIECES = 8  # in which it may come
_LAST_WORDS = 0.2  # seconds for the kernel to hand over what was written before the shell's end
_GET_TERMINAL_NUMBER = 0x80045430  # TIOCGPTN of ioctl_tty(2)
_SET_CHILD_SUBREAPER = 36  # prctl(2)
_LFLAG = 3  # index in the list of termios.tcgetattr
_LIBC = ctypes.CDLL(None, use_errno=True)


class BashProcess:
    """An interactive bash as a session of its own.

    It adopts what its children leave behind, so that everything it started stays below it in the process tree.
    """

    def __init__(self, bash: Path, environment: Mapping[str, str], *, workdir: Path, rows: int, columns: int) -> None:
        if not workdir.is_dir():  # found out by the child only, it could not say so
            raise ShellError(
                f"the working directory of the page is missing: {workdir}",
                expected="a directory",
                remedy="create it before the shell is started",
            )
        try:
            with warnings.catch_warnings():
                # Since Python 3.12 forking beside threads warns; the child only sets signals and becomes bash.
                warnings.simplefilter("ignore", DeprecationWarning)
                child: Any = pexpect.spawn(  # Any: its stubs do not know the pty below it
                    str(bash),
                    _ARGUMENTS,
                    env=dict(environment),
                    cwd=str(workdir),
                    dimensions=(rows, columns),
                    timeout=None,
                    preexec_fn=_prepare,
                )
        except (OSError, pexpect.ExceptionPexpect) as error:
            raise ShellError(
                f"bash could not be started: {error}",
                expected=f"a program {bash} and a free terminal",
                remedy="check that it can be executed and that /dev/pts is mounted",
            ) from error
        child.delaybeforesend = None
        child.ptyproc.delayafterclose = 0
        self._child = child
        self.pid: int = child.pid
        self._terminal: int = child.child_fd
        os.set_blocking(self._terminal, False)
        self.tty = _terminal_path(self._terminal)
        self._normal = termios.tcgetattr(self._terminal)
        self._ends = os.pidfd_open(self.pid)
        self.bell = Bell()
        self._poll, self._poll_end = select.poll(), select.poll()
        self._poll_end.register(self.bell.descriptor, select.POLLIN)
        self._poll_end.register(self._ends, select.POLLIN)
        self._poll_end_only = select.poll()
        self._poll_end_only.register(self._ends, select.POLLIN)
        self._poll.register(self._terminal, select.POLLIN)
        self._poll.register(self._ends, select.POLLIN)
        self._typed = False  # and nothing read since
        self._until = b""  # ends what a trivial command prints
        self._lines_typed = 0  # since the terminal was restored: a command, and then answers
        self._arguments: list[str] = []
        self._hung_up = False

    @property
    def alive(self) -> bool:
        return not self._poll_end_only.poll(0)

    @property
    def status(self) -> int:
        """The exit status of the ended shell, 128 more than the signal where one ended it."""
        if self._child.isalive():
            self._child.wait()
        signalled = self._child.exitstatus is None
        return int(128 + self._child.signalstatus if signalled else self._child.exitstatus)

    @property
    def replaced(self) -> bool:
        """True when the shell has become another program (``exec``)."""
        return arguments(self.pid) != self._arguments

    @property
    def foreground(self) -> int:
        """The process group that has the terminal; the shell's own when there is none."""
        with suppress(OSError):
            group = os.tcgetpgrp(self._terminal)
            if group > 1:
                return group
        return self.pid

    @property
    def echoes(self) -> bool:
        """False while a program reads a line without showing it, as for a password."""
        flags: int = termios.tcgetattr(self._terminal)[_LFLAG]
        return bool(flags & termios.ECHO) or not flags & termios.ICANON

    @property
    def line_mode(self) -> bool:
        """False while a program reads key by key, when Enter is a carriage return."""
        flags: int = termios.tcgetattr(self._terminal)[_LFLAG]
        return bool(flags & termios.ICANON)

    def restore_terminal(self) -> None:
        """Settings of the terminal as they were at first, and nothing left in its input that an answer left over."""
        with suppress(OSError, termios.error):  # a terminal that hung up: the next read says so
            if self._lines_typed > 1 or termios.tcgetattr(self._terminal) != self._normal:
                self._reset_terminal()
        self._lines_typed = 0

    def _reset_terminal(self) -> None:
        slave = os.open(self.tty, os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
        try:
            termios.tcflush(slave, termios.TCIFLUSH)
            termios.tcsetattr(slave, termios.TCSANOW, self._normal)
        finally:
            os.close(slave)

    def type(self, text: str, *, until: bytes = b"") -> None:
        """``until`` is what the terminal shows at the end, where the bell is not rung then."""
        self._until = until
        if not until:
            self.bell.silence()
        self._typed = True
        self._lines_typed += 1
        with suppress(OSError):  # likewise
            os.write(self._terminal, text.encode(errors="surrogateescape"))

    def read(self, seconds: float) -> bytes:
        """The output within ``seconds``, returning at the first of it; empty for silence and after the shell's end."""
        if self._typed:
            self._typed = False
            if self._until:
                return self._first_words(seconds)
            self._poll_end.poll(min(_SHORT, max(0.0, seconds)) * 1000)
        if self._poll.poll(max(0.0, seconds) * 1000):
            return self._available()
        return b""

    def _first_words(self, seconds: float) -> bytes:
        """All that a trivial command prints; of another one what came before the first pause, or in a few pieces."""
        words = b""
        for _ in range(_PIECES):
            if not self._poll.poll(min(_SHORT, max(0.0, seconds)) * 1000):
                break
            piece = self._available()
            words += piece
            if not piece or self._until in words:
                break
        return words

    def wait(self, seconds: float) -> None:
        """Until there is something to read, or the shell has ended, or ``seconds`` have passed."""
        self._poll.poll(max(0.0, seconds) * 1000)

    def last_words(self) -> bytes:
        """What is still to be read of a shell that has ended."""
        words, limit = b"", time.monotonic() + _LAST_WORDS
        while not self._hung_up and time.monotonic() < limit:
            words += self._available()
            if not self._hung_up:
                _readable(self._terminal, 0.01)
        return words

    def remember_program(self) -> None:
        """What the process runs now is the shell; not asked sooner than its first answer, when it surely runs."""
        self._arguments = arguments(self.pid)

    def resume(self) -> None:
        """Continue a shell that suspended itself, as the program that started it would."""
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        self._signal(signal.SIGKILL)

    def hang_up(self, grace: float) -> None:
        """As if its window were closed; returns when the shell has ended, or after ``grace`` seconds."""
        self._signal(signal.SIGHUP)
        self._signal(signal.SIGCONT)
        _readable(self._ends, grace)

    def close(self) -> None:
        """End the shell itself at once and give its terminal back."""
        self.kill()
        self._child.close(force=True)
        os.close(self._ends)
        self.bell.close()

    def _signal(self, number: signal.Signals) -> None:
        if self.alive:
            os.kill(self.pid, number)

    def _available(self) -> bytes:
        """A read of a terminal gives 4 kB at most, so several are put together."""
        pieces, size = [], 0
        while size < _AT_ONCE:
            try:
                piece = os.read(self._terminal, 1 << 16)
            except BlockingIOError:
                break
            except OSError:  # EIO: no process holds the terminal any more
                piece = b""
            if not piece:
                self._hung_up = True
                with suppress(KeyError):
                    self._poll.unregister(self._terminal)
                break
            pieces.append(piece)
            size += len(piece)
            if len(piece) < _FULL:
                break
        return b"".join(pieces)


def _terminal_path(master: int) -> str:
    """The path of the other side, which the shell is on. Python has ``os.ptsname`` for this since 3.13."""
    number = struct.unpack("i", fcntl.ioctl(master, _GET_TERMINAL_NUMBER, bytes(4)))[0]
    return f"/dev/pts/{number}"


def _readable(descriptor: int, seconds: float) -> bool:
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(seconds * 1000))


def _prepare() -> None:
    """In the child, before it becomes bash: signals as a login shell has them, whoever started the harness and how."""
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM, signal.SIGPIPE, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    _LIBC.prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
