"""Calls that clusters cannot run in their pods, tried as far as they look for these: a wrong name is wrong there, too.

What is not there may be what these clusters lack as well, so that only a name which is like another one counts.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from harness.capability import INTO_PODS, Capability
from harness.match.error_patterns import infrastructure
from harness.match.verdict import CommandResult, Failure
from harness.plan.commands.lookups import lookups
from harness.plan.step import Command, Effect, Step, VariantPlan
from harness.session.clusters.mistyped_place import PageWords
from harness.session.clusters.watch import Watch
from harness.session.page.found_nothing import page_words, without_mistyped_place
from harness.session.threads.absence import WRONG_CONTENT, WRONG_WORDS, missing_in

Run = Callable[[Command], tuple[CommandResult, frozenset[Capability]]]
PATIENCE: Final = 10.0  # seconds for a pod that is on its way
CONTAINER: Final = re.compile(r"container (\S+) is not valid for pod")
FOUND_NOTHING: Final = "No resources found"


def looked_up(
    command: Command,
    lacking: frozenset[Capability],
    run: Run,
    *,
    step: Step,
    plan: VariantPlan,
    watch: Watch | None,
) -> CommandResult | None:
    """The failure of a command that is not run since the clusters are ``lacking``; ``None`` where there is none."""
    page = page_words(plan, step, command)
    for text in lookups(command.text) if lacking <= INTO_PODS else ():
        for patience in (0.0, PATIENCE):  # only what would be a failure is worth a wait
            result, missing = run(asked(command, text, lacking, patience))
            failed = None if missing else failure_of(result, command, page, step=step, plan=plan, watch=watch)
            if failed is None:
                break
        else:
            return failed
    return None


def failure_of(
    result: CommandResult,
    command: Command,
    page: PageWords,
    *,
    step: Step,
    plan: VariantPlan,
    watch: Watch | None,
) -> CommandResult | None:
    """What a look says of the command that it is for."""
    if result.output is None:
        return None
    if result.failure is Failure.STATUS and is_slip(result, page):
        return replace(result, command=command)
    there = infrastructure(result.output.text, None, command.products) is None
    if there and result.failure in {None, Failure.STATUS}:
        empty = replace(result, failure=None, output=replace(result.output, text=FOUND_NOTHING))
        if (failed := without_mistyped_place(empty, step, plan, watch)).failure is not None:
            return replace(failed, command=command, output=result.output)
    return None


def asked(command: Command, text: str, lacking: frozenset[Capability], patience: float) -> Command:
    return replace(
        command,
        text=text,
        expected=None,
        effect=Effect.READS,
        read_only=True,
        retry=patience,
        needs=command.needs - lacking,
        background=False,
        stays=None,
        judged_late=False,
        known=True,
        ports=(),
        bodies=(),
        settles=(),
        fills=(),
    )


def is_slip(result: CommandResult, page: PageWords) -> bool:
    """Whether the text was never right, or lacks something whose name other commands show right."""
    if not result.command.text.isascii():  # a dash that is none, above all
        return True
    text = result.printed
    if WRONG_WORDS.search(text) or WRONG_CONTENT.search(text):
        return True
    names = [thing.name for thing in missing_in(text)] + CONTAINER.findall(text)
    return any(page.like(name) for name in names if name)
