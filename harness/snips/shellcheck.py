"""Directives for what ShellCheck says about commands that are quoted from a page, and that stay as the page has them.

ShellCheck is not asked: it need not be installed where files are written, and would take longer than all the rest. So
each finding that is usual on pages is switched off where a command looks like what gives it, and nowhere else.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

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


def _finding(code: str, sign: str, pattern: str, reason: str) -> Finding:
    return Finding(code, sign, re.compile(pattern, re.MULTILINE), reason)


# In commands as they stand.
_IN_TEXT: Final = (
    _finding("SC1090", "", r"(?:^|[;|&(])[ \t]*(?:source|\.)[ \t]", "the page sources what it made"),
    _finding("SC1091", "", r"(?:^|[;|&(])[ \t]*(?:source|\.)[ \t]", "the page sources what it made"),
    _finding("SC2005", "echo", r"\becho\b.*(?:\$\(|`)", "the page's way to end a line"),
    _finding("SC2013", "for", r"\bfor\b.*\$\(.*\b(?:cat|grep)\b", "the page loops over words"),
    _finding("SC2015", "||", r"&&.*\|\|", "the page's short form of if"),
    _finding("SC2016", "'", r"'[^'\n]*[$`]", "another program expands it"),
    _finding("SC2024", "sudo", r"\bsudo\b.*[<>]", "the page redirects as its own user"),
    _finding("SC2029", "ssh", r"\bssh\b.*\$", "the page expands it on this side"),
    _finding("SC2087", "ssh", r"\bssh\b.*<<", "the page expands it on this side"),
    _finding("SC2103", "cd ", r"\bcd[ \t]+\.\.", "the page goes back by hand"),
    _finding("SC2116", "echo", r"(?:\$\(|`)[ \t]*echo\b", "the page's way to join lines"),
    _finding("SC2126", "wc", r"grep\b.*\|[ \t]*wc\b", "the page counts with wc"),
    _finding("SC2129", ">>", r">>", "the page appends line by line"),
    _finding("SC2155", "=", r"\b(?:export|declare|local|readonly)\b.*=.*(?:\$\(|`)", "the page trusts its commands"),
    _finding("SC2162", "read", r"\bread\b", "the page reads plain words"),
    _finding("SC2164", "d", r"\b(?:cd|pushd|popd)\b", "the page trusts its folders"),
)

# In what is left when heredocs and words in proper quotes are out of sight.
_IN_BARE_TEXT: Final = (
    _finding("SC1083", "", r"[{}]", "the page means braces literally"),
    _finding("SC2006", "`", r"`", "the page substitutes with backquotes"),
    _finding("SC2009", "ps", r"\bps\b.*\|.*grep\b", "the page has no pgrep"),
    _finding("SC2010", "ls", r"\bls\b.*\|.*grep\b", "the page lists files with ls"),
    _finding("SC2012", "ls", r"\bls\b.*\|", "the page lists files with ls"),
    _finding("SC2035", "", r"[ \t][*?]", "the page trusts its file names"),
    _finding("SC2046", "", r"(?<![\"=])\$\(|-[\w-]+=\$\(|(?<!=)`", "the page leaves out quotes"),
    _finding("SC2068", "@", r"\$@|\[@\]", "the page leaves out quotes"),
    _finding("SC2086", "$", r"\$[\w{*!?#-]", "the page leaves out quotes"),
    _finding("SC2188", "", r"(?:^|[;|(])[ \t]*[<>]", "the page shows a placeholder"),
    _finding("SC2210", ">", r">[ \t]*\d", "the page shows a placeholder"),
    _finding("SC2215", "-", r"(?<![\\\n])\n[ \t]*-", "the page breaks a command's line"),
    _finding("SC2260", "]", r"\[.*\|.*\]", "the page shows a choice"),
    _finding("SC2261", ">", r"[^\d&<>]>[ \t]*[^&>\s].*[^\d&<>]>[ \t]*[^&>\s(]", "the page shows placeholders"),
    _finding("SC2288", "", r"[|;&][ \t]*[^\s|;&]*[\].,:](?:\s|$)", "the page shows a choice"),
)

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
        *(finding for finding in _IN_TEXT if finding.fits(text)),
        *(finding for finding in _IN_BARE_TEXT if finding.fits(bare)),
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
