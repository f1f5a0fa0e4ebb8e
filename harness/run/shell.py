"""The seam between a page's session and the shell that runs its commands."""

from collections.abc import Callable, Sequence
from typing import Protocol

from harness.plan.step import Answer
from harness.run.output import GivenUp, Output
from harness.run.terminal.staying import Staying


class Shell(Protocol):
    """A shell that keeps variables, functions, options and working directory from one command to the next.

    ``run`` returns when the command has ended or after ``timeout`` seconds, when its whole process group is ended and
    what it printed so far is kept; the shell is usable afterwards in every case, or ``ShellError`` is raised.
    A command that is known by ``staying`` to go on, or found to, keeps running beside those after it: ``look`` gives
    what it has printed by now, waiting up to ``patience`` seconds until that ``agrees``; ``end_terminals`` presses
    Ctrl-C in all of them, ``interrupt_last`` in the one that was opened last. ``job_end`` tells how a job ended that
    an output names, ``None`` where it has not after ``patience`` seconds, or nobody knows.
    ``on_output`` is called with what was printed so far, for live display. ``close`` ends the shell and everything it
    started, background jobs included, and may be called twice.
    ``give_up`` is asked about twice a second; its answer ends the command as a time limit would, and is in the output.
    """

    def run(
        self,
        command: str,
        /,
        *,
        timeout: float,
        answers: Sequence[Answer] = (),
        on_output: Callable[[str], None] | None = None,
        give_up: Callable[[], GivenUp | None] | None = None,
        staying: Staying | None = None,
    ) -> Output: ...

    def look(self, terminal: int, /, *, agrees: Callable[[str], bool], patience: float) -> Output: ...

    def job_end(self, job: str, /, *, patience: float) -> Output | None: ...

    def interrupt_last(self) -> None: ...

    def end_terminals(self) -> None: ...

    def close(self) -> None: ...
