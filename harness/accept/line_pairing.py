"""Which lines of an expected output and of the actual one belong together, whatever a matcher says of their order."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

from harness.accept.json_commas import is_json
from harness.match.lines.align import align
from harness.match.lines.line import likeness
from harness.match.lines.line_key import Scanner
from harness.match.match import Difference, Mark
from harness.plan.vacuous import GAP_LINE

LITTLE: Final = 0.3  # two lines that share fewer of their words say something else


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Of expected lines, from 0: ``wrong`` ones with the actual line, those ``gone``, lines that come ``before``."""

    lines: Sequence[str]
    wrong: dict[int, str] = field(default_factory=dict)
    gone: tuple[int, ...] = ()
    before: dict[int, list[str]] = field(default_factory=dict)


class Pairing:
    """The lines of both outputs, and those that agree in order."""

    def __init__(self, scan: Scanner, expected: Sequence[str], actual: Sequence[str]) -> None:
        self._scan, self._lines, self._actual = scan, expected, [line.rstrip() for line in actual]
        ours = [number for number, line in enumerate(expected) if line.strip()]
        theirs = [number for number, line in enumerate(self._actual) if line.strip()]
        # In JSON a comma only says that another member follows.
        comma = "," if is_json(expected) else "\n"
        left, right = [expected[one].rstrip() for one in ours], [self._actual[other] for other in theirs]
        pairs = align(*([scan.key(line.removesuffix(comma)) for line in lines] for lines in (left, right)))
        self._equal = {ours[one]: theirs[other] for one, other in pairs}

    def of(self, differences: Sequence[Difference], *, cautious: bool) -> Pairs:
        """``cautious``: a line that is there twice does not become another one that has little in common with it."""
        wrong: dict[int, str] = {}
        missing: list[int] = []
        extra: list[str] = []
        for one in differences:
            if one.mark is Mark.EXTRA:
                extra.append((one.actual or "").rstrip())
            elif one.line is not None and one.mark is Mark.MISSING:
                missing.append(one.line - 1)
            elif one.line is not None and one.mark is Mark.WRONG:
                if cautious and self._unlike(one.line - 1, one.actual or ""):
                    missing.append(one.line - 1)
                else:
                    wrong[one.line - 1] = (one.actual or "").rstrip()
        gone = self._found(missing, wrong, extra)
        return Pairs(lines=self._lines, wrong=wrong, gone=gone, before=self._places(extra, wrong))

    def by_place(self) -> Pairs:
        """Lines as they come, for outputs whose differences are not of lines: names in columns. None are left out."""
        wrong: dict[int, str] = {}
        gone: list[int] = []
        before: dict[int, list[str]] = {}
        if any(GAP_LINE.fullmatch(line) for line in self._lines):
            return Pairs(lines=self._lines)
        keys = ([self._scan.key(line) for line in self._lines], [self._scan.key(line) for line in self._actual])
        for step, start, end, first, last in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
            both = min(end - start, last - first) if step != "equal" else 0
            wrong |= {start + number: self._actual[first + number] for number in range(both)}
            if step != "equal":
                gone += range(start + both, end)
                if first + both < last:
                    before[end] = list(self._actual[first + both : last])
        return Pairs(lines=self._lines, wrong=wrong, gone=tuple(gone), before=before)

    def _unlike(self, number: int, actual: str) -> bool:
        line = self._lines[number]
        return self._lines.count(line) > 1 and likeness(self._scan, line, actual) < LITTLE

    def _found(self, missing: Sequence[int], wrong: dict[int, str], extra: list[str]) -> tuple[int, ...]:
        """Missing lines for which there is one in the output, between the same neighbours, are wrong; the others go."""
        gone: list[int] = []
        used = {*self._equal.values()}
        for number in missing:
            if number in self._equal:
                if self._actual[self._equal[number]] in extra:
                    extra.remove(self._actual[self._equal[number]])
                continue
            near = [place for place in self._between(number) if place not in used and self._actual[place].strip()]
            partner = max(near, key=lambda place: self._worth(number, place), default=None)
            one_each = len(near) == 1 and not self._beside_gap(number)
            if partner is None or not (self._worth(number, partner) >= LITTLE or one_each):
                gone.append(number)
                continue
            used.add(partner)
            wrong[number] = self._actual[partner]
            if self._actual[partner] in extra:
                extra.remove(self._actual[partner])
        return tuple(gone)

    def _beside_gap(self, number: int) -> bool:
        return any(GAP_LINE.fullmatch(line) for line in self._lines[max(0, number - 1) : number + 2])

    def _worth(self, number: int, place: int) -> float:
        """How alike two lines are: in words, or, where they are single words, in letters."""
        one, other = self._lines[number].strip(), self._actual[place].strip()
        same = sum(left == right for left, right in zip(one, other, strict=False)) if len(one) == len(other) else 0
        return max(likeness(self._scan, one, other), same / max(1, len(one)))

    def _between(self, number: int) -> range:
        """The lines of the output between the neighbours of an expected line."""
        before = max((self._equal[one] for one in self._equal if one < number), default=-1)
        behind = min((self._equal[one] for one in self._equal if one > number), default=len(self._actual))
        return range(before + 1, behind)

    def _places(self, extra: Sequence[str], wrong: dict[int, str]) -> dict[int, list[str]]:
        """Before which expected line each line goes that the page lacks: behind the one that it follows."""
        before: dict[int, list[str]] = {}
        pairs = sorted({**self._equal, **{one: self._place_of(text) for one, text in wrong.items()}}.items())
        taken = {other for _, other in pairs}
        for text in extra:
            place = next(
                (at for at, line in enumerate(self._actual) if line == text and at not in taken), len(self._actual)
            )
            taken.add(place)
            number = max((one + 1 for one, other in pairs if other < place), default=0)
            before.setdefault(number, []).append(text)
        return before

    def _place_of(self, text: str) -> int:
        return next((place for place, line in enumerate(self._actual) if line.strip() == text.strip()), -1)
