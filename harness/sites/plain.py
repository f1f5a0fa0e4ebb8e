"""Pages without a site around them; what they share with every other kind: shortcodes that are harmless elsewhere."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from harness.package_data import toml_data
from harness.sites.container_roles import CONTAINER_ROLES, EVERY_KIND
from harness.sites.fences import SHOWN
from harness.sites.including import LINES, SHORTCODES, TAB_FOLDERS
from harness.sites.shortcode import Shortcode, ShortcodeRole
from harness.sites.site_profile import SiteProfile

TABS: Final = Shortcode(
    role=ShortcodeRole.TABS,
    group=("category-name", "groupid", "groupId", "name", "0"),
    labels=("items",),
    chosen_by=("persist",),
    syntax=("lang",),
    text_if=("text",),
)
TAB: Final = Shortcode(
    role=ShortcodeRole.TAB,
    label=("name", "header", "title", "label", "tabName", "0"),
    value=("category-value",),
    syntax=("codelang", "lang"),
    file=("include",),
    folders=TAB_FOLDERS,
    text_if=("text",),
    disabled=("disabled",),
)
BLOCK: Final = Shortcode(role=ShortcodeRole.BLOCK, syntax=("lang", "language", "syntax", "type", "0"))
_TYPED: Final = Shortcode(
    role=ShortcodeRole.BLOCK, syntax=("lang", "language", "syntax"), usual_syntax="bash", guessed=True
)
OWN_BLOCKS: Final[Mapping[str, Shortcode]] = {
    **dict.fromkeys(
        ("bash", "cli", "cmd", "command", "commands", "console", "sh", "shell", "shell-session", "terminal"), _TYPED
    ),
    **dict.fromkeys(
        ("clipboard", "code-block", "code-copy", "codeblock", "copy", "copy-code", "copyable"),
        replace(BLOCK, guessed=True),
    ),
    **dict.fromkeys(("cli-output", "cmd-output", "command-output", "output"), replace(_TYPED, usual_syntax="output")),
}
"""What sites call shortcodes of their own that hold code."""
BY_ROLE: Final[Mapping[ShortcodeRole, Shortcode]] = MappingProxyType({one.role: one for one in (BLOCK, TABS, TAB)})
"""What arguments such shortcodes usually have."""
PLAIN: Final = SiteProfile(
    name="plain",
    navigation=("SUMMARY.md",),
    containers=EVERY_KIND,
    fences=SHOWN,
    copies=toml_data("harness.sites", "copies.toml"),
    shortcodes={
        **CONTAINER_ROLES,
        **SHORTCODES,
        **LINES,
        **OWN_BLOCKS,
        "text": Shortcode(role=ShortcodeRole.BLOCK, prompts=True),
        "mermaid": Shortcode(role=ShortcodeRole.RAW),
        "highlight": Shortcode(role=ShortcodeRole.RAW),
        **dict.fromkeys(("tabset", "tabs", "tabpane"), TABS),
        **dict.fromkeys(("tab", "codetab"), TAB),
        "boilerplate": Shortcode(role=ShortcodeRole.INCLUDE_PAGE),
        "text_import": Shortcode(role=ShortcodeRole.INCLUDE_FILE, file=("file", "url"), syntax=("syntax", "0")),
        **dict.fromkeys(
            ("tip", "warning", "idea", "quote", "centered_block", "gloss"), Shortcode(role=ShortcodeRole.WRAPPER)
        ),
    },
)
