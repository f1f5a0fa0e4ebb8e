"""Files that programs find by their names: ``data/project_files.toml``."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from harness.package_data import toml_data
from harness.programs.invocation import base_name, unwrapped

PROJECTS: Final = "projects"


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    return toml_data("harness.programs.data", "project_files.toml")


def project_files(words: tuple[str, ...]) -> tuple[str, ...]:
    """What a call finds where its user is in the folder of a project, such as ``Makefile``."""
    return _found(words, _tables()[PROJECTS])


def found_by_name(words: tuple[str, ...]) -> tuple[str, ...]:
    """What a call finds wherever its user is."""
    return tuple(file for table in _tables().values() for file in _found(words, table))


@cache
def is_of_project(name: str) -> bool:
    return any(name in files for files in _tables()[PROJECTS].values())


def _found(words: tuple[str, ...], table: Mapping[str, list[str]]) -> tuple[str, ...]:
    called = unwrapped(words) or words
    program = base_name(called[0])
    return (*table.get(program, ()), *table.get(" ".join((program, *called[1:2])), ()))
