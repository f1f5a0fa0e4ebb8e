"""The terminals of a page beside that of its shell: those of commands that go on, and those that jobs print to."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

import psutil

from harness.errors import ShellError
from harness.run.ending import end_all
from harness.run.output import Ended, Output
from harness.run.ports import answering
from harness.run.process_table import descendants, has_work, processor_ticks
from harness.run.shell_options import ShellOptions
from harness.run.terminal.interpreter import Interpreter
from harness.run.terminal.job_terminal import JobTerminal
from harness.run.terminal.prompt_watcher import Attendant, Reason
from harness.run.terminal.staying import Staying
from harness.run.terminal.tidy import jobs_told, tidy

INTERVAL: Final = 0.1  # seconds that a look at the terminal lasts where nothing comes


class Terminal:
    """``number`` is what an output names it by; ``ports`` are those that its command listens on.

    A terminal holds a few thousand characters; where nobody reads them its command stands still. So a thread reads.
    """

    def __init__(
        self, number: int, interpreter: Interpreter, attendant: Attendant, *, ports: tuple[int, ...], started: float
    ) -> None:
        self.number, self.interpreter, self.attendant, self.ports = number, interpreter, attendant, ports
        self.started = started
        self._lock = threading.Lock()
        self._last: str | None = None  # what it had printed when it was interrupted
        self._closing = threading.Event()
        self._reader = threading.Thread(target=self._read, name=f"terminal {number}", daemon=True)
        self._reader.start()

    @property
    def running(self) -> bool:
        return self.attendant.conversation.ending is None

    @property
    def interrupted(self) -> bool:
        """Whether it did not end by itself."""
        return self._last is not None

    def text(self) -> str:
        with self._lock:
            return self.attendant.conversation.screen.text() if self._last is None else self._last

    def interrupt(self) -> None:
        """Press Ctrl-C, then make it end."""
        self._leave()
        if self.running and self.interpreter.process.alive:
            self._last = self.text()
            self.interpreter.stop(self.attendant.conversation)

    def close(self, options: ShellOptions, left: Callable[[], list[psutil.Process]]) -> None:
        """End the command and its terminal; ``left`` finds what it started, wherever that hangs in the tree."""
        self._leave()
        process = self.interpreter.process
        below = descendants(process.pid)
        end_all(lambda: [*below, *left()], ask_grace=options.terminate_grace, kill_grace=options.kill_grace)
        self.interpreter.close()

    def _leave(self) -> None:
        self._closing.set()
        self._reader.join()

    def _read(self) -> None:
        conversation = self.attendant.conversation
        while not self._closing.is_set() and conversation.ending is None:
            conversation.bash.wait(INTERVAL)
            with self._lock:
                conversation.read(0)


MOST_LINES: Final = 200  # of a job that are tried as its first words
STEP: Final = 0.02
FIRST_MOMENT: Final = 0.2  # seconds in which a job that cannot begin says so
STARTING: Final = 4.0  # seconds that one which is still busy gets for that
IDLE: Final = 0.2  # seconds without any use of a processor after which a job has begun, and waits for something
LAST_WORDS: Final = 0.3  # seconds in which it is seen that a job has ended
FIRST_WORDS: Final = 20.0  # seconds that what a page shows of a job is waited for


class Terminals:
    """All of one page; ``close`` ends them."""

    def __init__(self, options: ShellOptions) -> None:
        self._options = options
        self._opened: list[Interpreter] = []
        self._all: list[Terminal] = []
        self._jobs: list[JobTerminal] = []
        self._running: list[JobTerminal] = []  # those whose jobs were not over when news was asked for last

    def opened(self, interpreter: Interpreter) -> None:
        """To be closed at the end, whatever becomes of what runs in it."""
        self._opened.append(interpreter)

    def add(self, interpreter: Interpreter, attendant: Attendant, ports: tuple[int, ...], began: float) -> Terminal:
        if interpreter not in self._opened:
            self.opened(interpreter)
        self._all.append(Terminal(len(self._all) + 1, interpreter, attendant, ports=ports, started=began))
        return self._all[-1]

    def free(self, ports: tuple[int, ...]) -> Iterator[str]:
        """End the commands whose port is needed again; sentences on them."""
        for terminal in self._all:
            if terminal.running and (needed := set(terminal.ports) & set(ports)):
                terminal.interrupt()
                yield f"interrupted what ran in terminal {terminal.number}: its port {min(needed)} is needed again"

    def interrupt_last(self) -> Iterator[str]:
        """Press Ctrl-C in the terminal that was opened last among those in which something runs; sentences on it."""
        terminal = next((one for one in reversed(self._all) if one.running), None)
        if terminal is not None:
            terminal.interrupt()
            yield f"interrupted what ran in terminal {terminal.number}, as the page says"

    def look(self, number: int, *, agrees: Callable[[str], bool], patience: float) -> Output:
        """What the command in a terminal has printed, once that agrees or ``patience`` seconds are over."""
        terminal = next((one for one in self._all if one.number == number), None)
        if terminal is None:
            raise ShellError(f"there is no terminal {number}", expected="a number that an output named", remedy="")
        deadline = time.monotonic() + patience
        while terminal.running and not agrees(terminal.text()) and time.monotonic() < deadline:
            time.sleep(STEP)
        ending = terminal.attendant.conversation.ending
        return Output(
            text=terminal.text(),
            status=None if ending is None else ending.status,
            ended=Ended.STAYS if terminal.interrupted or ending is None or ending.status is None else Ended.EXITED,
            seconds=time.monotonic() - terminal.started,
            terminal=number,
            ready="",
        )

    def end(self) -> None:
        """Press Ctrl-C in each, the last one first."""
        for terminal in reversed(self._all):
            terminal.interrupt()

    def close(self, left: Callable[[], list[psutil.Process]]) -> None:
        """``left`` finds what still runs of all that the page started."""
        for terminal in reversed(self._all):
            terminal.close(self._options, left)
        for interpreter in self._opened:
            if all(interpreter is not terminal.interpreter for terminal in self._all):
                interpreter.close()
        for job in self._jobs:
            job.close()

    def job(self) -> JobTerminal:
        """A terminal for the jobs of one command."""
        self._jobs.append(JobTerminal(self._options))
        return self._jobs[-1]

    def news(self) -> str:
        """What jobs have printed since this was asked last."""
        self._running = [job for job in self._jobs if not job.over]
        return "".join(job.news() for job in self._jobs)

    def said_by(self, job: str) -> str:
        """All that a job has printed, by what the shell told of it; with it what others of its command have."""
        texts = (one.text() for one in self._jobs)
        return next((tidy(text, command="", epilogue="") for text in texts if job in jobs_told(text)), "")

    def last_words(self) -> str:
        """The same behind a command that waits for jobs: what one of them prints as it ends comes a moment later."""
        deadline = time.monotonic() + LAST_WORDS
        while self._running and not any(job.over for job in self._running) and time.monotonic() < deadline:
            time.sleep(STEP)
        return self.news()


def first_words(output: Output, job: JobTerminal, staying: Staying, *, command: str, shell: int) -> Output:
    """The output of a command that left jobs behind, with what these print at first.

    What the page shows of them is waited for, and so is the port that one will listen on; else a moment, and until they
    do nothing any more. ``shell`` is the process that began them.
    """
    job.begun()
    expected = staying.agrees is not None or bool(staying.ports)
    deadline = time.monotonic() + (FIRST_WORDS if expected else FIRST_MOMENT)
    while not job.over and time.monotonic() < deadline and not began_well(tidied(job, command), staying):
        time.sleep(STEP)
    if not expected:
        wait_for_start(job, shell)
    text = expected_part(tidied(job, command), staying)
    return replace(output, text=output.text + text, jobs=(*output.jobs, *jobs_told(job.text())))


def wait_for_start(job: JobTerminal, shell: int) -> None:
    """Until a job is over or idle: an interpreter takes its time to see that a script is not there."""
    deadline, before = time.monotonic() + STARTING, -1
    while not job.over and time.monotonic() < deadline:
        now = processor_ticks(shell)
        if now == before and not has_work(shell):
            return
        before = now
        time.sleep(IDLE)


def expected_part(text: str, staying: Staying) -> str:
    """The lines up to the last one that the page shows, since what a job prints then is its own; else all."""
    if staying.agrees is None or staying.agrees(text):
        return text
    lines = text.splitlines(keepends=True)[:MOST_LINES]
    parts = ("".join(lines[:count]) for count in range(1, len(lines)))
    return next((part for part in parts if staying.agrees(part)), text)


def tidied(job: JobTerminal, command: str) -> str:
    return tidy(job.text(), command=command, epilogue="")


def began_well(text: str, staying: Staying) -> bool:
    if staying.agrees is not None:
        return staying.agrees(text)
    return bool(staying.ports) and bool(answering(staying.ports))


def kept_running(
    command: str, interpreter: Interpreter, attendant: Attendant, reason: Reason, *, terminal: int, began: float
) -> Output:
    """The output of a command that goes on."""
    readiness = attendant.readiness
    return Output(
        text=tidy(attendant.conversation.screen.text(), command=command, epilogue=interpreter.line_after),
        status=None,
        ended=Ended.STAYS,
        seconds=time.monotonic() - began,
        prompts=tuple(attendant.prompter.given),
        terminal=terminal,
        ready=readiness.reason if readiness is not None and reason is Reason.STAYS else "",
    )
