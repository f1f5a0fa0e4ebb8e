"""Sits at the terminal while a command runs: answers what it asks, and notices what nobody will answer."""

import re
import time
from collections.abc import Callable, Sequence
from enum import Enum, auto
from pathlib import PurePath

from harness.plan.step import Answer
from harness.run.output import GivenUp
from harness.run.process_table import (
    arguments,
    in_group,
    is_hidden,
    is_stopped,
    leads_to,
)
from harness.run.shell_options import ShellOptions
from harness.run.terminal.bash_process import BashProcess
from harness.run.terminal.conversation import Conversation
from harness.run.terminal.question import Prompter
from harness.run.terminal.staying import Readiness
from harness.run.typing_wait import can_tell_who_waits, waits_for_typing

_ASKS = re.compile(r"[:?>\])]\Z")
_NO_ENTER = frozenset("\x03\x04")  # Ctrl-C and Ctrl-D act without it
_SHELL_PROMPT = re.compile(r"[$#] ?\Z")
_RUNS_SOMETHING = re.compile(r"-\w*c")


class Reason(Enum):
    """Why attending came to its end."""

    ENDED = auto()
    TIME_UP = auto()
    WAITING = auto()  # for somebody to type
    INNER_SHELL = auto()
    GIVEN_UP = auto()  # what it waits for will not come
    STAYS = auto()  # it goes on beside the commands after it
    NEVER_BEGUN = auto()  # the shell did not take the command within its start limit


class Attendant:
    """Attends one command. ``on_output`` gets the text so far, not more often than the options say."""

    def __init__(
        self,
        conversation: Conversation,
        options: ShellOptions,
        *,
        answers: Sequence[Answer] = (),
        on_output: Callable[[str], None] | None = None,
        give_up: Callable[[], GivenUp | None] | None = None,
        readiness: Readiness | None = None,
    ) -> None:
        self.readiness = readiness
        self._bash = conversation.bash
        self.conversation = conversation
        self._options = options
        self._on_output = on_output
        self._give_up = give_up
        self.given_up: GivenUp | None = None
        self.prompter = Prompter(conversation.screen, (*answers, *options.default_answers))
        self._heard = time.monotonic()
        self._next_look = options.prompt_settle  # seconds after what was heard last
        self._waits_since: float | None = None
        self._shown = 0.0
        self._unshown = False

    def attend(self, timeout: float) -> Reason:
        """Stay until the command ends or there is a reason to go; its time runs from when the shell begins it."""
        conversation = self.conversation
        deadline, begun = self._heard + self._options.start_limit, False
        while True:
            now = time.monotonic()
            if conversation.begun and not begun:
                begun, deadline = True, now + timeout
            if conversation.ending is not None:
                self._show(now, force=True)
                return Reason.ENDED
            if now >= deadline:
                return Reason.TIME_UP if begun else Reason.NEVER_BEGUN
            if begun and self._give_up is not None and (given_up := self._give_up()) is not None:
                self.given_up = given_up
                return Reason.GIVEN_UP
            if self.readiness is not None and self.readiness.is_ready(now - self._heard):
                return Reason.STAYS
            if conversation.read(self._patience(min(deadline, self._heard + self._next_look), now)):
                self._heard, self._next_look = time.monotonic(), self._options.prompt_settle
                self._waits_since = None
                self._unshown = True
                self._show(self._heard)
            elif (silence := time.monotonic() - self._heard) >= self._next_look:
                if (reason := self._look(silence)) is not None:
                    return reason
                first, interval = self._options.first_look, self._options.look_interval
                self._next_look = first if self._next_look < first else self._next_look + interval

    def _patience(self, until: float, now: float) -> float:
        """Seconds to wait for output."""
        return until - now if self.readiness is None else min(until - now, self.readiness.wait(now))

    def waiting_for(self, reason: Reason) -> str | None:
        """What the command stopped at when it waits for somebody to type, else ``None``."""
        line = self.conversation.screen.last_line.strip()
        if reason in {Reason.WAITING, Reason.INNER_SHELL}:
            return line
        if look(self._bash, line) in {Foreground.WAITS, Foreground.IS_SHELL}:
            return line
        return line if _ASKS.search(line) and could_take_an_answer(self._bash) else None

    def _look(self, silence: float) -> Reason | None:
        if not self.conversation.begun:
            at_its_prompt = silence >= self._options.first_look and look(self._bash, "") is Foreground.WAITS
            return Reason.NEVER_BEGUN if at_its_prompt else None
        self._show(time.monotonic(), force=True)
        answer = self.prompter.pending()
        if answer is not None and could_take_an_answer(self._bash):
            self._answer(answer)
            return None
        return None if silence < self._options.first_look else self._look_at_foreground()

    def _answer(self, answer: Answer) -> None:
        self.prompter.answered(answer, echoed=self._bash.echoes)
        enter = "" if answer.reply and set(answer.reply) <= _NO_ENTER else "\n" if self._bash.line_mode else "\r"
        self._bash.type(answer.reply + enter)

    def _look_at_foreground(self) -> Reason | None:
        now = time.monotonic()
        match look(self._bash, self.conversation.screen.last_line):
            case Foreground.SHELL_STOPPED:
                self._bash.resume()
            case Foreground.IS_SHELL:
                return Reason.INNER_SHELL
            case Foreground.WAITS:
                self._waits_since = self._waits_since or now
                if now - self._waits_since >= self._options.waiting_patience:
                    return Reason.WAITING
                return None
            case Foreground.WORKS:
                pass
        self._waits_since = None
        return None

    def _show(self, now: float, *, force: bool = False) -> None:
        if self._on_output is None or not self._unshown:
            return
        if force or now - self._shown >= self._options.live_interval:
            self._shown, self._unshown = now, False
            self._on_output(self.conversation.screen.text())


class Foreground(Enum):
    WORKS = auto()
    WAITS = auto()  # reads the terminal and does nothing else
    IS_SHELL = auto()  # an interactive bash inside the shell, at its prompt
    SHELL_STOPPED = auto()


def look(bash: BashProcess, last_line: str) -> Foreground:
    """``WORKS`` wherever the system does not tell."""
    if is_stopped(bash.pid):
        return Foreground.SHELL_STOPPED
    group = bash.foreground
    waiting = [pid for pid in in_group(group) if waits_for_typing(pid, bash.tty)]
    if not waiting:
        return Foreground.WORKS
    if _SHELL_PROMPT.search(last_line) and any(_is_inner_shell(pid, group, bash) for pid in waiting):
        return Foreground.IS_SHELL
    return Foreground.WAITS


def could_take_an_answer(bash: BashProcess) -> bool:
    """False when what runs in the foreground has its input from elsewhere, as in ``yes | command``."""
    if not can_tell_who_waits():
        return True
    return any(
        leads_to(pid, 0, bash.tty) or waits_for_typing(pid, bash.tty) or is_hidden(pid)  # hidden: sudo, su
        for pid in in_group(bash.foreground)
    )


def _is_inner_shell(pid: int, group: int, bash: BashProcess) -> bool:
    """Started by hand, not to run a script or a command; or what the shell itself has become."""
    program, *options = arguments(pid) or [""]
    by_hand = all(option.startswith("-") and not _RUNS_SOMETHING.match(option) for option in options)
    known = pid == bash.pid and not bash.replaced
    return pid == group and not known and by_hand and PurePath(program).name.lstrip("-") == "bash"
