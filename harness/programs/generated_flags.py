"""Which flags of programs take the next word, as their own help tells.

``tools/flags`` writes ``data/flags.toml``.
"""

from collections.abc import Mapping
from functools import cache

from harness.package_data import toml_data
from harness.programs.profile_reader import profile_of
from harness.programs.program_profile import ProgramProfile

FILE = "flags.toml"


@cache
def generated_flags(name: str) -> ProgramProfile | None:
    """What is known of the flags of a program; ``None`` for one whose help was not read."""
    table = _tables().get(name)
    return None if table is None else profile_of({"name": name, **table}, {}, lambda _: f"harness/programs/data/{FILE}")


@cache
def _tables() -> Mapping[str, Mapping[str, object]]:
    return toml_data("harness.programs.data", FILE)
