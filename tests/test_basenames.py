"""A module's name says what is in it: two of one name are of one role in different stages, or on the list to mend."""

from collections import Counter
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parents[1] / "harness"
ROLES: Final = frozenset({"__init__", "built_in", "codes", "hooks"})
"""What several stages have: what the harness brings along, codes of diagnostics, hooks of a plug-in system."""
REPEATED: Final = (
    "accepting align build changes choice cluster command compare condition containers drift files interrupts kubectl "
    "late links manifest names noise options outline pairing part ports prerequisite profile proof provider read "
    "registry render resources scheduling script shape shortcode site structure text toolchain unread"
)
"""Names that two stages have today. Take one from here when it is renamed; none is added."""


def test_modules_have_names_of_their_own() -> None:
    modules = [file for file in PACKAGE.rglob("*.py") if file.parent.name != "cli"]  # commands are called as stages are
    counts = Counter(file.stem for file in modules)
    repeated = {name for name, count in counts.items() if count > 1} - ROLES
    listed = frozenset(REPEATED.split())
    assert repeated - listed == set(), "give it a name that says what is in it"
    assert listed - repeated == set(), "it is no longer repeated: take it from the list"
