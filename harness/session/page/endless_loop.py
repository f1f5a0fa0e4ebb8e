"""Loops that wait for what does not come, a port, a file or objects of clusters: they end before their time."""

import re
import time
from collections.abc import Callable, Iterable
from typing import Final

from harness.deadline import Deadline
from harness.programs.addresses import HERE
from harness.programs.names import READING
from harness.run.output import GivenUp
from harness.run.ports import answering
from harness.shell.script_reader import read_script

PATIENCE: Final = 90.0  # seconds in which a server has begun to listen, or something moves on clusters, or never will
IDLE: Final = 20.0  # the same where nothing that the page started goes on
WAITS_FOR_FILE: Final = re.compile(
    r"\s*(?:until|while)\s+(?:!\s*)?(?:\[\[?|test)\s+(?:!\s+)?-[edfhLprsSwx]\s+(?P<file>\S+?)\s*(?:\]\]?)?\s*[;\n]\s*do\b"
)
PORT: Final = re.compile(rf"(?:{HERE.pattern})[:/\s]\s*(\d{{1,5}})\b")


def unheard_port(
    text: str, *, patience: float = PATIENCE, clock: Callable[[], float] = time.monotonic
) -> Callable[[], GivenUp | None] | None:
    """What says, from now on, when to end a loop; ``None`` for a text that waits for no port that it names."""
    ports = tuple(sorted({int(number) for number in PORT.findall(text)}))
    if not ports or not read_script(text).waits:
        return None
    end = Deadline.after(patience, clock=clock)
    named = " or ".join(map(str, ports))

    def give_up() -> GivenUp | None:
        if not end.over or answering(ports):
            return None
        return GivenUp(reason=f"nothing has listened on port {named} of this machine for {patience:.0f} s")

    return give_up


def unmade_file(
    text: str, *, patience: float = IDLE, clock: Callable[[], float] = time.monotonic
) -> Callable[[], GivenUp | None] | None:
    """What says when to end a loop for a file that only another process could make or remove, where none goes on."""
    waits = WAITS_FOR_FILE.match(text)
    script = read_script(text)
    if waits is None or script.writes or script.background or any(one.program not in READING for one in script.calls):
        return None
    end = Deadline.after(patience, clock=clock)
    why = GivenUp(reason=f"nothing that the page started goes on and could change {waits['file']}")
    return lambda: why if end.over else None


def still_clusters(
    text: str, still: Callable[[], float], *, patience: float = PATIENCE
) -> Callable[[], GivenUp | None] | None:
    """What says when to end a loop that only reads from clusters, by for how long they have been ``still``."""
    if not read_script(text).waits:
        return None

    def give_up() -> GivenUp | None:
        if still() < patience:
            return None
        return GivenUp(reason=f"nothing has changed on the clusters for {patience:.0f} s")

    return give_up


def first_of(rules: Iterable[Callable[[], GivenUp | None] | None]) -> Callable[[], GivenUp | None] | None:
    """What any of the rules says; ``None`` where there is none."""
    asked = [rule for rule in rules if rule is not None]
    return (lambda: next(filter(None, (rule() for rule in asked)), None)) if asked else None
