"""What a shell says about jobs in the background, which pages show and which differs with every run."""

import re
from collections.abc import Sequence
from typing import Final

BEGUN: Final = re.compile(r"^\[\d+\] +\d+[ \t]*$", re.MULTILINE)
ENDED: Final = re.compile(
    r"^\[\d+\][+ -] +(?:\d+ )?(?:Done|Exit \d+|Terminated|Killed|Hangup|Running|Stopped|terminated|done)\b.*$",
    re.MULTILINE,
)


def only_jobs(expected: str) -> bool:
    """Whether a page shows nothing but what a shell says about jobs."""
    return bool(expected.strip()) and not ENDED.sub("", BEGUN.sub("", expected)).strip()


def with_jobs(text: str, jobs: Sequence[str], expected: str | None) -> str:
    """A command's output with the lines in which the shell told of its jobs, where the page shows such a line.

    The shell says first that a job has begun; their numbers are accepted by a rule of their own.
    """
    if not jobs or expected is None or BEGUN.search(expected) is None:
        return text
    if only_jobs(expected):
        return "\n".join(jobs)  # what a job prints by then is not what the page shows
    return "\n".join((*jobs, text))
