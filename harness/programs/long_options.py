"""The long options of programs without subcommands, such as curl: ``data/long_options.toml``."""

from collections.abc import Mapping
from functools import cache

from harness.package_data import toml_data


@cache
def long_options() -> Mapping[str, frozenset[str]]:
    """By program, without the dashes."""
    tables = toml_data("harness.programs.data", "long_options.toml")
    return {program: frozenset(names.split()) for program, names in tables.items() if isinstance(names, str)}


@cache
def one_dash_options() -> Mapping[str, frozenset[str]]:
    """By program, of those whose long options have one dash, without it."""
    tables = toml_data("harness.programs.data", "long_options.toml")
    return {program: frozenset(names.split()) for program, names in tables["one_dash"].items()}


def has_option(program: str, name: str) -> bool:
    """Whether a program takes an option: by its name, the start of one, or ``no-`` and a name."""
    known = long_options()[program]
    whole = name.removeprefix("no-")
    return whole in known or any(each.startswith((name, whole)) for each in known)


@cache
def subcommands() -> Mapping[str, frozenset[str]]:
    """By program, or by subcommand of it, of those whose help is not at hand: ``data/subcommands.toml``."""
    tables = toml_data("harness.programs.data", "subcommands.toml")
    return {command: frozenset(names.split()) for command, names in tables.items()}
