"""Shortcodes and lines that put files of a site's checkout into its pages, as kinds of sites usually have them."""

from collections.abc import Mapping
from typing import Final

from harness.sites.shortcode import Shortcode, ShortcodeRole

_CODE_FOLDERS: Final = (".", "content/{language}/examples", "content/{language}", "content", "static", "examples", "")
_PAGE_FOLDERS: Final = (
    ".",
    *(f"{folder}{name}" for folder in ("content/{language}/", "") for name in ("includes", "_includes")),
    "content/{language}",
    "content",
    "",
)
_SYNTAX: Final = ("language", "lang", "codelang", "highlight")
_CODE: Final = Shortcode(
    role=ShortcodeRole.INCLUDE_FILE, file=("file", "path", "0"), syntax=_SYNTAX, folders=_CODE_FOLDERS
)
_CODE_OR_BLOCK: Final = Shortcode(
    role=ShortcodeRole.BLOCK, file=("file",), syntax=(*_SYNTAX, "syntax", "0"), folders=_CODE_FOLDERS
)
_PAGE: Final = Shortcode(
    role=ShortcodeRole.INCLUDE_PAGE,
    file=("file", "path", "0"),
    syntax=_SYNTAX,
    code_if=("code",),
    folders=_PAGE_FOLDERS,
)
SHORTCODES: Final[Mapping[str, Shortcode]] = {
    **dict.fromkeys(("code_sample", "codenew", "codeFromFile"), _CODE),
    "code": _CODE_OR_BLOCK,
    **dict.fromkeys(("include", "readfile", "readFile"), _PAGE),
}
"""Of sites that are made with Hugo."""
FILES: Final[Mapping[ShortcodeRole, Shortcode]] = {one.role: one for one in (_CODE, _PAGE)}
"""What arguments those of the settings usually have."""
TAB_FOLDERS: Final = _PAGE_FOLDERS
SNIPPET: Final = "--8<--"
MACRO: Final = "{% include %}"
BOOK: Final = "{{#include}}"
LINES: Final[Mapping[str, Shortcode]] = {
    SNIPPET: Shortcode(role=ShortcodeRole.INCLUDE_PAGE, file=("*",), folders=("{snippets}", ".", "docs", "")),
    MACRO: Shortcode(
        role=ShortcodeRole.INCLUDE_PAGE, file=("*",), folders=("{include_dir}", "_includes", "docs", ".", "")
    ),
    BOOK: Shortcode(role=ShortcodeRole.INCLUDE_PAGE, file=("*",), folders=(".", "src", "")),
}
"""Of MkDocs and mdBook, by names that no shortcode can have."""
