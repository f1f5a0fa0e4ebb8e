"""One bash that runs commands in envelopes: begun, stopped, remembered."""

import os
import secrets
import signal
import time
from collections.abc import Mapping
from pathlib import Path

import psutil

from harness.run.ending import end_all, signal_all, signal_group, started_since
from harness.run.environment_base import COOKIE
from harness.run.process_table import descendants, descriptor, marked, now_in_ticks
from harness.run.shell_options import ShellOptions
from harness.run.terminal.bash_process import BashProcess
from harness.run.terminal.called_functions import CalledFunctions, called_functions
from harness.run.terminal.conversation import Conversation
from harness.run.terminal.envelope import Envelope, Statuses, first_words
from harness.run.terminal.marker import MarkerReader
from harness.run.terminal.probes import probe_count, with_probes
from harness.run.terminal.screen import Screen
from harness.run.terminal.snapshot import Snapshot, read_snapshot
from harness.run.terminal.still import can_be_typed, leaves_shell_alone, may_redefine, steers_shell

_GLANCES, _GLANCE = 20, 0.0002  # seconds


class Interpreter:
    """Lives as long as its bash; the next one is another object."""

    def __init__(self, bash: Path, environment: Mapping[str, str], options: ShellOptions) -> None:
        self._options = options
        self._environment = environment
        self.process = BashProcess(
            bash, environment, workdir=options.workdir, rows=options.rows, columns=options.columns
        )
        nonce = secrets.token_hex(8)
        self._envelope = Envelope(nonce=nonce, tty=self.process.tty, bell=self.process.bell.path)
        self._markers = MarkerReader(nonce)
        self._script = MemoryFile("command")
        self._epilogue = MemoryFile("epilogue")
        self._snapshots = (MemoryFile("snapshot-even"), MemoryFile("snapshot-odd"))
        self._turn = 0
        self._kept = 0  # snapshots so far
        self._began = 0
        self._suspended: frozenset[int] = frozenset()
        self.says_exec = False
        self._redefined = False  # a call may be that of a function
        self._steered = True  # what the shell prints may be shown elsewhere, or have something in between
        self._after = ""
        self._called = CalledFunctions()  # with probes in them, by the last command
        self._called_in = 0  # its turn

    def begin(self, command: str, *, before: Statuses = (0,), probed: bool = False) -> Conversation:
        """Hand ``command`` to bash, with ``before`` as its ``$?`` and ``PIPESTATUS``.

        With ``probed`` its command substitutions and pipelines say how they end.
        """
        self._turn += 1
        still = leaves_shell_alone(command) and not self._redefined
        if not still:
            self._heed(command)
        self.process.restore_terminal()
        if still and not self._steered and can_be_typed(plain := command.strip()):
            self._type(plain)
        else:
            self._evaluate(command, None if still else self._next_snapshot(), before=before, probed=probed)
        screen = Screen(limit=self._options.keep_characters, columns=self._options.columns)
        return Conversation(
            self.process,
            self._markers,
            turn=self._turn,
            screen=screen,
            suspended=self._suspended,
            functions=self._called.bodies if self._called_in == self._turn else {},
        )

    def _heed(self, command: str) -> None:
        """What may be different in the shell after a command that does not leave it alone."""
        self.says_exec = self.says_exec or "exec" in command
        self._redefined = self._redefined or may_redefine(command)
        self._steered = self._steered or steers_shell(command)

    def _type(self, call: str) -> None:
        self._after = ""
        self._began = now_in_ticks()
        self.process.type(self._envelope.line(self._turn, call), until=self._envelope.prompt_after(self._turn))

    def _evaluate(self, command: str, snapshot: Path | None, *, before: Statuses, probed: bool) -> None:
        restored = self._restored()
        called = called_functions(command, self._functions()) if probed else CalledFunctions()
        text, first, changed = command, probe_count(command), dict[str, str]()
        if probed:
            text = self._probed(command)
        for name, body in called.bodies.items():
            changed[name] = self._probed(body, first=first)
            first += probe_count(body)
        if changed:
            self._called, self._called_in = called, self._turn
        epilogue = self._envelope.epilogue(self._turn, snapshot, called.defined(called.bodies))
        self._after = self._envelope.after(self._turn, epilogue)
        prepared = restored + called.defined(changed)
        script = self._envelope.script(text, turn=self._turn, before=before, after=self._after, prepared=prepared)
        self._script.write(script)
        self._epilogue.write(epilogue)
        self._began = now_in_ticks()
        self.process.type(self._envelope.typed(self._turn, self._script.path, self._epilogue.path))

    def _probed(self, text: str, *, first: int = 0) -> str:
        envelope, turn = self._envelope, self._turn
        return with_probes(
            text,
            last=lambda number: envelope.part(turn, number),
            between=lambda number: envelope.earlier(turn, number),
            behind=lambda number: envelope.statement(turn, number),
            matching=lambda number, variable: envelope.matching(turn, number, variable),
            first=first,
        )

    def _functions(self) -> str:
        """What the shell lists of its functions; nothing as long as it has none."""
        last = self.snapshot() if self._redefined else None
        return last.functions if last is not None else ""

    def _restored(self) -> str:
        """Gives functions back what they do, where the last command was ended before that could be done behind it."""
        last = self.snapshot() if self._called.bodies else None
        if last is None or last.turn >= self._called_in:
            return ""
        return self._called.defined(self._called.bodies)

    @property
    def line_after(self) -> str:
        """The line after the command that was begun last; empty where it was typed as it is."""
        return self._after

    def _next_snapshot(self) -> Path:
        """Two files in turn: while one is being written the other is whole."""
        self._kept += 1
        return self._snapshots[self._kept % 2].path

    def snapshot(self) -> Snapshot | None:
        """The newest that is whole."""
        whole = [found for file in self._snapshots if (found := read_snapshot(file.read())) is not None]
        return max(whole, key=lambda found: found.turn, default=None)

    def speaks_through_a_pipe(self) -> bool:
        """True after ``exec > >(tee log)``: output may come later than the end of the command that printed it.

        Asked right after the end, when for a moment output still goes to ``/dev/null`` or to the bell: our own group is
        not left yet.
        Looking costs a tenth of a millisecond, so it is done only on pages that say ``exec``.
        """
        if not self.says_exec:
            return False
        for _ in range(_GLANCES):
            ways = [descriptor(self.process.pid, number) for number in (1, 2)]
            if any(way.startswith("pipe:") and way != self.process.bell.name for way in ways):
                return True
            if not {"", os.devnull, self.process.bell.name}.intersection(ways):
                return False
            time.sleep(_GLANCE)
        return False

    def greet(self, script: str, limit: float | None = None) -> bool:
        """The first command of a shell: set it up, then ``script``; false when it does not answer."""
        greeting = self.begin(f"{first_words()}\n{script}")
        self._redefined, self._steered = may_redefine(script), steers_shell(script)  # not by the first words
        greeting.read_until(time.monotonic() + (self._options.start_limit if limit is None else limit))
        self.process.remember_program()
        ending = greeting.ending
        return ending is not None and ending.status is not None and not ending.degraded

    def adopt(self) -> bool:
        """Take the shell that the last command has started, or become, for this one; false when it does not listen."""
        self._suspended |= {self._turn}
        answers = self.greet("", self._options.adopt_limit)
        self._redefined = self._steered = True  # by what it read when it started
        return answers

    def stop(self, conversation: Conversation) -> None:
        """End the command and all it started, as a person would: Ctrl-C first, then by force.

        Jobs and services that earlier commands left in the background stay. If bash itself does not come back it is
        ended too.
        """
        options = self._options
        conversation.mute()
        last = self.snapshot()
        spare = last.jobs if last is not None else frozenset()

        def its_processes() -> list[psutil.Process]:
            return started_since(self._processes(), self._began, spare=spare)

        self.process.resume()
        signal_all(its_processes(), signal.SIGCONT)
        for numbers, grace in (
            ((), options.interrupt_grace),
            ((signal.SIGTERM, signal.SIGHUP, signal.SIGCONT), options.terminate_grace),
            ((signal.SIGKILL,), options.kill_grace),
        ):
            signal_all(its_processes(), *numbers)
            signal_group(self.process.foreground, signal.SIGINT, session=self.process.pid)
            if conversation.read_until(time.monotonic() + grace):
                break
        end_all(its_processes, ask_grace=options.terminate_grace, kill_grace=options.kill_grace)
        if conversation.ending is None:
            self.process.kill()

    def _processes(self) -> set[psutil.Process]:
        """All that shells of this page have started: those below the shell, and by their mark those that left it."""
        own = {*descendants(self.process.pid), *marked(COOKIE, self._environment[COOKIE])}
        return {process for process in own if process.pid != self.process.pid}

    def close(self) -> None:
        self.process.close()
        for file in (self._script, self._epilogue, *self._snapshots):
            file.close()


class MemoryFile:
    """Exists while this process does; ``path`` is valid for processes of the same user."""

    def __init__(self, name: str) -> None:
        self._number = os.memfd_create(name)
        self._size = 0  # as far as this process has written
        self.path = Path(f"/proc/{os.getpid()}/fd/{self._number}")

    def write(self, text: str) -> None:
        """Replace what it holds."""
        data = memoryview(text.encode(errors="surrogateescape"))
        offset = 0
        while offset < len(data):
            offset += os.pwrite(self._number, data[offset:], offset)
        if offset < self._size:
            os.ftruncate(self._number, offset)
        self._size = offset

    def read(self) -> bytes:
        return os.pread(self._number, os.fstat(self._number).st_size, 0)

    def close(self) -> None:
        os.close(self._number)
