"""The words by which pages say that parts of them exclude one another: ``phrases.toml``, ``platforms.toml``."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from harness.package_data import toml_data
from harness.patterns import any_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two or more kinds of a thing; ``of`` is found in what speaks of that thing."""

    words: tuple[re.Pattern[str], ...]
    of: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Patterns of all languages together."""

    otherwise: re.Pattern[str]
    condition: re.Pattern[str]
    aside: re.Pattern[str]
    needless: re.Pattern[str]
    negation: re.Pattern[str]
    alternatively: re.Pattern[str]
    means: re.Pattern[str]
    one_of: re.Pattern[str]
    numbered: re.Pattern[str]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surrounding:
    """What a condition speaks of by ``words``, and whether it is ``here``, or comes here by commands: ``made_by``."""

    words: re.Pattern[str]
    here: bool
    made_by: re.Pattern[str] | None

    def is_here(self, commands: str) -> bool:
        return self.here or (self.made_by is not None and self.made_by.search(commands) is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Platforms:
    """``here`` and ``elsewhere`` are names of platforms; ``programs`` need an account of the cloud they name.

    ``makers`` are programs that know no other clusters than those they made.
    """

    here: re.Pattern[str]
    elsewhere: Mapping[str, re.Pattern[str]]
    programs: Mapping[str, str]
    makers: Mapping[str, str]
    environment: tuple[Surrounding, ...] = ()

    def named_by(self, title: str) -> str | None:
        """The platform that a heading or item is all about: empty for what we have, ``None`` where it names none."""
        bare = _AROUND.sub("", title).strip(" :*_`\uff1a.")
        if self.here.fullmatch(bare):
            return ""
        return next((name for name, pattern in self.elsewhere.items() if pattern.fullmatch(bare)), None)

    def used_in(self, condition: str) -> str | None:
        """The platform of a condition such as "If you use GKE"; ``None`` where it names none, or one that is here."""
        names = [name for name, pattern in self.elsewhere.items() if _word(pattern).search(condition)]
        return names[0] if names and _word(self.here).search(condition) is None else None

    def holds(self, condition: str, commands: str = "") -> bool | None:
        """Whether a condition holds where ``commands`` are run, ``None`` where that is not known."""
        spoken_of = next((one for one in self.environment if one.words.search(condition)), None)
        negated = phrases().negation.search(condition) is not None
        return None if spoken_of is None else spoken_of.is_here(commands) is not negated


@cache
def _word(pattern: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern.pattern})(?![\w-])", re.IGNORECASE)


_AROUND = re.compile(
    r"^(?:(?:running |installing |setup |set up |instructions )?(?:on|for|using|with|in)\s+(?:the\s+)?)"
    r"|\s+(?:users|clusters?|setup|instructions|only)$|\s*\((?:[^()]*)\)$|^(?:在|使用|на|для)\s*",
    re.IGNORECASE,
)


@cache
def phrases() -> Phrases:
    table = _table("phrases.toml")
    pairs = tuple(
        Pair(words=tuple(_joined(words) for words in entry["words"]), of=_joined(entry["of"]))
        for entry in table.pop("pair")
    )
    languages = {name: _joined(one for each in by.values() for one in each) for name, by in table.items()}
    return Phrases(**languages, pairs=pairs)


@cache
def platforms() -> Platforms:
    table = _table("platforms.toml")
    return Platforms(
        here=_joined(table["here"]),
        elsewhere={name: _joined(words) for name, words in table["elsewhere"].items()},
        programs=table["programs"],
        makers=table["makers"],
        environment=tuple(
            Surrounding(
                words=_joined(one["words"]),
                here=one["here"],
                made_by=_joined(one["made_by"]) if "made_by" in one else None,
            )
            for one in table["environment"]
        ),
    )


def _table(name: str) -> dict[str, Any]:
    return toml_data("harness.plan.alternatives", name)


def _joined(patterns: Iterable[str]) -> re.Pattern[str]:
    return any_of(tuple(patterns), re.IGNORECASE)
