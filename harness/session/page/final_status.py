"""What the exit statuses of a command and its parts say of another try, also of programs that are silent."""

from typing import Final

from harness.match.error_patterns import REFUSED, is_final, meaning_of
from harness.programs.addresses import HERE
from harness.run.output import Output

UNHEARD: Final = 15.0  # seconds after which nobody is expected to listen on this machine any more


def refused_here(text: str, output: Output) -> bool:
    """Whether nothing listens on this machine where a command asks, as its exit status tells."""
    return any(HERE.search(part) and meaning_of(part, status) == REFUSED for part, status in endings(text, output))


def finally_ended(text: str, output: Output) -> str | None:
    """What a program's exit status says that no other try changes: that of the command, or of a part of it."""
    statuses = (meaning_of(part, status) for part, status in endings(text, output) if is_final(part, status))
    return next(
        (f"an exit status that says: {said}" if said else "its exit status is final" for said in statuses), None
    )


def endings(text: str, output: Output) -> tuple[tuple[str, int | None], ...]:
    """How a command and its parts ended, those that did not end well."""
    return ((text, output.status), *((part.text, part.status) for part in output.failed_parts))
