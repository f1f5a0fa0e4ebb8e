"""``[shortcodes.NAME]``: what a shortcode of the site is for."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Final, Literal

from harness.settings.build import Builder, spelling
from harness.settings.constraint import Problem
from harness.settings.value_template import ValueTemplate

TemplateText = Annotated[str, ValueTemplate()]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortcodeSetting:
    """``template`` is for VALUE. Other fields name an argument of the shortcode, ``"0"`` the first without a name."""

    role: Literal["BLOCK", "TABS", "TAB", "INCLUDE_PAGE", "INCLUDE_FILE", "VALUE", "WRAPPER", "RAW"]
    template: TemplateText | None = None  # of VALUE; empty for a shortcode that only looks nice
    group: str = ""  # of TABS: its name in selectors
    label: str = ""  # of TAB
    value: str = ""  # of TAB: its name in selectors
    syntax: str = ""  # of BLOCK, TAB, TABS and includes
    usual_syntax: str = ""  # of BLOCK and TAB: no argument, but the syntax of one that names none
    file: str = ""  # of INCLUDE_FILE, INCLUDE_PAGE and TAB
    folders: tuple[str, ...] = ()  # of includes: where the file is, seen from the page's folder or one above it


KEYS: Final[Mapping[str, frozenset[str]]] = {
    "BLOCK": frozenset({"syntax", "usual_syntax"}),
    "TABS": frozenset({"group", "syntax"}),
    "TAB": frozenset({"label", "value", "syntax", "usual_syntax", "file", "folders"}),
    "INCLUDE_PAGE": frozenset({"file", "folders", "syntax"}),
    "INCLUDE_FILE": frozenset({"file", "folders", "syntax"}),
    "VALUE": frozenset({"template"}),
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
                problem = Problem(f"it means nothing for the role {said.role}", keys and f"some of {keys}", "remove it")
                raise builder.refused(problem, ("shortcodes", name, spelling(each.name)))
        if said.role == "VALUE" and said.template is None:
            problem = Problem("a VALUE has a template", 'template = "...", empty for one that only looks nice')
            raise builder.refused(problem, ("shortcodes", name))
