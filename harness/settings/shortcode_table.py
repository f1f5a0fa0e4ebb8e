"""``[shortcodes.NAME]``: what a shortcode of the site is for."""

from dataclasses import dataclass
from typing import Annotated, Literal

from harness.settings.value_template import ValueTemplate

TemplateText = Annotated[str, ValueTemplate()]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortcodeSetting:
    """``template`` is for VALUE. Other fields name an argument of the shortcode, ``"0"`` the first without a name."""

    role: Literal["BLOCK", "TABS", "TAB", "INCLUDE_PAGE", "INCLUDE_FILE", "VALUE", "WRAPPER", "RAW"]
    template: TemplateText = ""
    group: str = ""  # of TABS: its name in selectors
    label: str = ""  # of TAB
    value: str = ""  # of TAB: its name in selectors
    syntax: str = ""  # of BLOCK, TAB, TABS and includes
    usual_syntax: str = ""  # of BLOCK and TAB: no argument, but the syntax of one that names none
    file: str = ""  # of INCLUDE_FILE, INCLUDE_PAGE and TAB
    folders: tuple[str, ...] = ()  # of includes: where the file is, seen from the page's folder or one above it
