r"""What is known of a program, as values.

A file has the program's ``name``, the ``aliases`` it goes by as well, what it does when it is called without a known
verb, and a table ``[verbs.NAME]`` for each verb that does something else; a verb of several words is quoted, as
``[verbs."auth login"]``. What a program or verb does is one of the keys of ``ACTS``: ``true``, or the flags that make
it so.

``serves``    answers others until it is interrupted, so it gets a terminal of its own
``watches``   shows what happens until it is interrupted; runs in a terminal of its own as well
``redraws``   redraws the screen until it is interrupted
``asks``      takes what a person types, unless its input comes from elsewhere
``even_fed``  flags with which it asks whatever its input is: a password is read from the terminal
``waits``     waits for a person, wherever its input comes from: a pager, a browser
``edits``     opens an editor
``remote``    runs on another machine
``rights``    needs administrator rights
``kills``     ends processes by a pattern

``unless`` are flags with which it comes to its end by itself, ``at_most`` the number of arguments up to which it asks,
``when`` a regular expression that its words must hold. ``ports`` is a regular expression whose groups are the ports in
its words, ``port`` the one that it takes otherwise. ``later`` finds lines that it prints only when it is used.
``wraps`` runs the program in its words, ``runs`` what others wrote: whether that ends is not known.

``valued_flags`` take the next word as their value; the value of a ``verb_flags`` flag is the verb, as in
``python3 -m http.server``. ``error_lines`` are regular expressions of lines with which it says that it failed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

ACTS: Final = ("rights", "edits", "waits", "remote", "kills", "redraws", "asks", "serves", "watches")
"""What a program does that keeps it from being run like others, the first that holds first."""

When = bool | frozenset[str]
"""Whether something holds: always, never, or with one of these flags."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbProfile:
    """What a program does, called in one way; ``acts`` has a key for each of ``ACTS`` that may hold."""

    acts: Mapping[str, When] = field(default_factory=dict)
    even_fed: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    at_most: int | None = None
    when: str = ""
    ports: str = ""
    port: int | None = None
    later: str = ""
    wraps: bool = False
    runs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramProfile:
    """A program: ``own`` is what it does without a known verb; ``verbs`` go by every alias."""

    name: str
    aliases: tuple[str, ...] = ()
    own: VerbProfile = field(default_factory=VerbProfile)
    verbs: Mapping[str, VerbProfile] = field(default_factory=dict)
    valued_flags: frozenset[str] = frozenset()
    verb_flags: frozenset[str] = frozenset()
    error_lines: tuple[str, ...] = ()

    def verb_of(self, words: tuple[str, ...]) -> tuple[str, VerbProfile]:
        """The verb that ``words`` begin with, as long as possible, and what it does; ``("", own)`` without one."""
        for length in range(min(len(words), 3), 0, -1):
            name = " ".join(words[:length])
            if name in self.verbs:
                return name, self.verbs[name]
        return "", self.own

    def profile(self) -> "ProgramProfile":
        return self

    def on(self, known: "ProgramProfile | None") -> "ProgramProfile":
        """This on top of what is known of the program already: verbs that both have are as they are here."""
        if known is None:
            return self
        return replace(
            self,
            own=known.own if self.own == NOTHING else self.own,
            verbs={**known.verbs, **self.verbs},
            valued_flags=known.valued_flags | self.valued_flags,
            verb_flags=known.verb_flags | self.verb_flags,
            error_lines=(*known.error_lines, *self.error_lines),
        )


NOTHING: Final = VerbProfile()


class KnownProgram(Protocol):
    """A program of which more is read when a page calls it; a ``ProgramProfile`` is one of which all is read."""

    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...
    def profile(self) -> ProgramProfile: ...
