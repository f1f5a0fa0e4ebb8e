"""Tabs of mdBook, which its preprocessors write as marks on lines of their own.

{{#tabs name:"install" tabs:"Linux,macOS"}}      {{#tabs global="os" }}
{{#tab Linux}}                                   {{#tab name="Linux" }}
text, fences, lists                              text, fences, lists
{{#/tab }}                                       {{#endtab }}
{{#/tabs }}                                      {{#endtabs }}
"""

import re
from collections.abc import Iterator
from typing import Final

from harness.parse.markdown.masked_text import Hole
from harness.parse.markdown.offsets import Lines
from harness.parse.shortcodes.tag import Role, Tag
from harness.sites.container_roles import MARK_TAB, MARK_TABS

_MARK: Final = re.compile(
    r"(?m)^[ \t]*(?P<tag>\{\{[ \t]*#[ \t]*(?P<close>/|end)?[ \t]*(?P<name>tabs?)\b"
    r"[ \t]*(?P<rest>[^{}\n]*?)[ \t]*\}\})[ \t]*$"
)
_NAMED: Final = re.compile(r"""(?P<name>[\w-]+)[ \t]*[:=][ \t]*(?P<quote>["'])(?P<value>.*?)(?P=quote)""")
_NAMES: Final = {"tabs": MARK_TABS, "tab": MARK_TAB}


def has_book_marks(text: str, start: int) -> bool:
    return text.find("{{#", start) >= 0


def book_marks(lines: Lines, start: int) -> Iterator[tuple[Tag, Hole]]:
    """The tags of such marks, and what Markdown must not see of each."""
    for found in _MARK.finditer(lines.text, start):
        place = found.span("tag")
        named = {each["name"]: each["value"] for each in _NAMED.finditer(found["rest"])}
        label = () if named or not found["rest"] else (found["rest"].strip("\"'"),)
        role = Role.CLOSE if found["close"] else Role.OPEN
        yield Tag(*place, role, _NAMES[found["name"]], positional=label, named=named), Hole(*place)
