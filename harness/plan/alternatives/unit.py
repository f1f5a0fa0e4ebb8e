"""Blocks with the words that lead to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from harness.plan.alternatives.branch import Placed
from harness.plan.alternatives.lead import Lead, sentences
from harness.plan.alternatives.phrases import phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A block with words of its own and those after it that have none."""

    lead: Lead
    placed: tuple[Placed, ...]

    @property
    def says(self) -> str:
        """The sentence that leads to the block: the last above it, or the first of the item that it is in."""
        last = self.lead.last_sentence
        first = sentences(self.lead.text)[0] if self.lead.text else ""
        return first if self.in_item and not begins(last) and begins(first) else last

    @property
    def in_item(self) -> bool:
        return bool(self.lead.items) and self.lead.items[-1].line == self.lead.line

    @property
    def introduces(self) -> bool:
        return self.lead.introduces or (self.in_item and begins(self.says))

    def beside(self, other: "Unit") -> bool:
        """Whether two are at the same place of a section, and in the same tabs."""
        one, two = self.placed[0].snippet, other.placed[0].snippet
        same_place = one.tab_path == two.tab_path and self.lead.indent == other.lead.indent
        return same_place and same_section(self.placed[0], other.placed[0])


def units_of(placed: Sequence[Placed]) -> Iterator[Unit]:
    inside: list[Placed] = []
    for one, following in pairwise([*placed, None]):
        if one is not None:
            inside.append(one)
        if following is None or following.lead.text or not same_section(inside[0], following):
            yield Unit(lead=inside[0].lead, placed=tuple(inside))
            inside = []


def same_section(one: Placed, other: Placed) -> bool:
    lines = [tuple(title.line for title in each.lead.headings) for each in (one, other)]
    return one.snippet.source is other.snippet.source and lines[0] == lines[1]


def begins(sentence: str) -> bool:
    """Whether a sentence begins as those do that choose between blocks."""
    words = phrases()
    return any(one.match(sentence) for one in (words.condition, words.otherwise, words.alternatively))
