"""What can go wrong, by whose turn it is to act.

``HarnessError``
    ``PageError``        the author of a page: one diagnostic or more; a collection error
    ``SettingsError``    who configured or called the harness: a usage error, exit status 2
    ``ClusterError``     the machine or the clusters: exit status 3
        ``ToolchainError``   a program that clusters need cannot be had
    ``ShellError``       the shell that runs a page could not be started or was lost

An output that differs from the expected one is no exception but a ``Verdict``.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from harness.diagnostic import Diagnostic, with_advice
from harness.source import Location

MOST_LINES: Final = 20  # of evidence, in a message
LONGEST_LINE: Final = 200
NOT_AVAILABLE: Final = "not available"  # how a piece of evidence begins that could not be had


class HarnessError(Exception):
    """Base of all: place first, then what is wrong, what was expected, what to do."""

    def __init__(self, message: str, *, at: Location | str | None = None, expected: str = "", remedy: str = "") -> None:
        self.message, self.at, self.expected, self.remedy = message, at, expected, remedy
        super().__init__(message)

    def __str__(self) -> str:
        said = self.message if self.at is None else f"{self.at}: {self.message}"
        return with_advice(said, self.expected, self.remedy)


class PageError(HarnessError):
    """A page that cannot be read or planned; ``diagnostics`` holds every reason."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))


class SettingsError(HarnessError):
    """A setting, an option or a plan file that makes no sense."""


class ClusterError(HarnessError):
    """Clusters that cannot be had, or were lost; ``evidence`` is what they left (logs, journals, events) by name.

    ``files`` are the paths of files that hold it, none as long as nobody has written them.
    """

    def __init__(
        self,
        message: str,
        *,
        at: Location | str | None = None,
        expected: str = "",
        remedy: str = "",
        evidence: Mapping[str, str] | None = None,
    ) -> None:
        self.evidence, self.files = dict(evidence or {}), tuple[str, ...]()
        super().__init__(message, at=at, expected=expected, remedy=remedy)

    def __str__(self) -> str:
        """With the files of evidence and the end of the first of them: what happened last."""
        lines = [super().__str__()]
        if self.files:
            lines += ["  evidence:", *(f"    {file}" for file in self.files)]
            had = ((name, text) for name, text in self.evidence.items() if not text.startswith(NOT_AVAILABLE))
            name, text = next(had, ("", ""))
            last = [line[:LONGEST_LINE] for line in text.splitlines() if line.strip()][-MOST_LINES:]
            lines += [f"  the end of {name}:", *(f"  | {line}" for line in last)] if last else []
        return "\n".join(lines)


class ToolchainError(ClusterError):
    """A program that clusters need and that can be neither found nor made."""


class PrerequisiteError(HarnessError):
    """What a page expects to be there could not be made; ``known``: another page has reported it already."""

    def __init__(
        self, message: str, *, at: Location | str | None = None, remedy: str = "", known: bool = False
    ) -> None:
        self.known = known
        super().__init__(message, at=at, remedy=remedy)


class MachineError(HarnessError):
    """A step of what a page stands on that only this machine keeps from being done."""


class ShellError(HarnessError):
    """The shell that runs a page could not be started or was lost."""
