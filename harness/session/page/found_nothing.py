"""Reads that pass and find nothing: failures where the place that they name does not exist."""

import logging
import re
from dataclasses import replace
from typing import Final

from harness.errors import ClusterError
from harness.match.error_patterns import infrastructure
from harness.match.judge import found_nothing
from harness.match.nothing_found import nothing_found
from harness.match.verdict import CommandResult, Failure
from harness.plan.step import Command, Role, Step, VariantPlan
from harness.session.clusters.command_targets import touched
from harness.session.clusters.mistyped_place import PageWords, mistyped_place, names_of
from harness.session.clusters.watch import Watch
from harness.session.threads.broken import Broken

LOG = logging.getLogger(__name__)
TAKES_AWAY: Final = re.compile(r"\b(?:delete|uninstall|purge|remove|destroy)\b")


def without_mistyped_place(result: CommandResult, step: Step, plan: VariantPlan, watch: Watch | None) -> CommandResult:
    """The result; a failure if the command shows nothing since its namespace or its label is mistyped."""
    if watch is None or watch.fleet is None or step.role is Role.CLEANUP or not _is_unseen(result):
        return result
    story, words = watch.story, page_words(plan, step, result.command)
    places = touched(result.command.text, story.variables, story.contexts)
    if not _finds_nothing(result):  # a loop or a pipe may have taken what was found
        places = tuple(replace(one, namespaces=()) for one in places if any(each.selector for each in one.objects))
    try:
        for place in places:
            cluster = names_of(watch.fleet.kubeconfig, place.context)
            if said := mistyped_place(place, cluster, words):
                there = infrastructure(result.printed, None, result.command.products) is None
                failure = Failure.STATUS if there else Failure.INFRASTRUCTURE
                return replace(result, failure=failure, note=f"found nothing: {said}")
    except (ClusterError, OSError) as error:  # what a cluster that is gone means is told by other commands
        LOG.debug("not looked for: %s", error)
    return result


def without_what_failed(result: CommandResult, broken: Broken) -> CommandResult:
    """A search or a test passes whatever it finds, but where a failed command should have made what it reads."""
    if result.failure is not None or result.output is None or not result.command.may_find_nothing:
        return result
    thread = broken.before(result.command) if found_nothing(result.output) else None
    return result if thread is None else replace(result, failure=Failure.STATUS, thread=thread)


def page_words(plan: VariantPlan, step: Step, command: Command) -> PageWords:
    others = [one for each in plan.steps for one in each.commands if one.at != command.at]
    before = (*plan.predecessors(step.id), step)
    deletes = [one.text for each in before for one in each.commands if TAKES_AWAY.search(one.text)]
    return PageWords(others="\n".join(one.text for one in others), deletes="\n".join(deletes))


def _is_unseen(result: CommandResult) -> bool:
    """Whether a command passed and the page does not show what it prints: that there is nothing, or nothing at all."""
    if result.failure is not None or result.output is None or result.command.expected is not None:
        return False
    return not result.output.text.strip() or _finds_nothing(result)


def _finds_nothing(result: CommandResult) -> bool:
    return result.output is not None and bool(nothing_found(result.output.text))
