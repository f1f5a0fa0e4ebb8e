"""Versions: the pinned ones, and which found one fits which wanted one."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from harness.package_data import toml_data

_NUMBERS = re.compile(r"(?<![\d.])v?(\d+)\.(\d+)(?:\.(\d+))?")


@cache
def pinned() -> Mapping[str, str]:
    """``versions.toml``: what is used where settings say nothing."""
    return MappingProxyType(toml_data("harness.cluster.toolchain", "versions.toml"))


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """The three numbers that programs agree on; what follows them (``-dispatcher``) is left out."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


def parse_version(text: str) -> Version | None:
    """The first thing that looks like a version, ``None`` where nothing does: programs print all sorts around it."""
    found = _NUMBERS.search(text)
    return Version(int(found[1]), int(found[2]), int(found[3] or 0)) if found else None


@dataclass(frozen=True, slots=True)
class Rule:
    """Which version found on PATH serves in place of the wanted one; ``text`` completes "wanted is ..."."""

    text: str
    fits: Callable[[Version, Version], bool]  # found, wanted


def at_least(minimum: str) -> Rule:
    least = parse_version(minimum)
    if least is None:
        raise ValueError(f"{minimum!r} is no version")
    return Rule(f"{minimum} or newer", lambda found, _: found >= least)


RULES = {
    "same minor": Rule(
        "the same minor version", lambda found, wanted: (found.major, found.minor) == (wanted.major, wanted.minor)
    ),
    # https://kubernetes.io/releases/version-skew-policy/#kubectl
    "one minor apart": Rule(
        "at most one minor version apart",
        lambda found, wanted: found.major == wanted.major and abs(found.minor - wanted.minor) <= 1,
    ),
    "same major": Rule(
        "the same major version, not older", lambda found, wanted: found.major == wanted.major and found >= wanted
    ),
}


def rule_named(name: str) -> Rule:
    """One of ``RULES``, or ``>=1.2``."""
    return at_least(name.removeprefix(">=")) if name.startswith(">=") else RULES[name]
