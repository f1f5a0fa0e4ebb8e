"""What a shell knew after its last command, and the script that teaches it to a fresh one.

bash writes a snapshot in sections (``envelope.SECTIONS``), each ended by a NUL. Carried over are variables with their
attributes, exported ones and arrays among them, functions, aliases, ``set`` and ``shopt`` options, the working
directory and the umask. Left behind are traps, background jobs (they live on, but are no jobs of the new shell),
``enable``, and the variables in which bash speaks of itself or which would end or disguise an interactive shell.
"""

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass

from harness.run.terminal.envelope import OWN_VARIABLES, SECTIONS

_OPTIONS = (
    "allexport", "braceexpand", "errtrace", "functrace", "hashall", "keyword", "noclobber", "noglob", "nounset",
    "physical", "pipefail", "posix", "verbose", "xtrace", "errexit",
)  # fmt: skip
_LEFT_SHOPTS = frozenset({"extdebug", "restricted_shell", "login_shell", "expand_aliases"})
_LEFT_VARIABLES = OWN_VARIABLES | frozenset(
    {
        "_", "BASH", "BASHOPTS", "BASHPID", "COLUMNS", "COMP_WORDBREAKS", "DIRSTACK", "EPOCHREALTIME", "EPOCHSECONDS",
        "EUID", "FUNCNAME", "GROUPS", "HISTCMD", "HISTFILE", "HISTFILESIZE", "HISTSIZE", "HOSTNAME", "HOSTTYPE",
        "LINENO", "LINES", "MACHTYPE", "MAILCHECK", "OSTYPE", "PIPESTATUS", "POSIXLY_CORRECT", "PPID", "PROMPT_COMMAND",
        "PS0", "PS1", "PS2", "PWD", "RANDOM", "SECONDS", "SHELLOPTS", "SHLVL", "SRANDOM", "TMOUT", "UID",
    }
)  # fmt: skip
_LEFT_PREFIX = "BASH_"
_DECLARATION = re.compile(r"^declare (?P<flags>-\S+) (?P<name>\w+)(?:=(?P<value>.*))?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What was known after the command of ``turn``, as bash wrote it; ``jobs`` are background jobs' process ids."""

    turn: int
    variables: str
    functions: str
    aliases: str
    umask: str
    jobs: frozenset[int]


def read_snapshot(data: bytes) -> Snapshot | None:
    """``None`` when it was not written to its end."""
    sections = data.decode(errors="surrogateescape").split("\0")
    if len(sections) != len(SECTIONS) + 1 or sections[-1] or not sections[0].isdecimal():
        return None
    *texts, jobs, _ = sections
    turn, variables, functions, aliases, umask = texts
    return Snapshot(
        turn=int(turn),
        variables=variables,
        functions=functions,
        aliases=aliases,
        umask=umask,
        jobs=frozenset(int(job) for job in jobs.split() if job.isdecimal()),
    )


def restore_script(last: Snapshot, first: Snapshot, environment: Mapping[str, str], *, functions: bool = True) -> str:
    """Bash source that makes a fresh shell, which is as ``first``, know what ``last`` knew.

    ``functions`` and aliases are left out for a page that redefined what the harness itself needs.
    """
    known, before = declared(last.variables), declared(first.variables)
    lines = [_change_directory(known), last.umask]
    lines += [line for line in last.variables.splitlines() if _carried(line)]
    lines += [f"unset -v {name}" for name in sorted(environment) if name.isidentifier() and name not in known]
    lines += _shopts(known, before)  # before functions: extglob changes how they are read
    if functions:
        lines += [last.functions, last.aliases]
    lines += _options(known, before)
    return "\n".join(lines)


def declared(variables: str) -> dict[str, str]:
    """The values of scalar variables whose value needs no quoting but plain double quotes; others are empty."""
    found = {}
    for line in variables.splitlines():
        if (match := _DECLARATION.match(line)) is not None:
            value = match["value"] or ""
            found[match["name"]] = value[1:-1] if value.startswith('"') else ""
    return found


def declared_names(variables: str) -> dict[str, str]:
    """The declaration of each variable, with all its lines, by name."""
    found: dict[str, str] = {}
    name = ""
    for line in variables.splitlines():
        if (match := _DECLARATION.match(line)) is not None:
            name = match["name"]
            found[name] = line
        elif name:
            found[name] += f"\n{line}"
    return found


def _carried(line: str) -> bool:
    """Lines that declare nothing are the rest of a value over several lines, as bash before 5 writes them."""
    match = _DECLARATION.match(line)
    return match is None or not (match["name"] in _LEFT_VARIABLES or match["name"].startswith(_LEFT_PREFIX))


def _change_directory(known: Mapping[str, str]) -> str:
    directory = known.get("PWD", "")
    return f'cd -- "{directory}"' if directory else ":"


def _shopts(last: Mapping[str, str], first: Mapping[str, str]) -> list[str]:
    now, then = (set(known.get("BASHOPTS", "").split(":")) for known in (last, first))
    return [
        f"shopt -{'s' if name in now else 'u'} {shlex.quote(name)}"
        for name in sorted((now ^ then) - _LEFT_SHOPTS)
        if name
    ]


def _options(last: Mapping[str, str], first: Mapping[str, str]) -> list[str]:
    """``errexit`` comes last: from then on a failing line would end the shell."""
    now, then = (set(known.get("SHELLOPTS", "").split(":")) for known in (last, first))
    return [f"set {'-' if name in now else '+'}o {name}" for name in _OPTIONS if (name in now) != (name in then)]
