"""Which failures cannot get better by waiting. The texts are in ``harness/programs/data/failures.toml``."""

from collections.abc import Mapping
from types import MappingProxyType

from harness.programs.failures import FailureRule, WaitingHelps, failure_rules
from harness.run.output import Ended, Output


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
