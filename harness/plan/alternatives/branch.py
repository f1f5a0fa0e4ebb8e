"""Parts of a page that exclude one another, as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from harness.parse.page import Snippet
from harness.plan.alternatives.lead import Lead

LABEL: Final = 70  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One of several parts that exclude one another: the blocks in it, and the words that say so, ``label``.

    ``platform`` is one that the harness has not got. ``holds`` is whether its condition is met here, if that is known.
    ``needless``: the page says of it that what is here makes it of no use.
    """

    label: str
    line: int
    snippets: tuple[str, ...]
    platform: str = ""
    holds: bool | None = None
    needless: bool = False

    @property
    def short(self) -> str:
        """The label as messages show it."""
        return self.label if len(self.label) <= LABEL else f"{self.label[: LABEL - 1].rstrip()}…"

    @property
    def possible(self) -> bool:
        return not self.platform and not self.needless


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """``branches`` in the page's order; a single one is for a platform that the harness has not got, or needless."""

    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A block with what is around it."""

    snippet: Snippet
    lead: Lead


def branch(label: str, line: int, inside: Sequence[Placed], *, platform: str = "") -> Branch:
    return Branch(label=label, line=line, snippets=tuple(one.snippet.id for one in inside), platform=platform)
