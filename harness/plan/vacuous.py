"""Expected output that accepts anything, so that a comparison with it proves nothing: one rule for check and match."""

import re
from typing import Final

_PLACEHOLDER: Final = re.compile(
    r"""
      \[?(?:\.{3,}|…)\]?                                   # ... or [...]
    | [<\[({](?:[\w -]*\ )?(?:snip(?:ped)?|omitted|output|truncated|elided|cut)(?:\ [\w -]*)?[>\])}]  # <output omitted>
    """,
    re.VERBOSE | re.IGNORECASE,
)


_DOTS: Final = r"(?:\.{3,}|…)"
_LEFT_OUT: Final = (
    r"(?:snip(?:ped)?|(?:output|lines?|content|rest|text|\d+ (?:more )?lines?) (?:is |are )?"
    r"(?:omitted|truncated|skipped|left out|cut|shortened|trimmed|abbreviated)"
    r"|(?:omitted|truncated|skipped)(?: for brevity| output| lines?)?"
    r"|(?:many |some |\d+ )?(?:more|other|further) (?:lines|output|rows|entries)(?: omitted| here)?|and so on|etc\.?)"
)
"""How people say in brackets or behind the mark of a comment that they leave out lines."""
GAP_LINE: Final = re.compile(
    rf"\s*(?:{_DOTS}|(?:#|//) ?{_DOTS}|[\[(<]{_DOTS}[\])>]"
    rf"|[\[(<] ?{_DOTS}? ?{_LEFT_OUT} ?{_DOTS}? ?[\])>]|-{{2,}} ?{_LEFT_OUT} ?-{{2,}}|8<-{{2,}}|-{{2,}} ?8<[ -]*"
    rf"|(?:#|//)? ?{_DOTS} ?{_LEFT_OUT} ?(?:{_DOTS})?)\s*",
    re.IGNORECASE,
)
"""A line that stands for any lines: ``...``, ``[...]``, ``<snip>``, ``# ... more lines ...``, ``(output omitted)``."""


def proves_nothing(expected: str, matcher: str | None = None) -> bool:
    """Whether every output would agree: nothing but placeholders, or an expression that fits an empty text."""
    if matcher == "regex":
        return fits_anything(expected)
    shown = (line for line in expected.splitlines() if not GAP_LINE.fullmatch(line))
    return not _PLACEHOLDER.sub("", "\n".join(shown)).strip()


def fits_anything(expression: str) -> bool:
    """Whether a regular expression is found in any text; one that is none is found in no text."""
    try:
        return re.search(expression.strip(), "", re.MULTILINE) is not None
    except re.error:
        return False
