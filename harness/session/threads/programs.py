"""Everything else that programs leave for later commands: servers, installed programs, clusters, their own state."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from harness.match.thread import Sort, Thing
from harness.plan.commands.behaviour import behaviour
from harness.plan.commands.effect import call_effect
from harness.plan.step import Effect
from harness.programs.addresses import HERE, PORT_HERE, PUBLIC_URL
from harness.programs.invocation import Invocation, base_name, invocation, unwrapped
from harness.programs.names import BUILTINS, LOCAL, READING, RUNNING_INSIDE, SETTING_UP
from harness.programs.roles import (
    CLIENT,
    FORWARDS,
    INSTALLS,
    INTERPRETER,
    KEEPS_NAMES,
    KEEPS_STATE,
    MAKES_CLUSTERS,
    RUNS_SCRIPTS,
)
from harness.session.threads.call_part import NOTHING, PACKAGES, Part, joined, things
from harness.session.threads.cluster_calls import ANY_KIND
from harness.session.threads.files import ANY_FILE, ANY_PROGRAM, path
from harness.shell.script import Call

ANYTHING: Final = (
    ANY_FILE,
    ANY_KIND,
    Thing(sort=Sort.OBJECT, vague=True),
    ANY_PROGRAM,
    Thing(sort=Sort.SERVER, vague=True),
    Thing(sort=Sort.CONTEXT, vague=True),
)
IN_THIS_SHELL: Final = (Thing(sort=Sort.VARIABLE, vague=True), Thing(sort=Sort.FUNCTION, vague=True))
READ_IN: Final = (*IN_THIS_SHELL, *(one for one in ANYTHING if one.sort in {Sort.PROGRAM, Sort.SERVER, Sort.CONTEXT}))
"""What a script sets that is read into the shell, and what is found by that: ``PATH``, ``KUBECONFIG``."""
LOGS_IN: Final = frozenset({"login", "configure"})
"""What leaves a program's configuration below the user's home."""
PORT: Final = re.compile(r"(?:^|[:=])(\d{2,5})(?::\d+)?(?:/tcp)?$")
INSTALL: Final = frozenset({"install", "add", "i", "ci"})
VERSION: Final = re.compile(r"[@=<>~!\[]")
"""How what follows the name of a package begins."""
WORD: Final = re.compile(r"[A-Za-z][\w./:-]*")
MENTIONED: Final = re.compile(r"(?<![\w.-])\.{0,2}/?[A-Za-z][\w./:-]*")


def of_call(call: Call, _texts: Mapping[str, str]) -> Part:
    seen = invocation(call.words)
    return joined(rule(seen, call) for rule in (requests, served, installs, clusters, scripted, own_state))


def requests(seen: Invocation, call: Call) -> Part:
    """What a client asks: a port of this machine, or what is behind the cluster's addresses."""
    words = seen.rest or seen.verbs if seen.verb in RUNNING_INSIDE else call.words
    if not words or not any(base_name(word) in CLIENT for word in words):
        return NOTHING
    if any(PUBLIC_URL.search(word) for word in words):
        return NOTHING
    near = [word for word in words if HERE.search(word)]
    if near and seen.verb not in RUNNING_INSIDE:
        return Part(needs=things(Sort.SERVER, [port_of(word) or port_in(words) or "80" for word in near]))
    return Part(needs=(Thing(sort=Sort.TRAFFIC),))


def port_of(address: str) -> str:
    found = PORT_HERE.search(address)
    return found[1] if found is not None else ""


def port_in(words: tuple[str, ...]) -> str:
    return next((word for word in words if re.fullmatch(r"\d{2,5}", word)), "")


def served(seen: Invocation, call: Call) -> Part:
    """A server on this machine, by the ports that its words name."""
    done = behaviour(call)
    serves = done is not None and done.act == "serves"
    tables = (READING, LOCAL, BUILTINS, CLIENT)
    unknown = not seen.profile.context_flags and not any(seen.program in names for names in tables)
    if not (serves or seen.program in FORWARDS or call.background or unknown):
        return NOTHING
    ports = [match[1] for word in call.words[1:] if (match := PORT.search(word))]
    known = map(str, done.ports) if done is not None and serves else ()
    return Part(makes=things(Sort.SERVER, dict.fromkeys((*ports, *known))))


def installs(seen: Invocation, call: Call) -> Part:
    """Programs of a package manager, whatever their package is called exactly."""
    if seen.program not in INSTALLS and "krew" not in call.words[:2]:
        return NOTHING
    if not INSTALL & set(call.words[1:4]):
        return NOTHING
    words = [word for word in call.words[2:] if not word.startswith("-") and word not in INSTALL]
    if not words or "-r" in call.words:  # those that a file names
        return Part(makes=(ANY_PROGRAM, Thing(sort=Sort.STATE, name=PACKAGES)))
    names = [VERSION.split(base_name(word.lstrip("@")))[0] for word in words]
    packages = (Thing(sort=Sort.STATE, name=PACKAGES, kind=name) for name in names)
    return Part(makes=(*things(Sort.PROGRAM, names), *packages))


def clusters(seen: Invocation, call: Call) -> Part:
    """A cluster that is made, or credentials for one. What names no context has the cluster that the page was given."""
    makes = not {"create", "start"}.isdisjoint(seen.verbs[:2]) or any(
        "credentials" in word or "kubeconfig" in word for word in call.words
    )
    if seen.program not in MAKES_CLUSTERS or not makes:
        return NOTHING
    name = seen.flag("--name", "-n", "-p")
    name = name or (seen.verbs[2] if len(seen.verbs) > 2 else seen.program)
    return Part(makes=things(Sort.CONTEXT, [f"{seen.profile.context_prefix}{name}"]))


def scripted(seen: Invocation, call: Call) -> Part:
    """A script makes what nobody can tell from here; one that is read into the shell sets what is found from there."""
    words = unwrapped(call.words)
    if seen.program in {".", "source", "eval"}:
        return Part(makes=READ_IN)
    by_path = "/" in words[0] and call_effect(words) is Effect.CHANGES
    interpreted = seen.program in INTERPRETER and bool(seen.verbs) and not is_inline(seen)
    unknown = not is_known(seen) and seen.verb in SETTING_UP and seen.program not in INSTALLS
    own = seen.profile.verb_of(seen.verbs)[1].runs and bool(seen.verbs) and not is_inline(seen)
    if not (seen.program in RUNS_SCRIPTS or by_path or interpreted or unknown or own):
        return NOTHING
    return Part(makes=ANYTHING)


def is_inline(seen: Invocation) -> bool:
    """Whether an interpreter is given its program on the command line, where it can be read."""
    if seen.program.endswith("awk"):
        return not seen.has("-f", "--file")
    return seen.has("-c", "-e", "-r", "-m") or (seen.program in {"perl", "ruby"} and seen.letter("e"))


def is_known(seen: Invocation) -> bool:
    tables = (READING, LOCAL, BUILTINS, INTERPRETER, CLIENT, KEEPS_STATE)
    return bool(seen.profile.effect) or any(seen.program in names for names in tables)


def own_state(seen: Invocation, call: Call) -> Part:
    """What a program keeps for itself: all of it, or what goes by a name that both calls say."""
    changes = call_effect(call.words) is not Effect.READS
    if seen.program in KEEPS_STATE:
        state = (Thing(sort=Sort.STATE, name=seen.program),)
        return Part(makes=(*state, *mentioned(call)) if changes else (), needs=state)
    if seen.program in {"docker", "podman"} and seen.verb == "compose":
        state = (Thing(sort=Sort.STATE, name=f"{seen.program} compose"),)
        return Part(makes=state, needs=state)
    if seen.program in INTERPRETER:
        return Part(makes=mentioned(call))
    if seen.verb in LOGS_IN:
        return Part(makes=things(Sort.FILE, [f"~/.{seen.program}"]))
    if is_known(seen) and seen.program not in KEEPS_NAMES:
        return NOTHING
    about = tuple(Thing(sort=Sort.STATE, name=seen.program, kind=word) for word in own_names(call.words))
    return Part(makes=(*about, *mentioned(call)) if changes else (), needs=about)


def mentioned(call: Call) -> tuple[Thing, ...]:
    """Files that a program may make of the names it is given: a project, an environment."""
    names = [path(name) for name in MENTIONED.findall(" ".join(call.words[1:]))]
    return tuple(Thing(sort=Sort.FILE, name=name, vague=True) for name in dict.fromkeys(names))


def own_names(words: tuple[str, ...]) -> Iterator[str]:
    """Words beside verbs and flags."""
    for word in words[2:]:
        name = word.partition("=")[2] if word.startswith("-") else word
        if WORD.fullmatch(name):
            yield name
