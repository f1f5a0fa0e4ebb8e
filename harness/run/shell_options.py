"""What a shell is told before it starts."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from harness.plan.step import Answer
from harness.run.terminal.question import DEFAULT_ANSWERS


@dataclass(frozen=True, slots=True, kw_only=True)
class ShellOptions:
    """``environment`` is the whole environment of the shell, chosen by allow-list elsewhere; nothing is inherited.

    Graces and limits are seconds. After a time limit the command gets SIGINT, then SIGTERM and SIGHUP, then SIGKILL,
    each a grace after the one before. ``waiting_patience`` is how long a program may sit in a read of the terminal,
    with nobody to type, before its command is ended early. ``keep_characters`` bounds the text kept of one command:
    what is more is left out of the middle, and the text says how much.
    """

    environment: Mapping[str, str]
    workdir: Path
    home: Path
    default_answers: tuple[Answer, ...] = DEFAULT_ANSWERS
    columns: int = 1000  # so wide that programs neither wrap nor cut
    rows: int = 500
    keep_characters: int = 4_000_000
    start_limit: float = 10.0
    interrupt_grace: float = 0.5
    terminate_grace: float = 0.5
    kill_grace: float = 0.5
    close_grace: float = 1.0
    adopt_limit: float = 1.0  # how long a shell inside the shell may take to answer
    waiting_patience: float = 3.0
    first_look: float = 0.25  # after so much silence it is looked at what runs: that costs milliseconds
    look_interval: float = 0.5
    prompt_settle: float = 0.05  # how long an unfinished line rests before it is taken for a prompt
    background_settle: float = 0.05  # how long the first words of a background job are waited for
    pipe_settle: float = 0.25  # how long output that takes a way of its own is waited for: ``exec > >(tee log)``
    live_interval: float = 0.1  # at least this long between two calls of ``on_output``
