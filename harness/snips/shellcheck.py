"""Directives for what ShellCheck says about commands that are quoted from a page, and that stay as the page has them.

ShellCheck is not asked: it need not be installed where files are written, and would take longer than all the rest. So
each finding that is usual on pages is switched off where a command looks like what gives it, and nowhere else.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from harness.package_data import toml_data
from harness.shell.heredoc import Heredoc, outside


@dataclass(frozen=True, slots=True)
class Finding:
    """A code, what a command looks like that gives it, and why it stays so; finding ``sign`` is quicker than trying."""

    code: str
    sign: str
    pattern: re.Pattern[str]
    reason: str

    def fits(self, text: str) -> bool:
        return self.sign in text and self.pattern.search(text) is not None


@cache
def _findings(where: str) -> tuple[Finding, ...]:
    """``in_text``: in commands as they stand; ``in_bare_text``: without heredocs and words in proper quotes."""
    rows = toml_data("harness.snips", "shellcheck.toml")[where]
    return tuple(Finding(code, sign, re.compile(found, re.MULTILINE), why) for code, sign, found, why in rows)


# Words in quotes that expand nothing but variables need no directive.
_QUOTED: Final = re.compile(r"'[^']*'|\"(?:[^\"\\`$]|\\.|\$\w|\$\{\w+\})*\"", re.DOTALL)

_SUBSTITUTIONS: Final = re.compile(r"(?:\$\(|`).*")
_USED: Final = re.compile(r"\$\{?([a-zA-Z_]\w*)")
_SET: Final = re.compile(r"\b([a-zA-Z_]\w*)=|\bfor[ ]+(\w+)|\bread\b(?:[ ]+-\w+)*[ ]+(\w+)")

_INTERFACE: Final = Finding("SC2034", "", _SET, "variables are for whoever sources this file")
_MISSPELT: Final = Finding("SC2153", "$", _USED, "variables come from where the page is followed")
_UNSET: Final = Finding("SC2154", "$", _USED, "variables come from where the page is followed")


def directives(commands: Iterable[str]) -> list[str]:
    """Lines for the head of a file with these commands."""
    text = "\n".join(commands)
    bare = _QUOTED.sub("Q", outside(text, "", _run_inside))
    findings = (
        _INTERFACE,
        *(finding for finding in _findings("in_text") if finding.fits(text)),
        *(finding for finding in _findings("in_bare_text") if finding.fits(bare)),
        *_about_variables(text),
    )
    return [f"# shellcheck disable={finding.code} # {finding.reason}" for finding in findings]


def _run_inside(heredoc: Heredoc) -> str:
    """The commands that bash runs while it reads an unquoted here-document."""
    return "\n".join(_SUBSTITUTIONS.findall(heredoc.body)) if heredoc.expands else ""


def _about_variables(text: str) -> Iterator[Finding]:
    """ShellCheck takes capitals for the environment's, unless there is a similar name that is set."""
    is_set = {name for names in _SET.findall(text) for name in names if name}
    elsewhere = set(_USED.findall(text)) - is_set
    if any(name.isupper() for name in elsewhere) and any(name.isupper() for name in is_set):
        yield _MISSPELT
    if not all(name.isupper() for name in elsewhere):
        yield _UNSET
