"""Steps whose output is compared at the end of the page: what goes on shows some of it only when later steps use it."""

from collections.abc import Iterable

from harness.plan.step import Role, Step


def is_late(step: Step) -> bool:
    """Whether a step has a command whose output is compared at the end of the page."""
    return any(command.judged_late and command.skip is None for command in step.commands)


def late_last(steps: Iterable[Step]) -> list[Step]:
    """Steps in the order of reports: those that are judged late behind the others, before the cleanup."""
    return sorted(steps, key=lambda step: (step.at_end, step.role is Role.PAGE and is_late(step)))
