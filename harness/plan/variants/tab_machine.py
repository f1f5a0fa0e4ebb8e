"""Tabs for users of another system, shell or processor: their label names it, and a tab beside them is for this one."""

import platform
import re
import sys
from typing import Final

from harness.package_data import toml_data
from harness.parse.page import TabChoice, Tabset

_WORDS: Final = {
    kind: {
        name: re.compile(rf"(?<![\w-])(?:{words})(?:-based)?(?![\w-])", re.IGNORECASE) for name, words in names.items()
    }
    for kind, names in toml_data("harness.plan.variants", "machines.toml").items()
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
