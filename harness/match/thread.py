"""What commands make for each other, as values: a thing, and the thread by which one failure leads to another."""

from dataclasses import dataclass
from enum import StrEnum

from harness.source import Location


class Sort(StrEnum):
    """What a thing is, in the words of a report."""

    VARIABLE = "variable"
    FUNCTION = "function"
    PROGRAM = "program"
    FILE = "file"
    DIRECTORY = "working directory"
    OBJECT = "object"
    KIND = "kind"
    CONTEXT = "context"
    NAMESPACE = "current namespace"
    RELEASE = "Helm release"
    REPOSITORY = "Helm repository"
    SERVER = "server"
    TRAFFIC = "traffic"
    HOST = "host"
    STATE = "state"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something that one command makes, sets or changes and another one needs; an empty field means any.

    ``name`` is a path for a file, a port or host for a server, the program for a state; ``kind`` and ``namespace`` are
    an object's, and ``kind`` is a word that a state is about. ``vague`` things come from commands that may make
    anything, such as a script: only a message that something is absent leads to them.
    """

    sort: Sort
    name: str = ""
    kind: str = ""
    namespace: str = ""
    context: str = ""
    vague: bool = False

    def __str__(self) -> str:
        match self.sort:
            case Sort.OBJECT:
                return " ".join(part for part in (self.kind or "objects", self.name, self._place()) if part)
            case Sort.STATE:
                return f"what {self.name} made" + (f" of {self.kind}" if self.kind else "")
            case Sort.TRAFFIC:
                return f"traffic through {self.name}" if self.name else "traffic"
            case Sort.DIRECTORY | Sort.NAMESPACE:
                return str(self.sort)
        return f"{self.sort} {self.name}" if self.name else f"a {self.sort}"

    def _place(self) -> str:
        return f"in namespace {self.namespace}" if self.namespace and self.kind != "namespace" else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """How a failure follows from an earlier one: ``thing`` is what the step ``cause`` should have made at ``at``.

    ``shared`` says that nobody was to make it: both commands miss the same thing, and ``alike`` that it is there and
    that both expect the same other value in it. ``unmade`` says that nothing failed:
    the command was not to change anything (``--dry-run``), or could not be run for want of ``value``, which only the
    reader has, or was not run for a ``reason``; then ``unsupported`` says that the clusters lack something, ``edits``
    that the command changes what is there already. ``absent`` says which page should have made it that is not here,
    or what of a prerequisite could not be done on this machine. ``elsewhere``: ``at`` is on a page that this one stands
    on. ``words`` are those of a command whose objects have no names in its text.
    """

    cause: str
    at: Location
    thing: Thing
    shared: bool = False
    alike: bool = False
    unmade: bool = False
    value: str = ""
    absent: str = ""
    elsewhere: bool = False
    reason: str = ""
    unsupported: bool = False
    edits: bool = False
    words: frozenset[str] = frozenset()

    def __str__(self) -> str:
        if self.absent:
            return self.absent
        line = str(self.at) if self.elsewhere else f"line {self.at.line}"
        if self.value:
            return f"{line} is not run and did not make {self.thing}: it needs a value for {self.value}"
        if self.reason:
            return f"{line} is not run and did not make {self.thing}: {self.reason}"
        if self.unmade:
            return f"--dry-run: {line} did not make {self.thing}"
        how = ", which expects the same of " if self.alike else ", which misses the same " if self.shared else ": "
        return f"knock-on failure of {line}{how}{self.thing}"
