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
            "win32": r"windows",
        },
        "shell": {
            "bash": r"bash|posix",
            "zsh": r"zsh",
            "fish": r"fish",
            "powershell": r"powershell|pwsh",
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
    kind: {name: re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE) for name, words in names.items()}
    for kind, names in _KINDS.items()
}
_PROCESSORS: Final = {"arm64": "aarch64", "AMD64": "x86_64"}  # as other systems call them
HERE: Final = frozenset({sys.platform, "bash", _PROCESSORS.get(platform.machine(), platform.machine())})
"""The names of this machine; pages run in bash."""


def for_another_machine(tabset: Tabset, here: frozenset[str] = HERE) -> tuple[str, ...]:
    """The values of such tabs; none where no tab is left for this machine."""
    if len(tabset.tabs) < 2:
        return ()
    others = tuple(tab.value for tab in tabset.tabs if _is_for_another(tab, here))
    return others if len(others) < len(tabset.tabs) else ()


def _is_for_another(tab: TabChoice, here: frozenset[str]) -> bool:
    named = [{name for name, words in names.items() if words.search(tab.name)} for names in _WORDS.values()]
    return any(names and not names & here for names in named)
