"""What running a command gave, as a value."""

from dataclasses import dataclass
from enum import StrEnum


class Ended(StrEnum):
    """How a command came to its end."""

    EXITED = "exited"
    TIMED_OUT = "timed out"
    SHELL_EXITED = "shell exited"  # the command ended the shell itself (``exit 3``); a fresh one took over
    INTERRUPTED = "interrupted"
    STAYS = "keeps running"  # in a terminal of its own, beside the commands after it


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptAnswered:
    """A confirmation that a command asked for, and what the harness typed."""

    prompt: str
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenUp:
    """Why a command was stopped before its time: what it waits for will not come. ``blameless``: by no page's fault."""

    reason: str
    blameless: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedPart:
    """A part of a command that failed although the command as a whole need not have.

    ``text`` is its source; ``variable`` takes what it prints, else empty. What ``piped`` ones print is read by the
    command behind them. ``substituted`` ones are in a ``$(...)``. ``function`` is the page's function that did it.
    An ``unmatched`` one is what a loop goes over: patterns, for one of which there is no file.
    """

    text: str
    status: int
    piped: bool = False
    substituted: bool = False
    variable: str = ""
    function: str = ""
    unmatched: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    r"""What a command printed (standard output and error as a reader sees them) and how it ended.

    ``text`` has no colour codes, ``\r`` applied as a terminal would, ``\n`` line ends; partial when it timed out.
    ``status`` is the exit status, ``None`` unless it or the shell exited. ``seconds`` is wall-clock time.
    ``waiting_for`` is what the command stopped at, waiting for somebody to type, when it timed out doing so (``""``
    where it asked without a word). ``notes`` tell what a reader of the report should know about the shell.
    ``given_up`` says why an ``INTERRUPTED`` command was stopped, ``None`` when a person did that.
    ``failed_parts`` are parts of pipelines and command substitutions that did not end with 0.
    ``jobs`` are the lines, such as ``[1] 4711``, with which the shell told that jobs began. ``terminal`` is the number
    of the terminal in which the command keeps running, and ``ready`` how that was known, empty where it was not.
    """

    text: str
    status: int | None
    ended: Ended
    seconds: float
    prompts: tuple[PromptAnswered, ...] = ()
    waiting_for: str | None = None
    notes: tuple[str, ...] = ()
    given_up: GivenUp | None = None
    failed_parts: tuple[FailedPart, ...] = ()
    jobs: tuple[str, ...] = ()
    terminal: int = 0
    ready: str = ""
