"""The Shell that runs pages: a bash on a terminal, and a fresh one in its place whenever a page has ended it."""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Self

import psutil

from harness.errors import ShellError
from harness.plan.step import Answer
from harness.run.ending import end_all
from harness.run.environment_base import COOKIE
from harness.run.output import Ended, GivenUp, Output
from harness.run.process_table import descendants, marked
from harness.run.shell_options import ShellOptions
from harness.run.terminal.bash_starter import BashStarter
from harness.run.terminal.conversation import INTERRUPTED, Conversation, Ending
from harness.run.terminal.envelope import Statuses
from harness.run.terminal.job_end import job_end, process_of, waited_for
from harness.run.terminal.job_terminal import JobTerminal
from harness.run.terminal.probes import trips_over_probes
from harness.run.terminal.prompt_watcher import Attendant, Reason
from harness.run.terminal.shell_memory import ShellMemory
from harness.run.terminal.shell_output import output_of
from harness.run.terminal.staying import Readiness, Staying
from harness.run.terminal.terminals import Terminals, first_words, kept_running
from harness.run.terminal.unfinished import incomplete, only_comments

_TRIES = 3  # of handing a command to a shell that turns out to be gone, or deaf, before it began
_WELL: Statuses = (0,)
_STOPPED: Statuses = (INTERRUPTED,)
_SYNTAX_ERROR = 2
_MOST_SETTLING = 1.0
_GATHERS = re.compile(r"^\s*(?:wait|fg)\b", re.MULTILINE)  # what these wait for prints meanwhile


class PexpectShell:
    """Implements ``Shell``. Not for use by several threads at once."""

    def __init__(self, options: ShellOptions) -> None:
        self._options = options
        self._starter = BashStarter(options)
        self._terminals = Terminals(options)
        self._closed = False
        self._stale = False  # the shell must be replaced before the next command
        self._unfinished: Conversation | None = None
        self._notes: list[str] = []  # for the next output
        self._statuses: Statuses = _WELL  # of the last command's parts, as PIPESTATUS has them
        self._flags = ""
        self._trips = False  # what is put into a command would be seen
        self._background: int | None = None
        self._interpreter = self._starter.first

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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
    ) -> Output:
        if self._closed:
            raise ShellError("the shell is closed", expected="no command after close", remedy="open another shell")
        if only_comments(command):
            return Output(text="", status=0, ended=Ended.EXITED, seconds=0.0)
        began = time.monotonic()
        if (said := incomplete(command, self._starter.bash)) is not None:
            self._statuses = (_SYNTAX_ERROR,)
            return Output(text=said, status=_SYNTAX_ERROR, ended=Ended.EXITED, seconds=time.monotonic() - began)
        if staying is not None and staying.own_terminal:
            return self._in_own_terminal(command, staying, timeout=timeout, answers=answers, on_output=on_output)
        job = self._job_terminal(staying)
        self._terminals.news()  # what came before is no part of this command's output
        for attempt in range(_TRIES):
            self._make_ready()
            text = command if job is None else f"{{ {command}\n}} >{job.path} 2>&1"
            self._unfinished = conversation = self._interpreter.begin(
                text, before=self._before(command), probed=job is None and self._may_probe(command)
            )
            readiness = None if staying is None or staying.background else Readiness(staying, conversation)
            attendant = Attendant(
                conversation, self._options, answers=answers, on_output=on_output, readiness=readiness, give_up=give_up
            )
            reason = attendant.attend(timeout)
            if self._was_begun(reason, conversation, functions=attempt == 0):
                output = self._conclude(command, reason, attendant, began)
                self._unfinished = None
                if job is not None and staying is not None:
                    return first_words(output, job, staying, command=command, shell=self._interpreter.process.pid)
                gathered = self._terminals.last_words() if _GATHERS.search(command) else ""
                return replace(output, text=output.text + gathered)
        raise ShellError(
            f"the shell took no command in {_TRIES} tries: {command.splitlines()[0]}",
            expected="a shell that reads its next command",
            remedy="look for what the commands before did to it, such as functions named like builtins",
        )

    def learned(self) -> ShellMemory:
        """What it knows after its last command that it did not know when it was opened."""
        return self._starter.learned(self._interpreter)

    def learn(self, memory: ShellMemory) -> None:
        """Know what another shell had learned; for one that has run nothing yet."""
        last, self._interpreter = self._interpreter, self._starter.knowing(memory)
        last.close()

    def close(self) -> None:
        """End the shell and all it started. Its EXIT trap is run if it takes no longer than the close grace."""
        if self._closed:
            return
        process = self._interpreter.process
        below = descendants(process.pid)

        def left() -> list[psutil.Process]:
            now = descendants(process.pid) if process.alive else ()
            return [*below, *marked(COOKIE, *self._starter.cookies), *now]

        process.hang_up(self._options.close_grace)
        end_all(left, ask_grace=self._options.terminate_grace, kill_grace=self._options.kill_grace)
        self._terminals.close(left)
        self._interpreter.close()
        self._closed = True  # not before: a Ctrl-C in the middle leaves something for a second call

    def look(self, terminal: int, /, *, agrees: Callable[[str], bool], patience: float) -> Output:
        return self._terminals.look(terminal, agrees=agrees, patience=patience)

    def job_end(self, job: str, /, *, patience: float) -> Output | None:
        pid = process_of(job)
        if pid is None or self._stale or not self._interpreter.process.alive or not waited_for(pid, patience):
            return None
        statuses = self._statuses
        end = job_end(pid, lambda text: self.run(text, timeout=5.0), printed=self._terminals.said_by(job))
        self._statuses = statuses
        return end

    def interrupt_last(self) -> None:
        self._notes.extend(self._terminals.interrupt_last())

    def end_terminals(self) -> None:
        self._terminals.end()

    def _in_own_terminal(
        self,
        command: str,
        staying: Staying,
        *,
        timeout: float,
        answers: Sequence[Answer],
        on_output: Callable[[str], None] | None,
    ) -> Output:
        """Run what goes on until it is interrupted in a shell that knows what the page's shell knows now."""
        began = time.monotonic()
        self._make_ready()
        notes = tuple(self._terminals.free(staying.ports))
        self._starter.learn(self._interpreter)
        interpreter = self._starter.another()
        self._terminals.opened(interpreter)
        conversation = interpreter.begin(command, before=self._before(command))
        attendant = Attendant(
            conversation,
            self._options,
            answers=answers,
            on_output=on_output,
            readiness=Readiness(staying, conversation),
        )
        reason = attendant.attend(timeout)
        if reason is Reason.STAYS or (reason is Reason.TIME_UP and attendant.waiting_for(reason) is None):
            terminal = self._terminals.add(interpreter, attendant, staying.ports, began)
            output = kept_running(command, interpreter, attendant, reason, terminal=terminal.number, began=began)
            return replace(output, notes=notes)
        page, self._interpreter = self._interpreter, interpreter
        try:
            output = self._conclude(command, reason, attendant, began)
        finally:
            self._interpreter, self._stale = page, False
        return replace(output, notes=(*notes, *output.notes))

    def _job_terminal(self, staying: Staying | None) -> JobTerminal | None:
        """Where jobs print to, unless the page has sent the shell's own output elsewhere, or shows what it reads."""
        if staying is None or not staying.background or self._interpreter.says_exec or "v" in self._flags:
            return None
        return self._terminals.job()

    def _hand_over(self, command: str, attendant: Attendant, began: float) -> Output:
        """Leave the terminal to a command that goes on, and the page to a shell that knows what this one knew."""
        left, reason = self._interpreter, Reason.STAYS
        terminal = self._terminals.add(left, attendant, (), began)
        output = kept_running(command, left, attendant, reason, terminal=terminal.number, began=began)
        self._starter.learn(left)
        self._interpreter = self._starter.another()
        self._stale, self._statuses, self._flags, self._background = False, _WELL, "", None
        return output

    def _make_ready(self) -> None:
        """A living shell at its prompt, whatever became of the command before."""
        if self._unfinished is not None:  # an exception, Ctrl-C above all, came in between
            self._interpreter.stop(self._unfinished)
            self._unfinished, self._statuses = None, _STOPPED
        if self._stale or not self._interpreter.process.alive:
            self._replace()

    def _before(self, command: str) -> Statuses:
        """What the command finds in ``$?``; to put all of ``PIPESTATUS`` back takes a process for each part."""
        return self._statuses if "PIPESTATUS" in command else self._statuses[-1:]

    def _may_probe(self, command: str) -> bool:
        self._trips = self._trips or trips_over_probes(command)
        return not self._trips

    def _was_begun(self, reason: Reason, conversation: Conversation, *, functions: bool) -> bool:
        """False when the shell never came to the command, and has been replaced: then it is safe to run it again.

        A second time the functions are left behind: they may be in the way of what the harness says to the shell.
        """
        if reason is Reason.NEVER_BEGUN:
            self._interpreter.process.kill()
            conversation.read_until(time.monotonic() + self._options.kill_grace)
        ending = conversation.ending
        if ending is None or not ending.never_begun:
            return True
        self._unfinished = None
        self._replace(functions=functions or ending.shell_gone)
        return False

    def _conclude(self, command: str, reason: Reason, attendant: Attendant, began: float) -> Output:
        if reason is Reason.STAYS:
            return self._hand_over(command, attendant, began)
        if reason is Reason.INNER_SHELL and self._interpreter.adopt():
            return self._inner_shell(command, attendant, began)
        if (ending := attendant.conversation.ending) is None:
            return self._stopped(command, reason, attendant, began)
        return self._ended(command, ending, attendant, began)

    def _ended(self, command: str, ending: Ending, attendant: Attendant, began: float) -> Output:
        conversation, seconds = attendant.conversation, time.monotonic() - began
        if ending.shell_gone:
            self._stale = True
            status = self._interpreter.process.status
            return self._output(command, attendant, Ended.SHELL_EXITED, status=status, seconds=seconds)
        if self._interpreter.speaks_through_a_pipe():
            conversation.settle(self._options.pipe_settle, at_most=_MOST_SETTLING)
        elif ending.background not in {None, self._background}:
            conversation.settle(self._options.background_settle, at_most=_MOST_SETTLING)
        output = self._output(command, attendant, Ended.EXITED, status=ending.status, seconds=seconds)
        self._statuses = ending.seen_next
        self._flags, self._stale = ending.flags, ending.degraded
        self._background = ending.background or self._background
        return output

    def _stopped(self, command: str, reason: Reason, attendant: Attendant, began: float) -> Output:
        """Its time is up, or it waits for what nobody will type, or for what will not come."""
        seconds, waits = time.monotonic() - began, attendant.waiting_for(reason)
        output = self._output(command, attendant, Ended.TIMED_OUT, status=None, seconds=seconds)
        self._interpreter.stop(attendant.conversation)
        self._statuses = _STOPPED
        output = replace(output, seconds=time.monotonic() - began, waiting_for=waits)
        if attendant.given_up is not None:
            return replace(output, ended=Ended.INTERRUPTED, given_up=attendant.given_up, waiting_for=None)
        return output

    def _inner_shell(self, command: str, attendant: Attendant, began: float) -> Output:
        prompt = attendant.conversation.screen.last_line
        self._notes.append(f"{prompt.strip()!r} is the prompt of another shell: the commands that follow run in it")
        self._statuses = _WELL
        output = self._output(command, attendant, Ended.EXITED, status=0, seconds=time.monotonic() - began)
        return replace(output, text=output.text.removesuffix(prompt))

    def _output(self, text: str, attendant: Attendant, ended: Ended, *, status: int | None, seconds: float) -> Output:
        notes, self._notes = tuple(self._notes), []
        return output_of(
            text,
            attendant,
            ended,
            epilogue=self._interpreter.line_after,
            flags=self._flags,
            notes=notes,
            status=status,
            seconds=seconds,
        )

    def _replace(self, *, functions: bool = True) -> None:
        """A fresh shell that knows what the last one knew, or as much of it as does not stand in its way."""
        last = self._interpreter
        self._starter.learn(last)
        self._interpreter, functions = self._starter.successor(functions=functions)
        last.close()
        self._stale, self._statuses, self._flags, self._background = False, _WELL, "", None
        kept = "variables, functions, options" if functions else "variables and options, not its functions,"
        self._notes.append(f"the shell had ended; a fresh one took over with its {kept} and working directory")
