"""Failures that a page shows: whether one that came is such a failure, in other words."""

import re
from typing import Final

from harness.match.error_patterns import shown_statuses, shows_failure
from harness.match.match import Match
from harness.plan.step import Command
from harness.run.output import Ended, Output
from harness.settings import tolerance

TLS_ERROR: Final = re.compile(r"\berror:[0-9A-F]{8}:|curl: \(\d+\)")
"""How curl's own account ends when a connection fails."""

NOT_STARTED: Final = {126: re.compile("ermission denied"), 127: re.compile("ot found|o such file or directory")}
"""The statuses of a shell that could not start a program, and what it says then."""


def fails_otherwise(command: Command, output: Output, match: Match | None) -> bool:
    """Whether the page shows that a command fails, and it does, in other words."""
    if match is None or match.agrees or output.status == 0 or output.ended is not Ended.EXITED:
        return False
    return command.may_fail or shows_this_failure(command, output)


def shows_this_failure(command: Command, output: Output) -> bool:
    """Whether the page shows a failure that may be this one in other words: a program not started is another."""
    shown = command.expected or ""
    told = NOT_STARTED.get(output.status or 0)
    started = told is None or told.search(shown) is not None or str(output.status) in shown_statuses(shown)
    return started and shows_failure(shown, command.text)


def fails_alike(command: Command, output: Output, match: Match | None) -> bool:
    """Whether it fails for the reason that the page shows, in other words: those of another version of a program."""
    if not fails_otherwise(command, output, match):
        return False
    return bool(shown_statuses(command.expected or "") & shown_statuses(output.text))


def expected_failure(match: Match) -> bool:
    """Whether the page shows that curl fails, in a line that need not come as it stands: libraries differ in words."""
    return any(
        tolerance.TRACE.name in one.rules
        and one.actual is None
        and one.expected is not None
        and TLS_ERROR.search(one.expected)
        for one in match.differences
    )
