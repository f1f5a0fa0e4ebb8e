"""The line that shows, while a page runs, what is being waited for."""

from harness.report.paint import shorten, visible
from harness.report.story import seconds as duration


def live_line(page: str, snippet: str, waiting_for: str, seconds: float, *, width: int = 80) -> str:
    """Page, snippet, what is waited for and for how long, in one line of at most ``width`` columns.

    What is waited for is cut first, then the page is cut from its left; the time is always there.
    """
    end = f" {duration(seconds)}"
    room = width - len(end)
    where = f"{page}::{snippet}"
    if len(where) > room:
        return f"…{where[len(where) - room + 1 :]}{end}"
    if not waiting_for or room - len(where) < 8:
        return f"{where}{end}"
    return f"{where}: {shorten(visible(waiting_for), room - len(where) - 2)}{end}"
