"""What is not there since a whole step was not run."""

from harness.plan.step import Role, Step
from harness.session.threads.broken import Broken


def without_unrun(broken: Broken, step: Step) -> Broken:
    """What is not made for want of values that only the reader has, or of a person who types."""
    for command in step.commands:
        for value in command.wants[:1]:
            broken = broken.without(step.id, command, value=value)
        if command.unattended and not command.wants and command.skip is not None and step.role is not Role.CLEANUP:
            broken = broken.without(step.id, command, reason=command.skip)
    return broken
