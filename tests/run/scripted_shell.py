"""A Shell without a shell: it answers from a script. For tests of what drives shells."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from harness.errors import ShellError
from harness.plan.step import Answer
from harness.run.output import Ended, GivenUp, Output
from harness.run.terminal.staying import Staying


def printed(text: str = "", status: int = 0) -> Output:
    """The output of a command that exited."""
    return Output(text=text, status=status, ended=Ended.EXITED, seconds=0.0)


class ScriptedShell:
    """Each command has one output or several in turn, the last of them for ever; ``ran`` lists what was run."""

    def __init__(self, script: Mapping[str, Output | Iterable[Output]]) -> None:
        self._outputs = {
            command: [outputs] if isinstance(outputs, Output) else list(outputs) for command, outputs in script.items()
        }
        self.ran: list[str] = []
        self.timeouts: list[float] = []
        self.closed = False

    def run(
        self,
        command: str,
        /,
        *,
        timeout: float,
        answers: Sequence[Answer] = (),
        on_output: Callable[[str], None] | None = None,
        give_up: Callable[[], GivenUp | None] | None = None,
        staying: Staying | None = None,
    ) -> Output:
        if self.closed:
            raise ShellError("the shell is closed", expected="no command after close", remedy="open another shell")
        assert command in self._outputs, f"not in the script: {command}"
        self.ran.append(command)
        self.timeouts.append(timeout)
        outputs = self._outputs[command]
        output = outputs.pop(0) if len(outputs) > 1 else outputs[0]
        if on_output is not None and output.text:
            on_output(output.text)
        return output

    def look(self, terminal: int, /, *, agrees: Callable[[str], bool], patience: float) -> Output:
        raise ShellError(f"there is no terminal {terminal}", expected="one that a script names", remedy="")

    def job_end(self, job: str, /, *, patience: float) -> Output | None:
        return None

    def interrupt_last(self) -> None: ...

    def end_terminals(self) -> None: ...

    def close(self) -> None:
        self.closed = True
