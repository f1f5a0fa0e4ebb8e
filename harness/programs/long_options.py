"""The long options of programs without subcommands, such as curl: ``data/long_options.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def long_options() -> Mapping[str, frozenset[str]]:
    """By program, without the dashes."""
    text = (files("harness.programs.data") / "long_options.toml").read_text(encoding="utf-8")
    return {program: frozenset(names.split()) for program, names in tomllib.loads(text).items()}


def has_option(program: str, name: str) -> bool:
    """Whether a program takes an option: by its name, the start of one, or ``no-`` and a name."""
    known = long_options()[program]
    whole = name.removeprefix("no-")
    return whole in known or any(each.startswith((name, whole)) for each in known)
