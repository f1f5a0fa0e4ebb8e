"""What the prose around a block says of it, by language: ``prose.toml``."""

from functools import cache

from harness.package_data import toml_data


@cache
def words_of_prose(key: str) -> tuple[str, ...]:
    """The expressions of all languages."""
    return tuple(one for each in toml_data("harness.plan", "prose.toml")[key].values() for one in each)


def prose(key: str) -> str:
    """One expression for them, to be put in brackets."""
    return "|".join(words_of_prose(key))
