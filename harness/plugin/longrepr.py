"""A failure as pytest keeps it: the whole text where failures are shown, one line wherever pytest wants one."""

from dataclasses import dataclass
from typing import Any

import pytest

from harness.report.paint import unpainted


@dataclass(frozen=True, slots=True)
class Headline:
    """What pytest calls a crash: the line after ``FAILED page::snippet -``, of ``--tb=line`` and of JUnit's message."""

    message: str

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class Told:
    """Stands in a report's ``longrepr``: of a plain text there, pytest's short summary repeats every line on CI."""

    text: str

    @property
    def reprcrash(self) -> Headline:
        return Headline(unpainted(self.text.strip().partition("\n")[0]))

    def toterminal(self, terminal: Any) -> None:
        terminal.line(self.text)

    def __str__(self) -> str:
        return self.text


def tell(report: pytest.TestReport, text: str) -> None:
    """Make ``text`` what pytest shows for a failure."""
    report.longrepr = Told(text)  # type: ignore[assignment] # pytest asks for no more than Told has
