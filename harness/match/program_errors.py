"""How programs say that they failed: by their profiles, and as every system does."""

import re
from typing import Final

from harness.patterns import any_of
from harness.programs.program_profile import ProgramProfile


def error_lines(profile: ProgramProfile) -> re.Pattern[str] | None:
    """How lines begin that tell of an error of the program, whatever its exit status; ``None``: not known."""
    return any_of(profile.error_lines) if profile.error_lines else None


BROKEN_PIPE: Final = re.compile(r"broken ?pipe|EPIPE", re.IGNORECASE)
"""How programs say that nobody reads on; the signal for it is 13."""
SIGPIPE: Final = 128 + 13
TIME_UP: Final = 124
"""The exit status of ``timeout``, which ends what is meant to be ended."""

SYSTEM: Final = re.compile(
    r"(?:bash: (?:line \d+: )?|(?P<script>\S+: (?:line )?\d+: ))?(?P<program>[\w./~+-]+): (?:.*: )?"
    r"(?:(?(script)(?:command )?|command )not found|No such file or directory|Permission denied|Is a directory"
    r"|Not a directory|omitting directory .*|invalid (?:input|option|argument|date)\b.*|cannot .*|can't .*)"
)
"""How bash and the programs of every system say that they could not do what they were told."""

UNKNOWN_FIELD: Final = re.compile(r"Warning: unknown field ")

TEST: Final = re.compile(
    r"(?:bash: |\S+: )(?:line \d+: |\d+: )?(?:\[\[?|test|\(\(): .*"
    r"(?: expected|unexpected operator|too many arguments|missing `\]'|syntax error.*|Illegal number: .*)"
)
"""How shells say that a test makes no sense: it does not hold then, as if that was its answer."""
