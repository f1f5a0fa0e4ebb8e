"""Tabs and code between marks: those of mdBook's preprocessors, and those of Liquid, which Jekyll and GitBook have.

{{#tabs name:"install" tabs:"Linux,macOS"}}      {{#tabs global="os" }}      {% tabs %}
{{#tab Linux}}                                   {{#tab name="Linux" }}      {% tab title="Linux" %}
text, fences, lists                              text, fences, lists         text, fences, lists
{{#/tab }}                                       {{#endtab }}                {% endtab %}
{{#/tabs }}                                      {{#endtabs }}               {% endtabs %}

{% tab install Linux %} names its tabs first, and {% highlight bash %} holds code.
"""

import re
from collections.abc import Iterator
from typing import Final

from harness.parse.markdown.masked_text import Hole
from harness.parse.markdown.offsets import Lines
from harness.parse.shortcodes.tag import Role, Tag
from harness.sites.container_roles import ELEMENT_CODE, MARK_TAB, MARK_TABS

_MARK: Final = re.compile(
    r"(?m)^[ \t]*(?P<tag>\{(?:\{[ \t]*#|(?P<liquid>%-?))[ \t]*(?P<close>/|end)?[ \t]*(?P<name>tabs?|highlight)\b"
    r"[ \t]*(?P<rest>[^{}\n]*?)[ \t]*(?(liquid)-?%|\})\})[ \t]*$"
)
_NAMED: Final = re.compile(r"""(?P<name>[\w-]+)[ \t]*[:=][ \t]*(?P<quote>["'])(?P<value>.*?)(?P=quote)""")
_NAMES: Final = {"tabs": MARK_TABS, "tab": MARK_TAB, "highlight": ELEMENT_CODE}


def has_book_marks(text: str, start: int) -> bool:
    return text.find("{{#", start) >= 0 or text.find("{%", start) >= 0


def book_marks(lines: Lines, start: int) -> Iterator[tuple[Tag, Hole | None]]:
    """The tags of such marks, and what Markdown must not see of each: code is hidden by its tags."""
    for found in _MARK.finditer(lines.text, start):
        place, name = found.span("tag"), found["name"]
        named = {each["name"]: each["value"] for each in _NAMED.finditer(found["rest"])}
        label = () if named or not found["rest"] else (_label(found),)
        if name == "highlight":
            named, label = {"language": found["rest"].partition(" ")[0]}, ()
        role = Role.CLOSE if found["close"] else Role.OPEN
        yield (
            Tag(*place, role, _NAMES[name], positional=label, named=named),
            None if name == "highlight" else Hole(*place),
        )


def _label(found: re.Match[str]) -> str:
    """Liquid names a tab's tabs before it."""
    _, _, own = found["rest"].partition(" ")
    return (own if own and found["liquid"] and found["name"] == "tab" else found["rest"]).strip("\"' ")
