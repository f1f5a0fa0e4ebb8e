"""The programs that the harness knows: one TOML file each, beside this module."""

from importlib.resources import files
from typing import Final

from harness.extensions import hookimpl
from harness.programs.program_file import ProgramFile, program_file

FOLDER: Final = "harness/programs"


@hookimpl
def harness_programs() -> tuple[ProgramFile, ...]:
    here = sorted(files("harness.programs").iterdir(), key=lambda file: file.name)
    return tuple(program_file(file, path=f"{FOLDER}/{file.name}") for file in here if file.name.endswith(".toml"))
