"""Which failures cannot get better by waiting, and how programs say so: ``harness/programs/data/failures.toml``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from harness.package_data import toml_data
from harness.run.output import Ended, Output


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


def rule_for(text: str) -> FailureRule | None:
    """What is known of a failure by its output."""
    return next((rule for rule in failure_rules() if rule.pattern.search(text)), None)


def too_early(output: Output) -> bool:
    """Whether a failed command, or a part of it, had not done anything yet, since what it needs was not there."""
    if output.ended is not Ended.EXITED:
        return False
    return any(rule.before_anything and rule.pattern.search(output.text) for rule in failure_rules())


def misses_kind(text: str) -> bool:
    """Whether a kind is missing, which comes a moment after its definition, or not at all."""
    rule = rule_for(text)
    return rule is not None and rule.waiting is WaitingHelps.KINDS


def hopeless(
    output: Output, *, failed: bool = False, kinds_may_come: bool = True, names_may_come: bool = True
) -> str | None:
    """Why waiting cannot help, ``None`` when it may: a command that succeeded may always print something else later.

    ``failed`` is true where it has failed although its status is 0. ``kinds_may_come`` says whether something that
    defines kinds was just run, ``names_may_come`` whether the command asks for the names that it uses.
    """
    if output.waiting_for is not None:
        return "it waits for somebody to type"
    if output.ended is Ended.EXITED and output.status == 0 and not failed:
        return None
    helps: Mapping[WaitingHelps, bool] = MappingProxyType(
        {
            WaitingHelps.YES: True,
            WaitingHelps.NO: False,
            WaitingHelps.KINDS: kinds_may_come,
            WaitingHelps.NAMES: names_may_come,
        }
    )
    rule = rule_for(output.text)
    return None if rule is None or helps[rule.waiting] else rule.name
