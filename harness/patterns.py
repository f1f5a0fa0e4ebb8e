"""Regular expressions that are data: one of several, and those of a TOML file by name."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from harness.package_data import toml_data


@lru_cache(maxsize=256)
def any_of(patterns: tuple[str, ...], flags: int = 0) -> re.Pattern[str]:
    """One expression for several."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)


@cache
def patterns_in(package: str, name: str, flags: int = re.IGNORECASE) -> Mapping[str, re.Pattern[str]]:
    """By key the lists of a TOML file in ``package``, or those by language of a table, each as one expression."""
    lists = {
        key: [one for each in said.values() for one in each] if isinstance(said, dict) else said
        for key, said in toml_data(package, name).items()
    }
    return {key: any_of(tuple(patterns), flags) for key, patterns in lists.items()}
