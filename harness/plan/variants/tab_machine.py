"""Tabs for users of another system, shell or processor: their label names it, and a tab beside them is for this one."""

import platform
import re
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from harness.parse.page import TabChoice, Tabset

_KINDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "system": {
            "linux": r"linux|ubuntu|debian|fedora|centos|rhel|wsl2?",
            "darwin": r"mac ?os(?: x)?|os ?x|mac|darwin",
            "win32": r"windows|chocolatey|choco|scoop|winget",
        },
        "distribution": {
            "debian": r"debian|ubuntu|apt(?:-get)?",
            "fedora": r"red ?hat|rhel|centos|fedora|rocky|alma ?linux|amazon linux|yum|dnf",
            "suse": r"(?:open)?suse|sles|zypper",
            "alpine": r"alpine|apk",
            "arch": r"arch linux|pacman",
        },
        "shell": {
            "bash": r"bash|posix",
            "zsh": r"zsh",
            "fish": r"fish",
            "powershell": r"(?:windows)?powershell|pwsh",
            "cmd": r"cmd(?:\.exe)?|command prompt",
        },
        "processor": {
            "x86_64": r"x86[-_]64|amd64|intel",
            "aarch64": r"arm64|aarch64|apple silicon",
        },
    }
)
"""What labels name, by kind, with the words for it."""
_WORDS: Final = {
    kind: {
        name: re.compile(rf"(?<![\w-])(?:{words})(?:-based)?(?![\w-])", re.IGNORECASE) for name, words in names.items()
    }
    for kind, names in _KINDS.items()
}
_PROCESSORS: Final = {"arm64": "aarch64", "AMD64": "x86_64"}  # as other systems call them


def _distribution() -> frozenset[str]:
    """That of this machine and those that it is like; none where the system does not say."""
    try:
        said = platform.freedesktop_os_release()
    except OSError:  # no Linux, or one without the file
        return frozenset()
    return frozenset((*said.get("ID", "").split(), *said.get("ID_LIKE", "").split()))


HERE: Final = frozenset(
    {sys.platform, "bash", _PROCESSORS.get(platform.machine(), platform.machine()), *_distribution()}
)
"""The names of this machine; pages run in bash."""


def for_another_machine(tabset: Tabset, here: frozenset[str] = HERE) -> tuple[str, ...]:
    """The values of such tabs; none where no tab is left for this machine."""
    if len(tabset.tabs) < 2:
        return ()
    others = tuple(tab.value for tab in tabset.tabs if _is_for_another(tab, here))
    return others if len(others) < len(tabset.tabs) else ()


def _is_for_another(tab: TabChoice, here: frozenset[str]) -> bool:
    judged = (names for names in _WORDS.values() if names.keys() & here)  # what is not known of a machine fits any
    named = [{name for name, words in names.items() if words.search(tab.name)} for names in judged]
    return any(names and not names & here for names in named)
