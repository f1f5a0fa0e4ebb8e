"""The environment in which a page's shell starts."""

import os
import re
from typing import Final

from harness.run.process_table import started
from harness.run.shell_options import ShellOptions

FOLDER_PREFIX: Final = "docs-harness-"
OWN_FOLDER: Final = re.compile(rf"(?:/[\w.@+-]+)*/{FOLDER_PREFIX}\d+-[\w.-]+/(?:home|work)(?P<below>(?:/[\w.@+-]+)*/?)")
"""A path in the working directory or the HOME of a page's shell, which has both in a folder of its own."""
COOKIE = "HARNESS_SHELL"
"""Every process of a shell has this variable, unless it cleared its environment: so they are found when it ends."""

_TERMINAL: dict[str, str] = {
    "TERM": "dumb",  # no colours, no cursor movement, no pager that takes the screen
    "PAGER": "cat",
    "GIT_PAGER": "cat",
    "MANPAGER": "cat",
    "SYSTEMD_PAGER": "cat",
    "KUBECTL_PAGER": "cat",
    "AWS_PAGER": "",
    "LESS": "-FRX",  # where a program starts less whatever it was told: short texts are printed and that is all
}

_STEERS_BASH = frozenset(
    {
        "BASHOPTS", "BASH_ENV", "BASH_XTRACEFD", "ENV", "HISTFILE", "HISTCONTROL", "IGNOREEOF", "INPUTRC",
        "POSIXLY_CORRECT", "PROMPT_COMMAND", "PS0", "PS1", "PS2", "PS4", "SHELLOPTS", "TMOUT",
    }
)  # fmt: skip


def bash_environment(options: ShellOptions, cookie: str) -> dict[str, str]:
    """``options.environment`` without what changes how bash behaves, with what keeps programs plain."""
    chosen = {name: value for name, value in options.environment.items() if name not in _STEERS_BASH}
    defaults = {"LANG": "C.UTF-8", "PATH": os.defpath}
    return defaults | chosen | _TERMINAL | {"HOME": str(options.home), COOKIE: cookie}


def new_cookie(word: str) -> str:
    """Names the process that owns the shell, so that shells whose owner is gone can be told."""
    owner = os.getpid()
    return f"{owner}.{started(owner)}.{word}"


def owner_is_gone(cookie: str) -> bool:
    """True when the process that made ``cookie`` has ended; false for what is no cookie of ours."""
    owner, _, rest = cookie.partition(".")
    since, _, _ = rest.partition(".")
    return owner.isdecimal() and since.isdecimal() and started(int(owner)) != int(since)
