"""What the commands of a path mean for each other: variables that carry needs, contexts from outside, open ports."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Final

from harness.capability import Capability
from harness.plan.commands.accountable import accountable_programs
from harness.plan.commands.capability_rules import (
    FORWARD,
    NOTHING,
    TRAFFIC,
    Needed,
    calls_client,
    calls_near,
    needs_of,
    needs_of_call,
)
from harness.plan.commands.filled_variable import filled, filled_by_functions
from harness.plan.commands.literal_values import values_behind
from harness.plan.commands.own_script import fed, script_run, scripts_written, tasks_run
from harness.plan.commands.timeouts import surely_takes
from harness.plan.step import Command, Step
from harness.programs.invocation import Invocation, invocation, shell_text
from harness.programs.roles import OFFLINE
from harness.shell.function_bodies import function_bodies
from harness.shell.script import Script, Use
from harness.shell.script_reader import read_script

CONTEXT: Final = re.compile(r"\{\s*([\w-]+)\.context\s*\}")
# Names that pages take from their reader's environment for an address that a load balancer gave out.
OUTSIDE_ADDRESS: Final = re.compile(r"(?:INGRESS|GATEWAY|EXTERNAL|LB).*(?:HOST|URL|IP|ADDR|DOMAIN)")
LAST_STATUS: Final = re.compile(r"\$(?:\?|\{\?\})")
NUMBER: Final = re.compile(r"(?<![\w.-])(\d+)(?![\w.-])")
HIGHEST: Final = 255


def connected(steps: Sequence[Step], contexts: AbstractSet[str]) -> tuple[Step, ...]:
    """Steps whose commands know what comes from earlier ones; ``contexts`` are the variables that name clusters."""
    flow = Flow(contexts=frozenset(contexts))
    through = [
        with_commands(step, tuple(flow.through(command, run=step.skip is None) for command in step.commands))
        for step in steps
    ]
    return settled(through)


def with_commands(step: Step, commands: tuple[Command, ...]) -> Step:
    return step if commands == step.commands else replace(step, commands=commands)


def context_variables(variables: Mapping[str, str]) -> frozenset[str]:
    """The variables whose template names a cluster's context."""
    return frozenset(name for name, template in variables.items() if CONTEXT.search(template))


@dataclass(slots=True)
class Flow:
    """State of a path while one goes along it: what is known of variables and files that earlier commands made."""

    contexts: frozenset[str]
    carried: dict[str, Needed] = field(default_factory=dict)  # by variable
    in_files: dict[str, Needed] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)  # words that ``alias`` puts for a name
    functions: dict[str, str] = field(default_factory=dict)  # what they do, by name
    scripts: dict[str, str] = field(default_factory=dict)  # what they hold, by path
    values: dict[str, str] = field(default_factory=dict)  # of variables, where a text says them in full
    forwarded: bool = False

    def own_needs(self, command: Command, script: Script) -> Needed:
        """What a command needs by itself: what the page itself made a name for is called instead of the name."""
        if not any(call.words and call.words[0] in self.aliases for call in script.calls):
            return command.needs
        meant = (
            replace(call, words=(*self.aliases.get(call.words[0], call.words[:1]), *call.words[1:]))
            for call in script.calls
        )
        return NOTHING.union(*map(needs_of_call, meant))

    def through(self, command: Command, *, run: bool) -> Command:
        """The command with what it takes over; what it makes is then known to later ones if it is run at all."""
        script = read_script(command.text)
        read = set(command.variables)
        called = self.bodies_of(command.text)
        bodies = (*called, *self.tasks_run(command))
        needs = self.own_needs(command, script).union(
            *(self.carried.get(name, NOTHING) for name in read),
            *(needs_of(read_script(body), None) for body in called),
            self.from_files(script),
        )
        if calls_client(script) and self.reaches_load_balancer(read):
            needs |= TRAFFIC
        if self.forwarded and calls_near(script):
            needs |= FORWARD
        outside = tuple(name for name in command.variables if name in self.contexts and name not in self.known)
        if run and command.skip is None:
            self.remember(script, needs)
        # Files, variables and versions do not change by themselves, if nobody says that they do.
        patience = command.retry if needs or command.retry_said or asks(script, command.tools) else 0.0
        takes = surely_takes(script, values := values_behind(command.text, script, self.values), self.functions)
        if run and command.skip is None:
            self.values = values
            self.scripts.update(scripts_written(command.text))
        told = surely_takes(script)
        if (needs, outside, patience, bodies, takes) == (command.needs, command.contexts, command.retry, (), told):
            return command
        return replace(
            command,
            needs=needs,
            contexts=outside,
            retry=patience,
            bodies=bodies,
            takes=takes,
            timeout=command.timeout + (takes - told if math.isfinite(takes) else 0.0),
            fills=filled_by_functions(command.text, self.functions) if bodies else (),
        )

    def bodies_of(self, text: str) -> tuple[str, ...]:
        """What the page's functions do that a text calls, and the scripts that it runs; and the same of these."""
        self.functions.update(function_bodies(text))
        found: dict[str, None] = {}
        waiting, functions = [text], self.functions
        while waiting:
            outer = waiting.pop(0)
            functions = {**functions, **function_bodies(outer)}
            inner = [each for each in self.called(outer, functions) if each not in found]
            found |= dict.fromkeys(inner)
            waiting += inner
        return tuple(found)

    def called(self, text: str, functions: Mapping[str, str]) -> Iterator[str]:
        calls = read_script(text).calls
        called = (inner.program for call in calls for inner in (call, *read_script(shell_text(call.words) or "").calls))
        yield from (functions[name] for name in called if name in functions)
        yield from self.scripts_run(text)

    def scripts_run(self, text: str) -> Iterator[str]:
        """The page's own scripts that a text runs and that have to succeed."""
        given = [call for call in read_script(text).calls if fed(call)]
        run = accountable_programs(text) if given or self.scripts else ()
        yield from (self.scripts[name] for name in map(script_run, run) if name in self.scripts)
        yield from (fed(call) for call in given if call.words in run)

    def tasks_run(self, command: Command) -> Iterator[str]:
        """What a command may run of the tasks in the page's own files; what that needs depends on which."""
        for words in accountable_programs(command.text) if self.scripts else ():
            if tasks := tasks_run(words, self.scripts):
                yield tasks

    def reaches_load_balancer(self, read: AbstractSet[str]) -> bool:
        carried = any(Capability.LB_ADDRESS in self.carried.get(name, NOTHING) for name in read)
        return carried or any(OUTSIDE_ADDRESS.search(name) for name in read - self.known)

    def from_files(self, script: Script) -> Needed:
        """What went into the files that a text names; to know of a file that it has to be there costs nothing more."""
        if not self.in_files:
            return NOTHING
        words = {word.removeprefix("@") for call in script.calls for word in call.words}
        return NOTHING.union(*(self.in_files.get(word, NOTHING) for word in words))

    def remember(self, script: Script, needs: Needed) -> None:
        given: dict[str, Needed] = {}
        for call in script.calls:
            if call.words[:1] == ("alias",):
                made = (word.partition("=") for word in call.words[1:])
                self.aliases.update({name: tuple(value.split()) for name, equals, value in made if equals})
            if call.gives is not None:
                given[call.gives] = given.get(call.gives, NOTHING) | needs_of_call(call)
        for mention in script.mentions:
            if mention.use is Use.SET:
                made_of = (self.carried.get(name, NOTHING) for name in mention.sources)
                self.carried[mention.name] = given.get(mention.name, NOTHING).union(*made_of)
                self.known.add(mention.name)
            elif mention.use is Use.UNSET:
                self.known.discard(mention.name)
        for file in script.writes:
            self.in_files[file] = needs
        self.forwarded |= Capability.PORT_FORWARD in needs


def asks(script: Script, tools: AbstractSet[str]) -> bool:
    """Whether one of the programs is asked for more than what it is itself."""
    calls = map(invocation, (call.words for call in script.calls))
    return any(call.program in tools and not is_offline(call) for call in calls)


def is_offline(call: Invocation) -> bool:
    """Whether a call says the same again and again."""
    if call.has("--version", "--help") or call.needs == ("nothing",):
        return True
    return call.program in OFFLINE and call.verb not in call.profile.online


def settled(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Read-only commands that give a variable its value wait for that value, if a later command reads the variable.

    A variable that a command fills has to have a value, unless the page provides for one that has none. A command fails
    as it is to where the one behind it shows that.
    """
    wanted: set[str] = set()
    provided: set[str] = set()
    backwards = []
    behind: Command | None = None
    for step in reversed(tuple(steps)):
        commands = []
        for command in reversed(step.commands):
            if step.skip is None and command.skip is None:
                provided.update(each.name for each in read_script(command.text).mentions if each.optional)
            ends_with = command.ends_with or shown_status(behind)
            commands.append(replace(filling(settling(command, wanted), provided), ends_with=ends_with))
            behind = command
            if step.skip is None and command.skip is None:
                wanted.update(command.variables)
        backwards.append(with_commands(step, tuple(reversed(commands))))
    return tuple(reversed(backwards))


def settling(command: Command, wanted: AbstractSet[str]) -> Command:
    if not command.read_only:
        return command
    script = read_script(command.text)
    given = {call.gives for call in script.calls}
    names = tuple(name for name in script.sets if name in given and name in wanted)
    return replace(command, settles=names) if names else command


def filling(command: Command, provided: AbstractSet[str]) -> Command:
    names = tuple(name for name in (*filled(command.text), *command.fills) if name not in provided)
    return replace(command, fills=() if command.expect_failure else names)


def shown_status(behind: Command | None) -> int:
    """The status other than 0 that the command before ``behind`` ends with by what the page shows, else 0."""
    if behind is None or behind.expected is None or LAST_STATUS.search(behind.text) is None:
        return 0
    numbers = [int(found) for found in NUMBER.findall(behind.expected)]
    return numbers[0] if len(numbers) == 1 and numbers[0] <= HIGHEST else 0
