"""Markdown text in, Page values out; files are opened by ``read_page`` alone."""

from typing import TYPE_CHECKING

from harness.lazy_exports import lazily

if TYPE_CHECKING:
    from harness.parse.blocks.ids import EnglishIds
    from harness.parse.codes import CODES
    from harness.parse.page import Heading, Node, Page, Segment, Snippet, TabChoice, Tabset
    from harness.parse.parser import parse_page
    from harness.parse.read import ParseOptions, read_page
    from harness.parse.shortcodes.boilerplate import Boilerplates, BoilerplateTexts
    from harness.parse.shortcodes.values import Values

__all__ = [
    "CODES",
    "BoilerplateTexts",
    "Boilerplates",
    "EnglishIds",
    "Heading",
    "Node",
    "Page",
    "ParseOptions",
    "Segment",
    "Snippet",
    "TabChoice",
    "Tabset",
    "Values",
    "parse_page",
    "read_page",
]

_HOMES = {
    "CODES": "codes",
    "BoilerplateTexts": "shortcodes.boilerplate",
    "Boilerplates": "shortcodes.boilerplate",
    "EnglishIds": "blocks.ids",
    "ParseOptions": "read",
    "Values": "shortcodes.values",
    "parse_page": "parser",
    "read_page": "read",
}


# Those who only need the values of ``page`` do not wait for the parser.
__getattr__ = lazily(__name__, {**dict.fromkeys(__all__, "page"), **_HOMES})
