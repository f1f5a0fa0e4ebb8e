"""Ending what makes a fleet's clusters, at any moment, so that nothing of them comes into being afterwards.

A container engine's daemon may finish what a killed client asked for: a node appears after one has looked for nodes.
So the tool is ended first, then its `docker run` comes to its own end, which takes seconds; all others are killed.
"""

import logging
import os
import subprocess
from pathlib import Path
from typing import Final

import psutil

from harness.cluster import processes
from harness.cluster.runner import end_group

LOG = logging.getLogger(__name__)

PATIENCE: Final = 60.0  # seconds for a container to be made, on a machine that has a lot else to do


def end_creation(process: subprocess.Popen[str]) -> None:
    """End a `kind create cluster`, or one of a tool like it, that was started in a process group of its own."""
    process.kill()
    group = [member for member in psutil.process_iter() if group_of(member) == process.pid]
    psutil.wait_procs([member for member in group if makes_container(member)], timeout=PATIENCE)
    end_group(process)


def end_makers(state: Path) -> None:
    """End all processes that still work for the fleet at ``state``, whoever started them; this one excepted."""
    own = [process for folder, process in processes.tagged() if folder == state and process.pid != os.getpid()]
    for process in own:
        if {"create", "cluster"} <= set(words(process)[1:4]):
            process.kill()
    psutil.wait_procs([process for process in own if makes_container(process)], timeout=PATIENCE)
    processes.end(state, spare=frozenset({os.getpid()}))


def makes_container(process: psutil.Process) -> bool:
    return "run" in words(process)[1:3]


def words(process: psutil.Process) -> list[str]:
    """The command of a process, nothing for one that has ended by now; a script's begins with its interpreter."""
    try:
        return list(process.cmdline())
    except psutil.NoSuchProcess:
        LOG.debug("%d has ended", process.pid)
        return []


def group_of(process: psutil.Process) -> int | None:
    try:
        return os.getpgid(process.pid)
    except ProcessLookupError:
        return None
