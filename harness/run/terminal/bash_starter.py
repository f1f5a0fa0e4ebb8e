"""Starts the bashes of one page: the first, those that take over from one that ended, those beside it."""

import secrets
import shutil
from pathlib import Path

from harness.errors import ShellError
from harness.run.environment_base import COOKIE, bash_environment, new_cookie
from harness.run.shell_options import ShellOptions
from harness.run.terminal.interpreter import Interpreter
from harness.run.terminal.shell_memory import ShellMemory, knowing, learned
from harness.run.terminal.snapshot import Snapshot, restore_script


class BashStarter:
    """Remembers what the page's shell knew last.

    ``first`` is the page's shell at its beginning, ``bash`` the program; ``cookies`` mark the processes of all bashes.
    """

    def __init__(self, options: ShellOptions) -> None:
        self._options = options
        self.cookies = [new_cookie(secrets.token_hex(8))]
        self._environment = bash_environment(options, self.cookies[0])
        self.bash = _find_bash(self._environment["PATH"])
        self.first = self._start("")
        self._initial = self._known = self._snapshot(self.first)

    def learn(self, interpreter: Interpreter) -> None:
        """What a bash knows now, if it can still tell, is what the next ones are told."""
        self._known = interpreter.snapshot() or self._known

    def learned(self, interpreter: Interpreter) -> ShellMemory:
        """What a bash knows now that the first one did not know at its beginning."""
        self.learn(interpreter)
        return learned(self._known, self._initial)

    def knowing(self, memory: ShellMemory) -> Interpreter:
        """One that knows what the shell of another page had learned."""
        self._known = knowing(self._initial, memory)
        return self._start(self._lesson(functions=True))

    def another(self) -> Interpreter:
        """One that knows what the page's shell knew after its last command, with a mark of its own."""
        cookie = new_cookie(secrets.token_hex(8))
        self.cookies.append(cookie)
        self._environment = {**self._environment, COOKIE: cookie}
        return self._start(f"{self._lesson(functions=True)}\nexport {COOKIE}={cookie}")

    def successor(self, *, functions: bool) -> tuple[Interpreter, bool]:
        """One that knows what the last one knew, and whether that is with its functions.

        What the page has defined may keep a shell from answering; then it goes without.
        """
        try:
            return self._start(self._lesson(functions=functions)), functions
        except ShellError:
            return self._start(self._lesson(functions=False)), False

    def _snapshot(self, interpreter: Interpreter) -> Snapshot:
        snapshot = interpreter.snapshot()
        if snapshot is None:
            raise ShellError(
                f"bash cannot report its own state: {self.bash}", expected="bash 4.4 or later", remedy="upgrade bash"
            )
        return snapshot

    def _lesson(self, *, functions: bool) -> str:
        return restore_script(self._known, self._initial, self._environment, functions=functions)

    def _start(self, script: str) -> Interpreter:
        """``ShellError`` where bash does not answer, or answers only in part."""
        interpreter = Interpreter(self.bash, self._environment, self._options)
        if not interpreter.greet(script):
            interpreter.close()
            raise ShellError(
                f"bash did not answer within {self._options.start_limit:g} seconds",
                expected=f"{self.bash} reads commands from a terminal",
                remedy="see whether the machine is overloaded, and whether this bash starts by hand with --norc -i",
            )
        return interpreter


def _find_bash(path: str) -> Path:
    """The page's bash, else the harness's own."""
    found = shutil.which("bash", path=path) or shutil.which("bash")
    if found is None:
        raise ShellError("there is no bash", expected=f"bash on the PATH {path}", remedy="install bash 4.4 or later")
    return Path(found)
