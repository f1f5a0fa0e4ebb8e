"""Variables that a page reads and that nobody sets: found before it runs, since bash would take them for empty."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from harness.plan.step import Command, PagePlan, Step
from harness.shell.script import Use
from harness.shell.script_reader import read_script
from harness.source import Location

SHELL_OWN: Final = frozenset(
    """BASH BASHPID BASH_REMATCH BASH_SOURCE BASH_VERSINFO BASH_VERSION COLUMNS COMPREPLY COMP_CWORD COMP_LINE
    COMP_WORDS EPOCHSECONDS EUID FUNCNAME HOME HOSTNAME HOSTTYPE IFS LANG LINENO LINES LOGNAME MACHTYPE OLDPWD
    OPTARG OPTIND OSTYPE PATH PIPESTATUS PPID PROMPT_COMMAND PS1 PS2 PS4 PWD RANDOM REPLY SECONDS SHELL SHLVL
    TERM TIMEFORMAT TMPDIR UID USER""".split()  # noqa: SIM905 - shorter than a list
)
SETS_ANYTHING: Final = frozenset({"source", ".", "eval"})
"""Commands after which a variable may have a value that no text of the page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Where a path reads a variable that has no value there: the first time for each variable."""

    name: str
    at: Location
    step: Step
    command: Command


def unknown_variables(plan: PagePlan, known: Collection[str]) -> tuple[Reading, ...]:
    """Each variable of the page once, by name and place of its first reading; ``known`` come with the environment.

    What a site's profile has commands for is unknown all the same: the page itself does not say it. A path for another
    machine may set in words of its own what the page sets on another path: ``$env:CTX = "west"``.
    """
    given = {*known, *plan.variables}
    found: dict[tuple[str, Location], Reading] = {}
    for path in plan.variants:
        elsewhere = set_by(plan) if path.variant.elsewhere else frozenset[str]()
        for reading in readings_without_value([step for step in path.steps if not step.assumed], {*given, *elsewhere}):
            found.setdefault((reading.name, reading.at), reading)
    return tuple(found.values())


def set_by(plan: PagePlan) -> frozenset[str]:
    """The variables that any path of a page sets."""
    commands = (command for path in plan.variants for step in path.steps for command in step.commands)
    mentions = (mention for command in commands for mention in read_script(command.text).mentions)
    return frozenset(mention.name for mention in mentions if mention.use is Use.SET)


def readings_without_value(steps: Sequence[Step], given: Collection[str]) -> Iterator[Reading]:
    """The readings along one path; ``given`` have a value before it starts."""
    set_so_far, told = {*given, *SHELL_OWN}, set[str]()
    for step in steps:
        for command in step.commands:
            script = read_script(command.text)
            reads_wanted = any(name in script.reads for name in command.wants)  # skipped for want of just this value
            if (step.skip is not None or command.skip is not None) and not reads_wanted:
                continue
            for mention in script.mentions:
                if mention.use is Use.SET:
                    set_so_far.add(mention.name)
                elif mention.use is Use.UNSET:
                    set_so_far.discard(mention.name)
                elif mention.name not in set_so_far and not mention.optional and mention.name not in told:
                    told.add(mention.name)
                    yield Reading(name=mention.name, at=command.at.down(mention.line), step=step, command=command)
            if any(call.words and call.words[0] in SETS_ANYTHING for call in script.calls):
                return  # from here on nobody can tell
