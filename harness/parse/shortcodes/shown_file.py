"""What a shortcode that names a file makes of it: a block of code, or a part of the page."""

from typing import Final

from harness.diagnostic import Diagnostic
from harness.parse.blocks.syntaxes import SHELLS
from harness.parse.codes import IMPORTED_COMMANDS, IMPORTED_TEXT
from harness.parse.shortcodes.tag import Tag
from harness.sites.shortcode import Shortcode, ShortcodeRole
from harness.source import PAGE_ENDINGS, Location

PAGES: Final = frozenset({*PAGE_ENDINGS, ".markdown", ".txt", ""})
"""Endings of files that are read as Markdown; others, such as pictures, are not looked into."""
PICTURES: Final = (".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
_EVERY: Final = ("*",)


def files_named(tag: Tag, known: Shortcode) -> tuple[str, ...]:
    if known.file == _EVERY:
        return tag.positional
    named = tag.argument(known.file)
    return (named,) if named else ()


def shows_code(tag: Tag, known: Shortcode) -> bool:
    """Whether the file's text is a block."""
    if known.role in {ShortcodeRole.INCLUDE_FILE, ShortcodeRole.BLOCK}:
        return True
    return bool(tag.argument(known.syntax)) or any(tag.named.get(switch) == "true" for switch in known.code_if)


def is_disabled(tag: Tag, known: Shortcode) -> bool:
    """Whether a tab is a label that cannot be chosen."""
    return any(tag.named.get(switch) == "true" for switch in known.disabled)


def imported(at: Location, tag: Tag, known: Shortcode) -> Diagnostic:
    """That the file is not read."""
    commands = tag.argument(known.syntax) in SHELLS
    return (IMPORTED_COMMANDS if commands else IMPORTED_TEXT).found(
        at,
        f"the text of this block comes from {tag.argument(known.file) or 'another file'}, which is not read",
        remedy="to have it run, write the commands on the page" if commands else "",
    )
