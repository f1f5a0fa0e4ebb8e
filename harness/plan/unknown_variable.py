"""Variables that a page reads and that nobody sets: found before it runs, since bash would take them for empty."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from harness.diagnostic import Diagnostic, Severity
from harness.nearest import nearest
from harness.plan.script import Use
from harness.plan.script_reader import read_script
from harness.plan.step import Command, PagePlan, Step, VariantPlan
from harness.source import Location

SHELL_OWN: Final = frozenset(
    """BASH BASHPID BASH_SOURCE BASH_VERSION COLUMNS EUID FUNCNAME HOME HOSTNAME HOSTTYPE IFS LANG LINENO LINES LOGNAME
    MACHTYPE OLDPWD OPTARG OPTIND OSTYPE PATH PIPESTATUS PPID PS1 PS2 PWD RANDOM REPLY SECONDS SHELL SHLVL TERM TMPDIR
    UID USER""".split()  # noqa: SIM905 - shorter than a list
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownVariable:
    """``name`` as read first at ``at``; ``reason`` is why it has no value.

    ``nearest`` is the known name most like it, empty where none is.
    """

    name: str
    at: Location
    nearest: str
    reason: str

    def diagnostic(self) -> Diagnostic:
        meant = f"write ${self.nearest}, or " if self.nearest else ""
        return Diagnostic(
            code="unknown-variable",
            severity=Severity.ERROR,
            at=self.at,
            message=f"${self.name} is read here and {self.reason}",
            expected="a variable that an earlier command of the page, its plan file or the settings set",
            remedy=f"{meant}set {self.name} under `variables`",
        )


SETS_ANYTHING: Final = frozenset({"source", ".", "eval"})
"""Commands after which a variable may have a value that no text of the page shows."""


def unknown_variables(plan: PagePlan, known: Collection[str]) -> tuple[UnknownVariable, ...]:
    """Each variable of the page once, by name and place of its first reading; ``known`` come with the environment."""
    given = {*known, *plan.variables, *SHELL_OWN}
    found: dict[tuple[str, Location], UnknownVariable] = {}
    for path in plan.variants:
        for unknown in on_path(path, given):
            found.setdefault((unknown.name, unknown.at), unknown)
    return tuple(found.values())


def on_path(path: VariantPlan, given: Collection[str]) -> Iterator[UnknownVariable]:
    """The unknown variables of one path, each at its first reading."""
    set_so_far, told = set(given), set[str]()
    ever_set = {name for _, command in commands(path) for name in read_script(command.text).sets}
    for step, command in commands(path):
        if step.skip is not None or command.skip is not None:
            continue
        script = read_script(command.text)
        for mention in script.mentions:
            if mention.use is Use.SET:
                set_so_far.add(mention.name)
            elif mention.use is Use.UNSET:
                set_so_far.discard(mention.name)
            elif mention.name not in set_so_far and not mention.optional and mention.name not in told:
                told.add(mention.name)
                later = mention.name in ever_set
                yield UnknownVariable(
                    name=mention.name,
                    at=command.at.down(mention.line),
                    nearest="" if later else nearest(mention.name, sorted({*set_so_far, *ever_set} - SHELL_OWN)),
                    reason="set only by a command that comes later or is not run" if later else "set nowhere",
                )
        if any(call.words and call.words[0] in SETS_ANYTHING for call in script.calls):
            return  # from here on nobody can tell


def commands(path: VariantPlan) -> list[tuple[Step, Command]]:
    return [(step, command) for step in path.steps for command in step.commands]
