"""Markdown that is one character off, so that readers see its signs: headings, links, and marks of a merge."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from harness.check.rule import Rule, Subject
from harness.check.site_links import CODE
from harness.diagnostic import Diagnostic
from harness.fix import swap
from harness.package_data import toml_data
from harness.parse.markdown.front_matter import front_matter_end
from harness.parse.page import Page
from harness.source import Location

MARKUP: Final = Rule.named("broken-markup")
RULES: Final = (MARKUP,)

_PARAGRAPH: Final = re.compile(r"(?:[^\n]*\S[^\n]*\n)+")
_FENCE: Final = re.compile(r"^[ \t]*(`{2,}|~{3,})[ \t]*([^\n`]*?)[ \t]*$", re.MULTILINE)
_SYNTAXES: Final = frozenset({"bash", "console", "json", "none", "output", "sh", "shell", "text", "yaml", "yml"})
_NO_SPACE: Final = re.compile(r"\S")
_BESIDE_CODE: Final = re.compile(r"(?<![\w\\])`(?=[\w$./{<-])|(?<=[\w)}/>])`(?!\w)")
_TAG: Final = re.compile(r"^([ \t]*)\{\{[<%] *(/?) *(\w+)\b[^{}\n]*[^{}\n/][>%]\}\}[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """``sign`` is looked for first, since most pages have none of them; ``right`` takes the place of ``pattern``."""

    sign: str
    pattern: re.Pattern[str]
    message: str
    right: str
    in_code: bool = False


@cache
def slips() -> tuple[Slip, ...]:
    """The rows of ``markup.toml``."""
    rows = toml_data("harness.check", "markup.toml")["slip"]
    return tuple(Slip(**each | {"pattern": re.compile(each["pattern"], re.MULTILINE)}) for each in rows)


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    signs = [slip for slip in slips() if slip.sign in page.text]
    found = [(slip, match) for slip in signs for match in slip.pattern.finditer(page.text)]
    code = [range(*block.span()) for block in CODE.finditer(page.text)] if found else []
    front = front_matter_end(page.text)
    merges = sum(slip.sign.strip()[0] in "<>=" for slip, _ in found)
    for slip, match in found:
        if match[0].startswith("{%") and "{{%" not in page.text:
            continue  # a tag of Jinja or Liquid
        if match.start() >= front and (slip.in_code or not any(match.start() in block for block in code)):
            at = Location(path=page.path, line=1).within(page.text, match.start())
            new = match.expand(slip.right)
            yield MARKUP.found(
                at,
                slip.message,
                expected=new.strip() or "the page without it",
                remedy=f"write '{new.strip()}'" if new.strip() else "merge by hand what is around it",
                fix=swap(at, match[0], new) if new or merges == 1 else None,
            )
    yield from backticks(page, front)
    yield from fences(page)
    yield from indents(page, front)


def indents(page: Page, front: int) -> Iterator[Diagnostic]:
    """A closing tag at the margin whose opening one is in an item of a list: there the item ends."""
    opened: list[tuple[str, str]] = []
    for tag in _TAG.finditer(page.text, front):
        indent, closes, name = tag.groups()
        if not closes:
            opened.append((name, indent))
        elif opened and opened[-1][0] == name:
            _, wanted = opened.pop()
            if not indent and len(wanted) > 1:
                at = Location(path=page.path, line=1).within(page.text, tag.start())
                message = f"the closing tag of '{name}' is not indented as the opening one"
                expected = f"{len(wanted)} blanks before it"
                yield MARKUP.mended(at, message, "", wanted, expected=expected, remedy="indent it")


def fences(page: Page) -> Iterator[Diagnostic]:
    """A block that goes on where the next one should begin, and a fence of two backticks."""
    start = Location(path=page.path, line=1)
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(page.text) if "``" in page.text else ():
        marks, syntax = fence.groups()
        if len(marks) == len("``"):
            if opened is None and syntax in _SYNTAXES:
                at = start.within(page.text, fence.start(1))
                yield MARKUP.mended(at, "two backticks open no block", "``", "```", expected=f"```{syntax}")
        elif opened is None:
            opened = fence
        elif marks[0] == opened[1][0] and len(marks) >= len(opened[1]) and not syntax:
            opened = None
        elif marks == opened[1] and syntax.isalpha() and not opened[2].startswith(("md", "markdown")):
            at = start.within(page.text, opened.start(1))
            message = f"the block is not closed before another one begins: {fence[0].strip()}"
            yield MARKUP.found(at, message, expected=f"a line '{marks}' before it", remedy="close the block")
            opened = fence


def backticks(page: Page, front: int) -> Iterator[Diagnostic]:
    """A paragraph in which one backtick opens code that nothing closes, or closes what nothing opens.

    Between letters it is an apostrophe of some keyboards, and alone it is a key.
    """
    bare = CODE.sub(lambda found: _NO_SPACE.sub(" ", found[0]), page.text)
    for paragraph in _PARAGRAPH.finditer(bare, front) if "`" in bare else ():
        if paragraph[0].count("`") == 1 and _BESIDE_CODE.search(paragraph[0]):
            start = paragraph.start() + paragraph[0].index("`")
            at = Location(path=page.path, line=1).within(page.text, start)
            yield MARKUP.found(
                at, "no code: a backtick has no other one", expected="two of them", remedy="close the code"
            )
