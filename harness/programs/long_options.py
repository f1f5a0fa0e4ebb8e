"""The long options of programs without subcommands, such as curl: ``data/long_options.toml``."""

from collections.abc import Mapping, Sequence
from functools import cache

from harness.package_data import toml_data
from harness.programs.registry import program


@cache
def long_options() -> Mapping[str, frozenset[str]]:
    """By program, without the dashes."""
    return _words_in("long_options.toml")


@cache
def one_dash_options() -> Mapping[str, frozenset[str]]:
    """By program, of those whose long options have one dash, without it."""
    return _words_in("long_options.toml", "one_dash")


def has_option(known: frozenset[str], name: str) -> bool:
    """Whether a program takes an option of those ``known``: by its name, the start of one, or ``no-`` and a name."""
    whole = name.removeprefix("no-")
    return whole in known or any(each.startswith((name, whole)) for each in known)


@cache
def subcommands() -> Mapping[str, frozenset[str]]:
    """By program, or by subcommand of it, of those whose help is not at hand: ``data/subcommands.toml``."""
    return _words_in("subcommands.toml")


def _words_in(file: str, *tables: str) -> Mapping[str, frozenset[str]]:
    table = toml_data("harness.programs.data", file)
    for name in tables:
        table = table[name]
    return {key: frozenset(words.split()) for key, words in table.items() if isinstance(words, str)}


def subcommands_of(words: Sequence[str]) -> frozenset[str]:
    """What may stand behind a program with some of its subcommands, as tables or its own profile say."""
    profile, depth = program(words[0]) if words else None, len(words) - 1
    said = (each.split() for each in profile.subcommands) if profile is not None else ()
    own = {each[depth] for each in said if len(each) > depth and each[:depth] == [*words[1:]]}
    return subcommands().get(" ".join(words), frozenset()) | own


def options_of(name: str) -> frozenset[str]:
    """The long options of a program without their dashes; none of one that neither tables nor its profile list."""
    profile = program(name)
    if name in long_options() or profile is None or not profile.subcommands:
        return long_options().get(name, frozenset())
    return frozenset(flag[2:] for flag in profile.flags | profile.valued_flags if flag.startswith("--"))
