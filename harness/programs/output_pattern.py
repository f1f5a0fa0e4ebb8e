"""What tells of a program in what is printed: what differs with every run, and which program of a name it is."""

from dataclasses import dataclass
from typing import Annotated

from harness.settings.constraint import Regex

Pattern = Annotated[str, Regex()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Volatile:
    """Regular expressions of what differs in outputs, of calls whose words ``when`` finds, by the name of a rule."""

    rule: str
    patterns: tuple[Pattern, ...]
    when: Pattern = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """One of the programs that go by a name: ``means`` says which, ``version`` finds it in what ``--version`` prints.

    A page that fails with another one means this, where ``when`` finds what only this one takes in the words of a call,
    and ``told`` what only another one prints.
    """

    means: str
    version: Pattern
    when: Pattern = ""
    told: Pattern = ""
