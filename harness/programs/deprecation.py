"""What programs no longer have, with what takes its place: ``deprecations.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Deprecation:
    """``works``: the program still takes it, though its help does not show it. ``instead`` may be empty then."""

    instead: str
    works: bool = False


@cache
def deprecations() -> Mapping[tuple[str, str, str], Deprecation]:
    """By ``flag`` or ``subcommand``, the command, and the name."""
    table = tomllib.loads((files("harness.programs.data") / "deprecations.toml").read_text(encoding="utf-8"))
    return {
        (what, entry["command"], name): Deprecation(instead=entry["instead"], works=entry.get("works", False))
        for what, entries in table.items()
        for entry in entries
        for name in entry["names"]
    }


def deprecated_flag(command: str, flag: str) -> Deprecation | None:
    """``command`` is the program with its subcommands; what is said of a command holds for those inside it too."""
    words = command.split()
    outer = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((found for name in outer if (found := deprecations().get(("flag", name, flag)))), None)


def deprecated_subcommand(command: str, name: str) -> Deprecation | None:
    return deprecations().get(("subcommand", command, name))
