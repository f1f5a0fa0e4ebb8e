"""What a call does that keeps it from being run like others, by what is known of its program."""

import re
from dataclasses import dataclass, replace
from typing import Final

from harness.programs.invocation import Invocation, base_name, invocation, unwrapped
from harness.programs.program_profile import ACTS, VerbProfile, When
from harness.programs.registry import program as known_program
from harness.programs.registry import remembered
from harness.shell.script import Call

FED: Final = frozenset({"asks"})  # what does not hold when the input comes from elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """``act`` is one of ``ACTS``; ``name`` the program with its verb; ``ports`` those that the words name."""

    act: str
    name: str
    ports: tuple[int, ...] = ()
    later: str = ""


@remembered(8192)
def behaviour(call: Call) -> Behaviour | None:
    """What a call does, ``None`` for one that comes to its end by itself or that nothing is known of."""
    words = unwrapped(call.words)
    if ends_in_time(call.words) or (profile := known_program(base_name(words[0]))) is None:
        return None
    seen = invocation(words)
    module = seen.flag(*profile.verb_flags)
    verbs = (module, *seen.verbs) if module else seen.verbs
    verb, found = profile.verb_of(verbs)
    if found.wraps or (module and known_program(module)):
        return wrapped(call, words, module or verb, keep=bool(module))
    arguments = [word for word in (*verbs[len(verb.split()) :], *seen.rest) if word != "-"]
    name = " ".join(part for part in (seen.program, *(profile.verb_flags if module else ()), verb) if part)
    return _of_verb(call, seen, found, name=name, arguments=len(arguments))


def is_known(call: Call) -> bool:
    """Whether it is known of a call's program what it does, and not only what it runs."""
    seen = invocation(call.words)
    _, verb = seen.profile.verb_of(seen.verbs)
    return seen.profile.acts_known() and not verb.runs and not verb.wraps


def wrapped(call: Call, words: tuple[str, ...], verb: str, *, keep: bool) -> Behaviour | None:
    """What the program does that stands in the words of another one, behind its verb, or that its verb is."""
    start = (words.index(verb) + (not keep)) if verb in words else 1
    inside = words[start:]
    while inside and inside[0].startswith("-"):
        inside = inside[1:]
    return behaviour(replace(call, words=inside)) if inside else None


def ends_in_time(words: tuple[str, ...]) -> bool:
    """Whether ``timeout`` ends a call."""
    before = words[: len(words) - len(unwrapped(words))]
    return any(base_name(word) == "timeout" for word in before)


def _of_verb(call: Call, seen: Invocation, verb: VerbProfile, *, name: str, arguments: int) -> Behaviour | None:
    text = " ".join(call.words)
    if verb.even_fed.intersection(call.words):
        return Behaviour(act="asks", name=name)
    if given(seen, verb.unless) or (verb.when and not re.search(verb.when, text)):
        return None
    for act in ACTS:
        if not holds(seen, verb.acts.get(act, False)):
            continue
        if act in FED and (call.fed or (verb.at_most is not None and arguments > verb.at_most)):
            continue
        flag = next((one for one in call.words if one in flags_of(verb.acts[act])), "")
        shown = f"{name} {flag}" if flag else name
        return Behaviour(act=act, name=shown, ports=ports(verb, text), later=verb.later)
    return None


def holds(seen: Invocation, when: When) -> bool:
    return when if isinstance(when, bool) else given(seen, when)


def flags_of(when: When) -> frozenset[str]:
    return frozenset() if isinstance(when, bool) else when


def given(seen: Invocation, flags: frozenset[str]) -> bool:
    """Whether one of the flags is given; a short one may be among others: ``-t`` in ``-it``."""
    return any(
        seen.flags.get(flag, "false") != "false" or (len(flag) == 2 and flag[0] == "-" and seen.letter(flag[1]))
        for flag in flags
    )


def ports(verb: VerbProfile, text: str) -> tuple[int, ...]:
    """The ports that a program will listen on, as far as its words or its habits tell."""
    found = (
        [int(port) for match in re.finditer(verb.ports, text) for port in match.groups() if port] if verb.ports else []
    )
    if not found and verb.port is not None:
        found = [verb.port]
    return tuple(dict.fromkeys(port for port in found if 0 < port < 65536))
