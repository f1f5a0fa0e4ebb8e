"""What a command gave, from what the terminal showed and the side channel told."""

from collections.abc import Sequence

from harness.run.output import Ended, Output
from harness.run.terminal.conversation import Ending
from harness.run.terminal.probes import failed_parts
from harness.run.terminal.prompt_watcher import Attendant
from harness.run.terminal.tidy import tidy


def output_of(
    command: str,
    attendant: Attendant,
    ended: Ended,
    *,
    epilogue: str,
    flags: str,
    notes: Sequence[str],
    status: int | None,
    seconds: float,
) -> Output:
    """``epilogue`` is what the shell is told behind the command, ``flags`` are its ``$-`` from before it."""
    conversation = attendant.conversation
    ending = conversation.ending or Ending(status=None)
    text = tidy(
        conversation.screen.text(),
        command=command,
        epilogue=epilogue,
        traced="x" in flags + ending.flags,
        shell_ended=ending.shell_gone or ending.left_inner_shell,
    )
    return Output(
        text=text,
        status=status,
        ended=ended,
        seconds=seconds,
        prompts=tuple(attendant.prompter.given),
        notes=tuple(notes),
        failed_parts=failed_parts(command, conversation.part_ends, ending.parts, conversation.functions),
    )
