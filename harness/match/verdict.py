"""What became of a step, as values: the currency of reports."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from harness.capability import Capability
from harness.match.match import Match
from harness.match.thread import Thread
from harness.plan.step import Command, Step
from harness.run.output import Output


class Outcome(StrEnum):
    """What became of a step.

    ``UNSUPPORTED``: needs what these clusters only simulate or lack; ``EXCLUDED``: its author said ``none``;
    ``KNOCK_ON``: failed since an earlier command failed, and is folded under it; ``NOT_CHECKED``: a dry run did not
    make what it needs.
    """

    PASSED = "passed"
    FAILED = "failed"
    KNOCK_ON = "knock-on"
    NOT_CHECKED = "not checked"
    UNSUPPORTED = "unsupported"
    EXCLUDED = "excluded"
    SKIPPED = "skipped"
    ERROR = "error"


NOT_RUN: Final = frozenset(
    {Outcome.EXCLUDED, Outcome.SKIPPED, Outcome.UNSUPPORTED, Outcome.NOT_CHECKED, Outcome.KNOCK_ON}
)
"""What says nothing about the page: neither kept nor broken."""
OWN_FAILURES: Final = frozenset({Outcome.FAILED, Outcome.ERROR})
"""Not knock-on failures: one cause is one failure."""


class Failure(StrEnum):
    """Whose turn it is: the first five are the page's, the others are not."""

    OUTPUT = "output differs"
    STATUS = "command failed"
    TIMEOUT = "timed out"
    CHECK = "static check"
    UNPROVEN = "not proven"  # only in strict runs
    INFRASTRUCTURE = "infrastructure"
    HARNESS = "harness"


BREAKS_THE_PAGE: Final = frozenset({Failure.STATUS, Failure.TIMEOUT, Failure.INFRASTRUCTURE, Failure.HARNESS})
"""What later commands of the page may need was not done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandResult:
    """One command's story. ``output`` is the last attempt's, ``None`` when it was not run.

    ``attempts`` counts tries, ``seconds`` all of them; ``stable_since`` is how many seconds before the end the output
    last changed, ``closest`` the try (from 1) that came closest. ``match`` is ``None`` where no output is expected.
    ``thread`` leads to what the failure follows from, ``None`` for one that stands for itself. ``lacks`` says what the
    clusters do not have that it needs.
    """

    command: Command
    output: Output | None
    match: Match | None = None
    attempts: int = 1
    seconds: float = 0.0
    stable_since: float | None = None
    closest: int | None = None
    failure: Failure | None = None
    note: str = ""
    thread: Thread | None = None
    lacks: str = ""

    @property
    def printed(self) -> str:
        """What it printed; empty where it was not run."""
        return self.output.text if self.output is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of a step in a variant of a page.

    ``sentence`` says it in one line without the place. ``cause`` is the id of the earlier failed step that this one
    follows from, ``thread`` says by what.
    ``evidence`` are paths of files that hold more, ``pods`` those that could not start, a sentence each.
    """

    step: Step
    variant: str
    outcome: Outcome
    sentence: str = ""
    failure: Failure | None = None
    results: tuple[CommandResult, ...] = ()
    cause: str | None = None
    thread: str | None = None
    missing: frozenset[Capability] = frozenset()
    seconds: float = 0.0
    evidence: tuple[str, ...] = ()
    pods: tuple[str, ...] = ()
