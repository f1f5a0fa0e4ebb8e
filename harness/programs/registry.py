"""Every program that is known, by name and alias. A program's file is read when the program is first asked for."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from harness.programs.profile import ProgramProfile
from harness.programs.read import read_profile

FOLDER: Final = "harness/programs"
NAMES: Final = re.compile(r'^(?:name|aliases) = (\[[^\]]*\]|"[^"]*")', re.MULTILINE)
QUOTED: Final = re.compile(r'"([^"]*)"')


def program(name: str) -> ProgramProfile | None:
    """What is known of a program by its name or an alias; ``None`` for one that nothing is known of."""
    file = known_files().get(name)
    return None if file is None else _profile(file)


@cache
def known_files() -> Mapping[str, str]:
    """The file of each program, by name and alias: these are keys above the first table."""
    found: dict[str, str] = {}
    for file in files("harness.programs").iterdir():
        if file.name.endswith(".toml"):
            head = file.read_text(encoding="utf-8").partition("\n[verbs")[0]
            names = [name for value in NAMES.findall(head) for name in QUOTED.findall(value)]
            found.update(dict.fromkeys(names, file.name))
    return found


@cache
def _profile(file: str) -> ProgramProfile:
    source = (files("harness.programs") / file).read_text(encoding="utf-8")
    return read_profile(source, path=f"{FOLDER}/{file}")
