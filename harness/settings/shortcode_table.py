"""``[shortcodes.NAME]``: what a shortcode of the site is for, and which roles there are."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import Enum
from typing import Annotated, Final

from harness.settings.build import Builder, spelling
from harness.settings.constraint import Problem
from harness.settings.value_template import ValueTemplate


class ShortcodeRole(Enum):
    """What the text between a shortcode's tags is, or what the shortcode is replaced by."""

    BLOCK = "BLOCK"  # a block, like a fence
    TABS = "TABS"  # tabs, of which the user chooses one
    TAB = "TAB"  # Markdown, or code where an argument names its syntax
    INCLUDE_PAGE = "INCLUDE_PAGE"  # replaced by a Markdown file, by default a boilerplate
    INCLUDE_FILE = "INCLUDE_FILE"  # replaced by a block with the text of a file
    VALUE = "VALUE"  # replaced by a word, also inside blocks
    WRAPPER = "WRAPPER"  # Markdown; inside of blocks the text itself
    RAW = "RAW"  # neither Markdown nor a block


TemplateText = Annotated[str, ValueTemplate()]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortcodeSetting:
    """``template`` is for VALUE. Other fields name an argument of the shortcode, ``"0"`` the first without a name."""

    role: ShortcodeRole
    template: TemplateText | None = None  # of VALUE; empty for a shortcode that only looks nice
    group: str = ""  # of TABS: its name in selectors
    label: str = ""  # of TAB
    value: str = ""  # of TAB: its name in selectors
    syntax: str = ""  # of BLOCK, TAB, TABS and includes
    usual_syntax: str = ""  # of BLOCK and TAB: no argument, but the syntax of one that names none
    file: str = ""  # of INCLUDE_FILE, INCLUDE_PAGE and TAB
    folders: tuple[str, ...] = ()  # of includes: where the file is, seen from the page's folder or one above it


KEYS: Final[Mapping[ShortcodeRole, frozenset[str]]] = {
    ShortcodeRole.BLOCK: frozenset({"syntax", "usual_syntax"}),
    ShortcodeRole.TABS: frozenset({"group", "syntax"}),
    ShortcodeRole.TAB: frozenset({"label", "value", "syntax", "usual_syntax", "file", "folders"}),
    ShortcodeRole.INCLUDE_PAGE: frozenset({"file", "folders", "syntax"}),
    ShortcodeRole.INCLUDE_FILE: frozenset({"file", "folders", "syntax"}),
    ShortcodeRole.VALUE: frozenset({"template"}),
}
"""Which fields say something of a shortcode of a role; of the others none does."""


def require_meant(shortcodes: Mapping[str, str | ShortcodeSetting], builder: Builder) -> None:
    """Raises ``SettingsError`` for a key that means nothing for the role, and for a value without a template."""
    for name, said in shortcodes.items():
        if isinstance(said, str):
            continue
        known = KEYS.get(said.role, frozenset())
        for each in fields(said)[1:]:
            if getattr(said, each.name) not in (each.default, None) and each.name not in known:
                keys = ", ".join(sorted(map(spelling, known)))
                problem = Problem(
                    f"it means nothing for the role {said.role.value}", keys and f"some of {keys}", "remove it"
                )
                raise builder.refused(problem, ("shortcodes", name, spelling(each.name)))
        if said.role is ShortcodeRole.VALUE and said.template is None:
            problem = Problem("a VALUE has a template", 'template = "...", empty for one that only looks nice')
            raise builder.refused(problem, ("shortcodes", name))
