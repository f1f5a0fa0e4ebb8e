"""What a report says about the run as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Where and how pages were run. ``provider`` is where clusters came from and ``reason`` why from there.

    ``options`` are the options of pytest that a run of one snippet must repeat, ``versions`` those of the tools by
    name, ``variables`` the shell variables that were set for pages. ``started`` is a time as text, ``seconds`` how long
    the run took. ``untested`` counts pages that do not ask to be tested. ``pages`` is how each path through a page
    ended: where it ran, and what it left behind.
    """

    provider: str = ""
    reason: str = ""
    options: tuple[str, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    started: str = ""
    seconds: float = 0.0
    untested: int = 0
    pages: tuple[Mapping[str, Any], ...] = ()

    @property
    def where(self) -> str:
        return f"{self.provider}, {self.reason}" if self.reason else self.provider
