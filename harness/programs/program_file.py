"""A program known by a TOML file: its names are read at once, all else when a page calls it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from harness.errors import SettingsError
from harness.package_data import toml_data
from harness.programs.profile_reader import profile_of, read_profile
from harness.programs.program_profile import ProgramProfile
from harness.settings.constraint import Problem

NAMES: Final = re.compile(r"""^(name|aliases)[ \t]*=[ \t]*(\[[^\]]*\]|"[^"]*"|'[^']*')""", re.MULTILINE)
QUOTED: Final = re.compile(r"""(["'])(.*?)\1""")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramFile:
    """``path`` is how messages call the file."""

    name: str
    aliases: tuple[str, ...]
    file: Traversable
    path: str

    def profile(self) -> ProgramProfile:
        return _profile(self)

    def problem(self) -> Problem | None:
        """Why a plug-in cannot add it: the first mistake in its file."""
        try:
            profile = self.profile()
        except SettingsError as error:
            place = "" if error.at is None else f"{error.at}: "
            return Problem(f"{place}{error.message}", error.expected, error.remedy)
        return profile.problem()


def program_file(file: str | Path | Traversable, *, path: str = "") -> ProgramFile:
    """The program in a TOML file, whose ``name`` and ``aliases`` are keys above the first table."""
    file = Path(file) if isinstance(file, str) else file
    head = file.read_text(encoding="utf-8").partition("\n[verbs")[0]
    found = {key: tuple(text for _, text in QUOTED.findall(value)) for key, value in NAMES.findall(head)}
    (name,) = found.get("name") or (file.name.removesuffix(".toml"),)
    return ProgramFile(name=name, aliases=found.get("aliases", ()), file=file, path=path or str(file))


@cache
def _profile(known: ProgramFile) -> ProgramProfile:
    return read_profile(known.file.read_text(encoding="utf-8"), path=known.path).on(generated_flags(known.name))


FILE = "flags.toml"


@cache
def generated_flags(name: str) -> ProgramProfile | None:
    """What is known of the flags of a program; ``None`` for one whose help was not read."""
    table = _tables().get(name)
    return None if table is None else profile_of({"name": name, **table}, {}, lambda _: f"harness/programs/data/{FILE}")


@cache
def _tables() -> Mapping[str, Mapping[str, object]]:
    return toml_data("harness.programs.data", FILE)
