"""A run's name says whose it is, so that what a dead one left is recognised."""

import re
from typing import Final

from harness.cluster.processes import ProcessIdentity

NAME: Final = re.compile(r"run-(\d+)-(\d+\.\d+)")


def run_name(owner: ProcessIdentity) -> str:
    return f"run-{owner.pid}-{owner.created:.2f}"


def run_owner(run: str) -> ProcessIdentity:
    """Whose run it is; a file's name may have more before and behind."""
    found = NAME.search(run)
    if found is None:
        raise ValueError(f"{run!r} is no name of a run")
    return ProcessIdentity(int(found[1]), float(found[2]))
