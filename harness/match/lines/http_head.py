"""The head of an HTTP answer: ``HTTP/1.1 200 OK`` and the headers below it, whose order means nothing."""

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from typing import Final

from harness.match.lines.line import Sides, accepted_missing, extra
from harness.match.lines.text import Line
from harness.match.match import Difference
from harness.settings import tolerance

RULE: Final = tolerance.HEAD
STATUS: Final = re.compile(r"\s*(?:< )?HTTP/\d(?:\.\d)? \d{3}\b")
HEADER: Final = re.compile(r"\s*(?:< )?([A-Za-z][\w-]*):(?: |$)")
INCIDENTAL: Final = frozenset(
    {
        "accept-ranges",
        "connection",
        "content-length",
        "content-security-policy",
        "date",
        "keep-alive",
        "transfer-encoding",
        "vary",
        "via",
        "x-envoy-decorator-operation",
        "x-envoy-upstream-service-time",
        "x-powered-by",
    }
)
"""Headers that come and go with the version of a server and the way to it."""


def arranged(expected: Sequence[Line], actual: Sequence[str]) -> Sides:
    """With the headers of each answer in the page's order; a head from which the page leaves something out stays."""
    left, right = list(expected), list(actual)
    remarks: list[Difference] = []
    pairs = list(zip(heads([line.text for line in left]), heads(right), strict=False))
    for (start, end), (from_, to) in reversed(pairs):
        if end < len(left) and left[end].is_gap:
            continue
        head = _arranged(left[start:end], right[from_:to])
        left[start:end], right[from_:to] = head.expected, head.actual
        remarks += head.remarks
    return Sides(left, right, remarks)


def heads(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where headers begin and end, behind each line that is a status."""
    at = 0
    while at < len(texts):
        at += 1
        if STATUS.match(texts[at - 1]):
            start = at
            while at < len(texts) and HEADER.match(texts[at]):
                at += 1
            yield start, at


def _arranged(expected: Sequence[Line], actual: Sequence[str]) -> Sides:
    by_name: dict[str, deque[str]] = defaultdict(deque)
    for text in actual:
        by_name[name_of(text)].append(text)
    shown: list[Line] = []
    ordered: list[str] = []
    remarks: list[Difference] = []
    for line in expected:
        name = name_of(line.text)
        if by_name[name]:
            ordered.append(written_as(line.text, by_name[name].popleft()))
        elif name in INCIDENTAL:
            remarks.append(accepted_missing(line, RULE))
            continue
        shown.append(line)
    for name, texts in by_name.items():
        if name in INCIDENTAL:
            remarks += [extra(text, RULE) for text in texts]
        else:
            ordered += texts
    return Sides(shown, ordered, remarks)


def written_as(expected: str, actual: str) -> str:
    """A header with its name in the letters that the page has: HTTP makes no difference between large and small."""
    shown, printed = HEADER.match(expected), HEADER.match(actual)
    if shown is None or printed is None:
        return actual
    return actual[: printed.start(1)] + shown[1] + actual[printed.end(1) :]


def name_of(text: str) -> str:
    found = HEADER.match(text)
    return "" if found is None else found[1].lower()
