"""Status codes of HTTP with a reason that is another code's: ``403 OK``, in outputs and in the text.

Source: https://www.rfc-editor.org/rfc/rfc9110#name-status-codes
"""

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Final

from harness.check.commands.expected_objects import OUTPUT
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.source import Location

RULES: Final[tuple[Rule, ...]] = ()  # the findings are those of expected outputs

_CODES: Final = {status.phrase: str(status.value) for status in HTTPStatus}
_PHRASES: Final = "|".join(sorted(map(re.escape, _CODES), key=len, reverse=True))
_LONG: Final = "|".join(sorted((re.escape(each) for each in _CODES if " " in each or each == "Forbidden"), key=len))
_STATUS: Final = re.compile(rf"\bHTTP/\d(?:\.\d)? (\d{{3}}) ({_PHRASES})(?![\w ])|\b(\d{{3}})[ `(*]+({_LONG})\b")
_OTHER_NAMES: Final = frozenset(
    {"302 Found", "413 Payload Too Large", "413 Content Too Large", "422 Unprocessable Content"}
)
"""What servers say as well, and what has had another name."""


def check(subject: Subject) -> Iterator[Diagnostic]:
    text = subject.plan.page.text
    for found in _STATUS.finditer(text):
        code, phrase = found[1] or found[3], found[2] or found[4]
        if _CODES[phrase] == code or f"{code} {phrase}" in _OTHER_NAMES:
            continue
        at = Location(path=subject.plan.page.path, line=1).within(text, found.start(1 if found[1] else 3))
        yield OUTPUT.found(
            at,
            f"the status {code} is not called '{phrase}'",
            expected=f"{_CODES[phrase]} {phrase}"
            + (f", or {code} {HTTPStatus(int(code)).phrase}" if is_code(code) else ""),
            remedy="correct the one that is wrong",
        )


def is_code(code: str) -> bool:
    return code in _CODES.values()
