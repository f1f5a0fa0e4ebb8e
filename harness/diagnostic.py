"""What is odd about a page, as a value: parsing, planning and checking all speak in these."""

from dataclasses import dataclass, field
from enum import StrEnum

from harness.fix import Fix
from harness.source import Location


class Severity(StrEnum):
    """How much a diagnostic matters: an error fails the page, a warning and a note are shown."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding at one place.

    ``code`` is stable and documented (``unclosed-shortcode``); ``message`` says what is wrong, ``expected`` what would
    be right, ``remedy`` what to do; the latter two may be empty where the message says it all.
    ``fix`` is how it is mended where there is one sure way, in the text of the page as it is written.
    ``end`` is the line and column, from 1, of the first character behind what is wrong, where the text is at hand.
    """

    code: str
    severity: Severity
    at: Location
    message: str
    expected: str = ""
    remedy: str = ""
    fix: Fix | None = None
    end: tuple[int, int] | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return with_advice(f"{self.at}: {self.severity}: {self.message} [{self.code}]", self.expected, self.remedy)


def with_advice(said: str, expected: str, remedy: str) -> str:
    """A line that says what is wrong, and below it what would be right and what to do, as far as these are given."""
    advice = {"expected: ": expected, "to fix:   ": remedy}
    return "\n".join((said, *(f"  {label}{text}" for label, text in advice.items() if text)))
