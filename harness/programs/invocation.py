"""A call seen as a command line of the usual shape: a program, verbs, flags with values, and the rest behind ``--``."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Final

from harness.programs.form import Forms, has_letter
from harness.programs.program_profile import NO_PROGRAM, ProgramProfile
from harness.programs.registry import program as known_program
from harness.programs.registry import remembered
from harness.shell.script import Call
from harness.shell.script_reader import read_script

# Programs that run another one, and how many words of their own stand before it (beside flags).
WRAPPERS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "time": 0,
        "nohup": 0,
        "command": 0,
        "builtin": 0,
        "exec": 0,
        "env": 0,
        "nice": 0,
        "stdbuf": 0,
        "timeout": 1,
        "xargs": 0,
    }
)
WRAPPER_VALUE_FLAGS: Final = frozenset({"-n", "-I", "-P", "-L", "-d", "-s", "-k", "-u", "--signal"})
SHELLS: Final = frozenset({"sh", "bash", "zsh", "dash", "ash"})


@dataclass(frozen=True, kw_only=True)  # without slots: what its profile says is found out once
class Invocation:
    """``flags`` maps a flag to its value, or to the next word where it may be one, or to ``""``.

    ``program`` is without its folder; ``rest`` are the words behind ``--``; ``profile`` is what is known of it.
    """

    program: str
    verbs: tuple[str, ...]
    flags: Mapping[str, str]
    rest: tuple[str, ...]
    profile: ProgramProfile = field(default=NO_PROGRAM, compare=False, repr=False)

    def chosen(self, forms: Forms) -> tuple[str, ...]:
        """What ``forms`` of its program's profile say of the call."""
        return forms.chosen(self.own_verbs, self.flags, self.profile.kinds)

    @cached_property
    def needs(self) -> tuple[str, ...]:
        return self.chosen(self.profile.needs)

    @cached_property
    def timeout(self) -> tuple[str, ...]:
        return self.chosen(self.profile.timeout)

    def has_form(self, forms: Forms, key: str) -> bool:
        return forms.any(key, self.own_verbs, self.flags, self.profile.kinds)

    @property
    def own_verbs(self) -> tuple[str, ...]:
        """The verbs without one that only stands before others, such as ``istioctl x``."""
        return self.verbs[1:] if self.verb in self.profile.grouping else self.verbs

    @property
    def verb(self) -> str:
        return self.verbs[0] if self.verbs else ""

    @property
    def answers(self) -> frozenset[int]:
        """The exit statuses with which it answers a question."""
        return self.profile.verb_of(self.verbs)[1].answers

    @property
    def object(self) -> str:
        return self.verbs[1] if len(self.verbs) > 1 else ""

    @property
    def context(self) -> str:
        """The cluster that it names; empty for the current one."""
        return self.flag(*self.profile.context_flags)

    @property
    def namespace(self) -> str:
        """The namespace that it names; empty for the usual one."""
        return self.flag(*self.profile.namespace_flags)

    def has(self, *flags: str) -> bool:
        return any(flag in self.flags for flag in flags)

    def flag(self, *names: str) -> str:
        """The value of the first of these flags that has one; empty where none has."""
        return next((value for name in names if (value := self.flags.get(name))), "")

    def letter(self, letter: str) -> bool:
        """Whether a short flag is given, alone or with others: ``-t`` in ``-it``."""
        return has_letter(self.flags, letter)


NO_CALL: Final = Invocation(program="", verbs=(), flags={}, rest=())


@remembered(8192)
def invocation(words: tuple[str, ...]) -> Invocation:
    """What is called in the end: wrappers such as ``timeout 5`` are taken off first."""
    words = unwrapped(words)
    program = base_name(words[0])
    profile = known_program(program) or NO_PROGRAM
    verbs: list[str] = []
    flags: dict[str, str] = {}
    rest: tuple[str, ...] = ()
    arguments = words[1:]
    index = 0
    while index < len(arguments):
        word = arguments[index]
        following = arguments[index + 1] if index + 1 < len(arguments) else ""
        index += 1
        if word == "--":
            rest = arguments[index:]
            break
        if not word.startswith("-") or word == "-":
            verbs.append(word)
            continue
        if is_glued(word, profile) and profile.takes_value(word[:2], verbs):
            flags[word[:2]] = word[2:].removeprefix("=")
            continue
        name, equals, value = word.partition("=")
        flags[name] = value if equals or following.startswith("-") else following
        index += not equals and profile.takes_value(name, verbs)
    return Invocation(program=program, verbs=tuple(verbs), flags=flags, rest=rest, profile=profile)


def is_glued(word: str, profile: ProgramProfile) -> bool:
    """Whether a short flag has its value right behind it: ``-nkube-system``, ``-lapp=web``."""
    return len(word) > 2 and word[1] != "-" and word not in profile.valued_flags and word not in profile.flags


def base_name(program: str) -> str:
    return program.rpartition("/")[2]


def unwrapped(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words from the program that is run in the end."""
    while words and base_name(words[0]) in WRAPPERS and not is_only_looked_up(words):
        own = WRAPPERS[base_name(words[0])]
        index = 1
        while index < len(words) and (words[index].startswith("-") or "=" in words[index] or own):
            if words[index] in WRAPPER_VALUE_FLAGS:
                index += 1
            elif not words[index].startswith("-") and "=" not in words[index]:
                own -= 1
            index += 1
        if index >= len(words):
            return words[:1]
        words = words[index:]
    return words


def is_only_looked_up(words: tuple[str, ...]) -> bool:
    """Whether ``command -v PROGRAM`` tells where a program is, instead of running it."""
    return words[0] == "command" and words[1:2] != () and re.fullmatch(r"-p?[vV]", words[1]) is not None


def shell_text(words: tuple[str, ...]) -> str | None:
    """The script in ``sh -c SCRIPT``; ``None`` when the words are no such thing."""
    words = unwrapped(words) if words else words
    if not words or base_name(words[0]) not in SHELLS:
        return None
    for index, word in enumerate(words[1:-1], start=1):
        if re.fullmatch(r"-[a-z]*c", word):
            return words[index + 1]
    return None


def calls_of(text: str) -> Iterator[Call]:
    """The calls of a shell text, and of those texts that it gives to ``sh -c``."""
    for call in read_script(text).calls:
        if (inner := shell_text(call.words)) is not None:
            yield from calls_of(inner)
        else:
            yield call
