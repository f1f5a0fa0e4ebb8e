"""Markdown text in, Page values out; files are opened by ``read_page`` alone."""

from harness.parse.page import Heading, Node, Page, Segment, Snippet, TabChoice, Tabset
from harness.parse.parser import parse_page
from harness.parse.read import ParseOptions, read_page

__all__ = [
    "Heading",
    "Node",
    "Page",
    "ParseOptions",
    "Segment",
    "Snippet",
    "TabChoice",
    "Tabset",
    "parse_page",
    "read_page",
]
