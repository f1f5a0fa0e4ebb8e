"""What is not there since a whole step was not run, or one command of it."""

from harness.plan.step import Command, Role, Step
from harness.session.threads.broken import Broken


def without_unrun(broken: Broken, step: Step) -> Broken:
    """What is not made for want of values that only the reader has, of a person who types, or of a text to be read."""
    for command in step.commands:
        if step.snippet.unread and step.skip is not None and step.role is not Role.CLEANUP:
            broken = broken.without(step.id, command, reason=step.skip)
        else:
            broken = without_command(broken, step, command)
    return broken


def without_command(broken: Broken, step: Step, command: Command) -> Broken:
    """The same of one command."""
    for value in command.wants[:1]:
        broken = broken.without(step.id, command, value=value)
    if command.unattended and not command.wants and command.skip is not None and step.role is not Role.CLEANUP:
        broken = broken.without(step.id, command, reason=command.skip)
    return broken
