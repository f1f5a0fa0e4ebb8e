"""What a site's shortcodes are for, and in which of their arguments it is written."""

from dataclasses import dataclass
from enum import Enum


class ShortcodeRole(Enum):
    """What the text between a shortcode's tags is, or what the shortcode is replaced by."""

    BLOCK = "BLOCK"  # a block, like a fence
    TABS = "TABS"  # tabs, of which the user chooses one
    TAB = "TAB"  # Markdown, or code where an argument names its syntax
    INCLUDE_PAGE = "INCLUDE_PAGE"  # replaced by a Markdown file
    INCLUDE_FILE = "INCLUDE_FILE"  # replaced by a block with the text of a file
    VALUE = "VALUE"  # replaced by a word, also inside blocks
    WRAPPER = "WRAPPER"  # Markdown; inside of blocks the text itself
    RAW = "RAW"  # neither Markdown nor a block


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcode:
    """The tuples list arguments; the first that a tag has counts. ``"0"`` is the first one without a name.

    ``text_if`` are switches (``text=true``) with which a tab holds Markdown in spite of a syntax. In a block with
    ``prompts`` only what follows a prompt is a command; without, its lines are read like those of a fence. A block
    whose ``usual_syntax`` is ``output`` shows what the commands above print, where the site's fences do so.
    """

    role: ShortcodeRole
    group: tuple[str, ...] = ()  # of TABS: its name
    label: tuple[str, ...] = ()  # of TAB: what the user reads
    value: tuple[str, ...] = ()  # of TAB: its name in selectors; without one it is made of the label
    syntax: tuple[str, ...] = ()  # of BLOCK and TAB; of TABS: of its tabs that have none
    usual_syntax: str = ""  # of BLOCK and TAB: where no argument names one
    file: tuple[str, ...] = ()  # of TAB and INCLUDE_FILE: the file that is shown; of INCLUDE_PAGE: "0" without any
    text_if: tuple[str, ...] = ()  # of TABS and TAB
    prompts: bool = False  # of BLOCK
