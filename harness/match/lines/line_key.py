"""A line of output as a key: what must be equal, with a name in place of whatever may differ by rule.

Two lines agree exactly when their keys are equal, so that thousands of lines can be counted, searched and aligned as
fast as plain text. Besides the shapes of ``shape.py`` a line may differ in

``blanks``       how many blanks stand between words and before the first; blanks at the end never count
``curl-prefix``  the ``< ``, ``> `` or ``* `` that ``curl -v`` puts before a line
``json-line``    the order of keys and the blanks of a line that is a JSON object
``deleted``      whether ``kubectl delete`` says from which namespace, as newer versions do
``header``       the value of an HTTP header that no two answers share
``access-log``   sizes, durations and addresses in a line of Envoy's access log
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Final

from harness.match.lines import access_log
from harness.match.lines.shape import BEFORE, SHAPES, Begins, Shape, shape_of
from harness.settings import tolerance

VOLATILE_HEADERS: Final = (
    "age",
    "content-length",
    "date",
    "etag",
    "expires",
    "last-modified",
    "set-cookie",
    "x-envoy-upstream-service-time",
    "x-request-id",
)
HEADER: Final = re.compile(
    rf'\s*"?(?:{"|".join(VOLATILE_HEADERS)})"?:\s*(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"].*))', re.IGNORECASE
)
HEADER_SHAPE: Final = Shape(rule=tolerance.HEADER, pattern="")
ACCESS_LOG_SHAPE: Final = Shape(rule=tolerance.ACCESS_LOG, pattern="")
DELETED: Final = re.compile(r'(?P<what>"[\w.:/-]+" (?:force )?deleted) from [\w-]+ namespace\s*$')
CURL_PREFIX: Final = re.compile(r"\s*[<>*] (?=\s*\S)")
BLANKS: Final = re.compile(r"\s+")
WORD: Final = re.compile(r"\s+|\w+|[^\w\s]")
_NUMBER: Final = re.compile(r'"\\u0001([^"\\]*)\\u0001"')
LONGEST: Final = 20_000  # characters; what is longer is compared as it is


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a line from ``start`` to ``end`` (columns from 0): a word, a mark, blanks, or a shape with its rule."""

    start: int
    end: int
    key: str
    rule: tolerance.Tolerance | None = None


class Scanner:
    """Reads lines with a set of rules switched on; ``scanner`` keeps one for each set."""

    def __init__(self, rules: tolerance.Tolerances) -> None:
        self.rules = rules
        shapes = (*map(shape_of, rules.custom), *(shape for shape in SHAPES if shape.rule in rules))
        self._shapes = {f"shape{number}": shape for number, shape in enumerate(shapes)}
        self._any = re.compile(any_of(self._shapes)) if self._shapes else None
        within = {name: shape for name, shape in self._shapes.items() if shape.begins is Begins.WITHIN}
        self._within = re.compile(any_of(within)) if within else None
        self.key = lru_cache(maxsize=20_000)(self._key)  # a retried command prints much the same again and again

    def tokens(self, line: str) -> tuple[Token, ...]:
        """The whole line in tokens, first to last, without what ``curl`` put before it."""
        tokens: list[Token] = []
        at = start = self._prefix(line)
        for shape_start, shape_end, shape in self._volatile(line, start):
            tokens.extend(self._words(line, at, shape_start))
            tokens.append(Token(shape_start, shape_end, shape_key(shape, shape_end - shape_start), shape.rule))
            at = shape_end
        tokens.extend(self._words(line, at, len(line)))
        return tuple(tokens)

    def accepted(self, expected: str, actual: str) -> tuple[str, ...]:
        """The rules that make two lines of equal key agree, each once, in the order of the line."""
        rules: dict[str, None] = {}
        starts = self._prefix(expected), self._prefix(actual)
        if (starts[0] > 0) != (starts[1] > 0):
            rules[tolerance.CURL_PREFIX.name] = None
        if self.plain_key(expected) != self.plain_key(actual):
            rules[tolerance.JSON_LINE.name] = None
            expected, actual = self._ordered(expected), self._ordered(actual)
        told = self._told(expected), self._told(actual)
        if told != (expected, actual):
            rules[tolerance.DELETED.name] = None
            expected, actual = told
        ours, theirs = self._volatile(expected, starts[0]), self._volatile(actual, starts[1])
        for (start, end, shape), (other_start, other_end, _) in zip(ours, theirs, strict=True):
            if expected[start:end] != actual[other_start:other_end]:
                rules[shape.rule.name] = None
        if not rules and expected.rstrip() != actual.rstrip():
            rules[tolerance.BLANKS.name] = None
        return tuple(rules)

    def _ordered(self, line: str) -> str:
        """The line with the keys of its JSON in order."""
        return canonical(line) if tolerance.JSON_LINE in self.rules else line

    def _told(self, line: str) -> str:
        """The line as older versions of kubectl say it."""
        return DELETED.sub(r"\g<what>", line) if tolerance.DELETED in self.rules and "deleted" in line else line

    def _key(self, line: str) -> str:
        return self.plain_key(self._ordered(line))

    def plain_key(self, line: str) -> str:
        """The key of a line taken as text, also where it is JSON: with a gap in it, nothing can be put in order."""
        line = self._told(line)
        parts: list[str] = []
        at = start = self._prefix(line)
        for shape_start, shape_end, shape in self._volatile(line, start):
            parts += (line[at:shape_start], shape_key(shape, shape_end - shape_start))
            at = shape_end
        parts.append(line[at:])
        text = "".join(parts)
        return BLANKS.sub(" ", text).strip() if tolerance.BLANKS in self.rules else text.rstrip()

    def _prefix(self, line: str) -> int:
        found = CURL_PREFIX.match(line) if tolerance.CURL_PREFIX in self.rules else None
        return 0 if found is None else found.end()

    def _words(self, line: str, start: int, end: int) -> Iterator[Token]:
        for found in WORD.finditer(line, start, end):
            blank = found.group().isspace() and tolerance.BLANKS in self.rules
            yield Token(found.start(), found.end(), " " if blank else found.group())

    def _volatile(self, line: str, start: int) -> Iterator[tuple[int, int, Shape]]:
        if tolerance.ACCESS_LOG in self.rules and (parts := list(access_log.parts(line, start))):
            outside = zip([start, *(end for _, end in parts)], [*(begin for begin, _ in parts), len(line)], strict=True)
            for (from_, to), part in zip_longest(outside, parts):
                yield from self._shapes_in(line, from_, to)
                if part is not None:
                    yield *part, ACCESS_LOG_SHAPE
            return
        yield from self._shapes_in(line, start, len(line))

    def _shapes_in(self, line: str, start: int, end: int) -> Iterator[tuple[int, int, Shape]]:
        if tolerance.HEADER in self.rules and (found := HEADER.match(line, start)):
            yield *found.span(found.lastgroup or 0), HEADER_SHAPE
            return
        for found in () if self._any is None else self._any.finditer(line, start, end):
            if (shape := self._held(found)) is not None:
                yield *found.span(), shape
            elif self._within is not None:  # a long name is no base64, and may end in what is given out
                inner = ((*one.span(), self._held(one)) for one in self._within.finditer(line, *found.span()))
                yield from ((begin, stop, shape) for begin, stop, shape in inner if shape is not None)

    def _held(self, found: re.Match[str]) -> Shape | None:
        """The shape of what was found; ``None`` where it is refused."""
        shape = self._shapes[found.lastgroup or ""]
        return shape if shape.holds is None or shape.holds(found) else None


def any_of(shapes: Mapping[str, Shape]) -> str:
    """One expression for all shapes, each a group of its name."""
    groups = (
        (before, "|".join(f"(?P<{name}>{shape.pattern})" for name, shape in shapes.items() if shape.begins is place))
        for place, before in BEFORE.items()
    )
    return "|".join(f"{before}(?:{group})" for before, group in groups if group)


def shape_key(shape: Shape, length: int) -> str:
    """What stands for a shape in a key; the mark around it does not occur in text."""
    return f"\0{shape.key or shape.rule.name}{length if shape.sized else ''}\0"


@lru_cache(maxsize=32)
def scanner(rules: tolerance.Tolerances) -> Scanner:
    return Scanner(rules)


def canonical(line: str) -> str:
    """The object with its keys in order; any other line as it is.

    A key that occurs twice makes it another line: one of the two values would be lost.
    """
    text = line.strip()
    if not (text.startswith("{") and text.endswith("}")) or len(text) > LONGEST:
        return line
    try:
        value = json.loads(text, object_pairs_hook=_distinct, parse_float=_number, parse_int=_number)
    except (ValueError, RecursionError):
        return line
    return _NUMBER.sub(r"\1", json.dumps(value, sort_keys=True, ensure_ascii=False))


def _distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key occurs twice")
    return found


def _number(text: str) -> str:
    """A number between marks, to be written as it was: ``1.0`` is not ``1``."""
    return f"\1{text}\1"
