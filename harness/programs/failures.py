"""How programs say why they failed, and whether waiting can mend that: ``failures.toml``."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from harness.package_data import toml_data


class WaitingHelps(StrEnum):
    """When a failure may be gone at the next try."""

    YES = "helps"
    NO = "in vain"
    KINDS = "if kinds may come"
    NAMES = "if names may come"


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureRule:
    """``name`` says in a report what was recognised; ``pattern`` is searched in the output of a failed command.

    ``before_anything``: a program says so before it has done anything, so that it may be tried again.
    """

    name: str
    pattern: re.Pattern[str]
    waiting: WaitingHelps
    before_anything: bool = False


@cache
def failure_rules() -> tuple[FailureRule, ...]:
    """The first that matches decides."""
    table = toml_data("harness.programs.data", "failures.toml")
    return tuple(
        FailureRule(
            name=entry["name"],
            pattern=re.compile("|".join(entry["patterns"]), re.IGNORECASE | re.MULTILINE),
            waiting=WaitingHelps(entry["waiting"]),
            before_anything=entry.get("before_anything", False),
        )
        for entry in table["failure"]
    )
