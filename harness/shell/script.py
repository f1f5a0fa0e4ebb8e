"""What a shell text does, as values: the programs it calls, the variables it reads and sets, the files it writes."""

from dataclasses import dataclass
from enum import StrEnum


class Use(StrEnum):
    """What is done with a variable."""

    READ = "read"
    SET = "set"
    UNSET = "unset"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A shell variable at one place of a text, in the order in which bash comes by; ``line`` counts from 0.

    ``optional`` reads provide for a variable that is not set: ``${X:-default}``, ``[ -z "$X" ]``, a function's body.
    ``sources`` are the variables that a value is made of, ``words`` those that a loop gives it, one after the other.
    """

    name: str
    line: int
    use: Use
    optional: bool = False
    sources: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One program or function with its arguments; ``line`` counts from 0.

    ``words`` have lost their quotes; what bash fills in later stays as written: ``$NAME``, ``$(date)``.
    ``reads`` are the variables in words and input. ``heredoc`` is the text it is given. ``fed`` says that its input is
    not the terminal. ``gives`` is the variable that takes what it prints. ``in_function``: it runs when the
    function does in whose body it stands. ``times`` is how often loops run it whose rounds the text tells, else 1.
    """

    words: tuple[str, ...]
    line: int
    reads: tuple[str, ...] = ()
    heredoc: str | None = None
    fed: bool = False
    background: bool = False
    gives: str | None = None
    in_function: bool = False
    times: int = 1

    @property
    def program(self) -> str:
        return self.words[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A shell text as bash would read it.

    ``calls`` and ``mentions`` come in the order of running; those of a variable that only a subshell sees are left out.
    ``writes`` are files that output is sent to, ``takes`` those that input comes from. ``background`` means that its
    last command ends with ``&``, ``endless`` that a loop never ends by itself, ``waits`` that one ends only when
    something holds, ``branches`` that some calls are made under a condition only, ``broken`` that bash would not accept
    it. ``placeholders`` are parts that a reader has to fill in, such as ``<your-project>``.
    """

    calls: tuple[Call, ...] = ()
    mentions: tuple[Mention, ...] = ()
    writes: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    background: bool = False
    endless: bool = False
    waits: bool = False
    branches: bool = False
    broken: bool = False

    @property
    def reads(self) -> tuple[str, ...]:
        """Variables that are read before this text sets them, each once, optional ones included."""
        known: set[str] = set()
        found: dict[str, None] = {}
        for mention in self.mentions:
            if mention.use is Use.READ and mention.name not in known:
                found.setdefault(mention.name)
            elif mention.use is Use.SET:
                known.add(mention.name)
        return tuple(found)

    @property
    def sets(self) -> tuple[str, ...]:
        """Variables that have a value from this text afterwards, each once."""
        found: dict[str, None] = {}
        for mention in self.mentions:
            if mention.use is Use.SET:
                found.setdefault(mention.name)
            elif mention.use is Use.UNSET:
                found.pop(mention.name, None)
        return tuple(found)
