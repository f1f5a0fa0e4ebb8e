"""How a command was run and how it ended, in sentences."""

from collections.abc import Iterator

from harness.match.headline import on_one_line
from harness.match.verdict import Failure
from harness.report.paint import visible
from harness.report.step_record import CommandRecord, Record
from harness.run.output import Ended


def seconds(value: float) -> str:
    """A duration as short as it is readable."""
    if value < 10:
        return f"{value:.1f} s"
    if value < 120:
        return f"{value:.0f} s"
    minutes, rest = divmod(round(value), 60)
    return f"{minutes} min {rest} s"


def waiting(command: CommandRecord) -> str:
    """How long and how often a command was tried, since when its output is the same, which try came closest."""
    if command.attempts == 1:
        return f"tried once, {seconds(command.seconds)}"
    parts = [f"tried {command.attempts} times in {seconds(command.seconds)}"]
    if command.stable_since is not None:
        parts.append(f"output the same for the last {seconds(command.stable_since)}")
    if command.closest is not None and command.closest != command.attempts:
        parts.append(f"try {command.closest} came closest")
    return ", ".join(parts)


def ending(command: CommandRecord) -> str:
    """How a command came to its end."""
    if command.ended is None:
        return "not run"
    if command.ended is Ended.STAYS:
        return "keeps running in a terminal of its own"
    if command.ended is Ended.TIMED_OUT:
        return f"stopped {_stopped_at(command)}, with everything it had started"
    if command.ended is Ended.SHELL_EXITED:
        status = "" if command.status is None else f" with exit status {command.status}"
        return f"ended the shell{status}; a new one took over"
    if command.ended is Ended.INTERRUPTED:
        by_person = command.failure in {None, Failure.HARNESS}
        return "interrupted" if by_person else "stopped early, with everything it had started"
    return f"exit status {command.status}"


def _stopped_at(command: CommandRecord) -> str:
    """Its time limit, unless there was another reason to stop it earlier."""
    at_limit = command.timeout and command.seconds >= command.timeout
    return f"at its limit of {seconds(command.timeout)}" if at_limit else f"after {seconds(command.seconds)}"


def answers(command: CommandRecord) -> Iterator[str]:
    """The prompts that were answered."""
    for prompt in command.prompts:
        yield f"asked `{visible(prompt.prompt.strip())}`, answered `{visible(prompt.reply.strip())}`"


def one_line(record: Record) -> str:
    """A step folded to a line: what became of it, how long it took, which it was."""
    said = f": {record.sentence}" if record.sentence else ""
    return f"{record.outcome:<12} {seconds(record.seconds):>9}  {record.id}{said}"


def first_line(command: str) -> str:
    """A command on one line."""
    return visible(on_one_line(command))
