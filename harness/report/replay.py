"""A bash file with the commands of a page up to a failure, to be run by hand."""

import shlex
from collections.abc import Iterator, Sequence

from harness.report.paint import visible
from harness.report.run_facts import Run
from harness.report.step_record import CommandRecord, Record


def replay_script(records: Sequence[Record], run: Run) -> str:
    """The script for the last of ``records``, which failed; the others ran before it, in this order.

    Commands stand as they were run. Variables keep values that the caller has set, so the same script serves for other
    clusters.
    """
    return "\n".join(_lines(records, run)) + "\n"


def replay_name(record: Record) -> str:
    """A file's name for the script, of letters, digits and marks that no shell minds."""
    return "".join(c if c.isalnum() or c in "._-" else "-" for c in record.node_id).strip("-.") + ".sh"


def _lines(records: Sequence[Record], run: Run) -> Iterator[str]:
    last = records[-1]
    variant = f" [{last.variant}]" if last.variant else ""
    yield "#!/usr/bin/env bash"
    yield f"# {last.page}{variant} up to {last.id}: {visible(last.sentence)}"
    if run.provider:
        yield f"# clusters: {run.where}"
    if run.versions:
        yield f"# versions: {', '.join(f'{name} {version}' for name, version in sorted(run.versions.items()))}"
    yield "# Run it in an empty directory: commands may write files. It goes on after a command that fails."
    yield ""
    for name, value in sorted(run.variables.items()):
        yield f"export {name}=${{{name}-{shlex.quote(value)}}}"
    yield "say() { printf '\\n== %s\\n' \"$1\"; }"
    for record in records:
        for command in record.commands:
            yield from _command(record, command, failed=record is last and command is last.failed_command)
            if record is last and command is last.failed_command:
                return


def _command(record: Record, command: CommandRecord, *, failed: bool) -> Iterator[str]:
    yield ""
    yield f"say {shlex.quote(f'{command.at} {record.id}')}"
    if command.ended is None:
        yield f"# not run: {visible(command.note or record.sentence)}"
        yield from (f"# {line}" for line in command.text.splitlines())
        return
    for prompt in command.prompts:
        yield f"# asks {visible(prompt.prompt.strip())!r}: answer {visible(prompt.reply.strip())!r}"
    if failed:
        yield f"# failed: {visible(record.sentence)}"
    yield command.text
