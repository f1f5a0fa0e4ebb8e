"""Two texts as rows of two columns, with the columns of the terminal that East Asian letters take."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

AROUND = 2  # equal lines that are shown beside a difference
CUT = "..."


@dataclass(frozen=True, slots=True)
class Row:
    """``mark`` is ``=``, ``<`` (only left), ``>`` (only right) or ``|`` (differs); ``.`` is a gap."""

    left: str
    right: str
    mark: str


def rows(left: str, right: str) -> list[Row]:
    """All lines that differ and a few around them."""
    found = list(_rows(left.split("\n") if left else [], right.split("\n") if right else []))
    near = {
        at for index, row in enumerate(found) if row.mark != "=" for at in range(index - AROUND, index + AROUND + 1)
    }
    kept: list[Row] = []
    for index, row in enumerate(found):
        if index in near:
            kept.append(row)
        elif not kept or kept[-1].mark != ".":
            kept.append(Row(CUT, CUT, "."))
    return kept


def _rows(left: Sequence[str], right: Sequence[str]) -> Iterator[Row]:
    for step, i, k, j, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        for index in range(max(k - i, m - j)):
            one = left[i + index] if i + index < k else None
            other = right[j + index] if j + index < m else None
            mark = "=" if step == "equal" else "<" if other is None else ">" if one is None else "|"
            yield Row(one or "", other or "", mark)


def width(text: str) -> int:
    return sum(_columns(letter) for letter in text)


def _columns(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def fit(text: str, columns: int) -> str:
    """Text in exactly so many columns, cut or filled up."""
    if width(text) > columns:
        kept, room = "", columns - 1
        for letter in text:
            room -= _columns(letter)
            if room < 0:
                break
            kept += letter
        text = f"{kept}…"
    return text + " " * (columns - width(text))
