"""What a site's own shortcode is for, told by its layout: those that show a file, take in a page, or hold code.

{{ highlight (.Get "file" | readFile) "yaml" "" }}        a file as a block
{{ .Get 0 | readFile | markdownify }}                     a page
{{ highlight .Inner (.Get "lang") "" }}                   a block
{{ .Inner | markdownify }}                                Markdown
"""

import re
from collections.abc import Sequence
from typing import Final

from harness.sites.including import FILES
from harness.sites.plain import BLOCK
from harness.sites.shortcode import Shortcode, ShortcodeRole

_FILE: Final = re.compile(r"\breadFile\b|\.GetMatch\b|\bresources\.Get\b")
_CODE: Final = re.compile(r"\bhighlight\b|\btransform\.Highlight\b|<pre\b")
_PAGE: Final = re.compile(r"\bmarkdownify\b|\bRenderString\b|\bsafeHTML\b|\.(?:Raw)?Content\b")
_ARGUMENT: Final = re.compile(r"\.Get\s+(?:\"(\w+)\"|`(\w+)`|(\d))")
_FOLDER: Final = re.compile(r"[\"`]/?([\w%/.-]*/[\w%/.-]*|_?includes?|boilerplates?|examples?|snippets?)[\"`]")
_SYNTAX: Final = frozenset({"lang", "language", "codelang", "syntax", "highlight", "type"})
_OTHERS: Final = frozenset({"title", "options", "caption", "id", "class", "download", "draft", "code"})


def layout_role(layout: str) -> Shortcode | None:
    """``None`` for a layout that does something else, or more than can be told."""
    arguments = [double or raw or number for double, raw, number in _ARGUMENT.findall(layout)]
    syntax = tuple(dict.fromkeys(name for name in arguments if name in _SYNTAX))
    file = tuple(dict.fromkeys(name for name in arguments if name not in _SYNTAX | _OTHERS))
    if _FILE.search(layout) is None or not file:
        inner, code = ".Inner" in layout, _CODE.search(layout) is not None
        if inner and not code and _PAGE.search(layout) is not None:
            return Shortcode(role=ShortcodeRole.WRAPPER)
        return Shortcode(role=ShortcodeRole.BLOCK, syntax=syntax or BLOCK.syntax) if inner and code else None
    if _CODE.search(layout) is not None:
        return _reading(ShortcodeRole.INCLUDE_FILE, file, syntax, layout)
    return _reading(ShortcodeRole.INCLUDE_PAGE, file, syntax, layout) if _PAGE.search(layout) is not None else None


def _reading(role: ShortcodeRole, file: Sequence[str], syntax: Sequence[str], layout: str) -> Shortcode:
    usual = FILES[role]
    return Shortcode(
        role=role,
        file=tuple(file),
        syntax=tuple(syntax),
        code_if=usual.code_if,
        folders=tuple(dict.fromkeys((*_folders(layout), *usual.folders))),
        guessed=True,
    )


def _folders(layout: str) -> Sequence[str]:
    """``"/content/%s/examples/%s"`` -> ``content/{language}/examples``; what comes before a gap may be anything."""
    found = (text.removesuffix("/%s").replace("content/%s", "content/{language}") for text in _FOLDER.findall(layout))
    return [text.rpartition("%s/")[2].strip("/") for text in found if text.strip("/.")]
