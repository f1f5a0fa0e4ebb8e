"""Tabs and notes that are no shortcodes, and the names under which a profile says what they are for."""

from enum import Enum
from typing import Final

from harness.sites.shortcode import Shortcode, ShortcodeRole


class Containers(Enum):
    """How a kind of site writes them."""

    INDENTED = "INDENTED"  # === "Helm", with what is in it indented by four: MkDocs
    DIRECTIVES = "DIRECTIVES"  # ```{tab-set}: MyST
    ELEMENTS = "ELEMENTS"  # <Tabs><TabItem value="helm">: MDX
    MARKS = "MARKS"  # {{#tabs}} {{#tab Helm}}: mdBook; {% tabs %} {% tab title="Helm" %}: Liquid
    GROUPS = "GROUPS"  # ::: code-group, whose fences are tabs: VitePress


INDENTED_TABS: Final = "=== tabs"  # no shortcode can have such a name
INDENTED_TAB: Final = "==="
ELEMENT_TABS: Final = "<Tabs>"
ELEMENT_TAB: Final = "<TabItem>"
MARK_TABS: Final = "{{#tabs}}"
MARK_TAB: Final = "{{#tab}}"
ELEMENT_PART: Final = "<import>"
ELEMENT_CODE: Final = "<CodeBlock>"
_FOLDERS: Final = (".", "", "docs", "src")
CONTAINER_ROLES: Final = {
    INDENTED_TABS: Shortcode(role=ShortcodeRole.TABS),
    INDENTED_TAB: Shortcode(role=ShortcodeRole.TAB, label=("label",)),
    ELEMENT_TABS: Shortcode(
        role=ShortcodeRole.TABS, group=("groupId", "syncKey", "storageKey", "queryString"), labels=("items",)
    ),
    ELEMENT_TAB: Shortcode(role=ShortcodeRole.TAB, label=("label", "title", "value"), value=("value",)),
    MARK_TABS: Shortcode(role=ShortcodeRole.TABS, group=("global", "0")),
    MARK_TAB: Shortcode(role=ShortcodeRole.TAB, label=("name", "title", "0")),
    ELEMENT_PART: Shortcode(role=ShortcodeRole.INCLUDE_PAGE, file=("file",), folders=_FOLDERS),
    ELEMENT_CODE: Shortcode(role=ShortcodeRole.BLOCK, file=("file",), syntax=("language", "lang"), folders=_FOLDERS),
}
EVERY_KIND: Final = frozenset(Containers)
