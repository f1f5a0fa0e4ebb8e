r"""The words a shell says to the harness in the middle of a command's output, and how they are told apart from it.

A marker is ``RS nonce:kind:fields RS``, RS being the record separator ``\036``. The nonce is drawn for each shell, and
scripts spell RS as an escape, so neither a trace of them nor their text forges a marker; only a page that computes one
could.

``start:TURN``                          the page's command begins now
``part:TURN:NUMBER:STATUS STATUSES``    a command substitution of it has ended
``end:TURN:STATUS:FLAGS:JOB:PROMPT:STATUSES``  it has ended; ``$-``, ``$!`` and the attributes of PS1 at that time

STATUSES are those of the last pipeline's parts.
``prompt:TURN PROGRESS:STATUS``         the shell prompts; PROGRESS is words of ``_harness_status``, see ``envelope.py``
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LONGEST = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    turn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartEnd:
    """``parts`` are the statuses of the last pipeline in it."""

    turn: int
    number: int
    status: int
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """``flags`` is ``$-``, ``background`` the last background job's process id.

    ``prompts`` is false where PS1 is read-only, so that the next interrupted command could not be told by its prompt.
    """

    turn: int
    status: int
    flags: str = ""
    background: int | None = None
    prompts: bool = True
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """The shell waits for its next line; ``progress`` says how far the command of ``turn`` came."""

    turn: int
    progress: tuple[str, ...]
    status: int


Marker = Start | PartEnd | End | Prompt


class MarkerReader:
    """Splits what comes off the terminal into output and markers, wherever the pieces are cut."""

    def __init__(self, nonce: str) -> None:
        self._pattern = re.compile(rb"\x1e" + nonce.encode() + rb":([^\x1e]*)\x1e")
        self._opening = b"\x1e" + nonce.encode() + b":"
        self._held = b""

    def feed(self, data: bytes) -> Iterator[bytes | Marker]:
        data = self._held + data
        self._held = b""
        at = 0
        for match in self._pattern.finditer(data):
            marker = read_marker(match[1].decode(errors="replace"))
            if marker is None:
                continue
            if match.start() > at:
                yield data[at : match.start()]
            yield marker
            at = match.end()
        rest = data[at:]
        held = rest.rfind(b"\x1e")
        if held >= 0 and len(rest) - held < _LONGEST and self._may_open(rest[held:]):
            rest, self._held = rest[:held], rest[held:]
        if rest:
            yield rest

    def _may_open(self, rest: bytes) -> bool:
        return rest.startswith(self._opening) or self._opening.startswith(rest)


def read_marker(text: str) -> Marker | None:
    """The marker whose fields ``text`` holds; ``None`` for what only looks like one."""
    match text.split(":"):
        case ["start", turn] if turn.isdecimal():
            return Start(turn=int(turn))
        case ["part", turn, number, words] if turn.isdecimal() and number.isdecimal() and statuses(words):
            first, *others = statuses(words)
            return PartEnd(turn=int(turn), number=int(number), status=first, parts=tuple(others))
        case ["end", turn, status, flags, job, attributes, parts] if turn.isdecimal() and status.isdecimal():
            return End(
                turn=int(turn),
                status=int(status),
                flags=flags,
                background=int(job) if job.isdecimal() else None,
                prompts="r" not in attributes,
                parts=statuses(parts),
            )
        case ["prompt", progress, status] if status.isdecimal():
            turn, *reached = progress.split(" ")
            return Prompt(turn=int(turn) if turn.isdecimal() else 0, progress=tuple(reached), status=int(status))
        case _:
            return None


def statuses(words: str) -> tuple[int, ...]:
    return tuple(int(word) for word in words.split() if word.isdecimal())
