"""Tabs and code between marks: those of mdBook's preprocessors, and those of Liquid, which Jekyll and GitBook have.

{{#tabs name:"install" tabs:"Linux,macOS"}}      {{#tabs global="os" }}      {% tabs %}
{{#tab Linux}}                                   {{#tab name="Linux" }}      {% tab title="Linux" %}
text, fences, lists                              text, fences, lists         text, fences, lists
{{#/tab }}                                       {{#endtab }}                {% endtab %}
{{#/tabs }}                                      {{#endtabs }}               {% endtabs %}

{% tab install Linux %} names its tabs first, and {% highlight bash %} holds code. Other tags of Liquid are what the
profile of a site says, which calls them ``{% NAME %}``.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from harness.parse.markdown.masked_text import Hole
from harness.parse.markdown.offsets import Lines
from harness.parse.shortcodes.tag import Role, Tag
from harness.sites.container_roles import ELEMENT_CODE, MARK_TAB, MARK_TABS
from harness.sites.including import MACRO
from harness.sites.shortcode import ShortcodeRole
from harness.sites.site_profile import SiteProfile

_MARK: Final = re.compile(
    r"(?m)^[ \t]*(?P<tag>\{(?:\{[ \t]*#|(?P<liquid>%-?))[ \t]*(?P<close>/|end)?[ \t]*(?P<name>tabs?|highlight)\b"
    r"[ \t]*(?P<rest>[^{}\n]*?)[ \t]*(?(liquid)-?%|\})\})[ \t]*$"
)
_NAMED: Final = re.compile(r"""(?P<name>[\w-]+)[ \t]*[:=][ \t]*(?P<quote>["'])(?P<value>.*?)(?P=quote)""")
_NAMES: Final = {"tabs": MARK_TABS, "tab": MARK_TAB, "highlight": ELEMENT_CODE}
_OWN: Final = re.compile(r"\{% ([\w-]+) %\}")
_ARGUMENT: Final = re.compile(r"""(?:(?P<name>[\w-]+)[:=])?(?:(?P<quote>["'])(?P<text>.*?)(?P=quote)|(?P<word>\S+))""")


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


def own_marks(lines: Lines, start: int, site: SiteProfile) -> Iterator[tuple[Tag, Hole | None]]:
    """The same of the tags of Liquid that a site's profile knows: ``{% session lang:bash %}``, ``{% endsession %}``."""
    known = (_OWN.fullmatch(name) for name in site.shortcodes if name != MACRO)  # which is read with other inclusions
    names = tuple(found[1] for found in known if found is not None)
    for found in _own(names).finditer(lines.text, start) if names else ():
        place, name = found.span("tag"), f"{{% {found['name']} %}}"
        arguments = [(each["name"], each["text"] or each["word"] or "") for each in _ARGUMENT.finditer(found["rest"])]
        tag = Tag(
            *place,
            Role.CLOSE if found["close"] else Role.OPEN,
            name,
            positional=tuple(value for key, value in arguments if not key),
            named={key: value for key, value in arguments if key},
        )
        yield tag, None if site.role(name) is ShortcodeRole.BLOCK else Hole(*place)


@lru_cache(maxsize=16)
def _own(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?m)^[ \t]*(?P<tag>\{{%-?[ \t]*(?P<close>/|end)?(?P<name>{'|'.join(map(re.escape, names))})(?![\w-])"
        r"[ \t]*(?P<rest>[^{}\n]*?)[ \t]*-?%\})[ \t]*$"
    )
