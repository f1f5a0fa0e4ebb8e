"""A module's name says what is in it: two of one name are of one role in different stages."""

from collections import Counter
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parents[1] / "harness"
ROLES: Final = frozenset({"__init__", "built_in", "codes", "hooks"})
"""What several stages have: what the harness brings along, codes of diagnostics, hooks of a plug-in system."""


def test_modules_have_names_of_their_own() -> None:
    modules = [file for file in PACKAGE.rglob("*.py") if file.parent.name != "cli"]  # commands are called as stages are
    counts = Counter(file.stem for file in modules)
    repeated = {name for name, count in counts.items() if count > 1} - ROLES
    assert repeated == set(), "give it a name that says what is in it"
