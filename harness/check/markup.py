"""Markdown that is one character off, so that readers see its signs: headings, links, and marks of a merge."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from harness.check.rule import Rule, Subject
from harness.check.site_links import CODE
from harness.diagnostic import Diagnostic
from harness.fix import swap
from harness.parse.markdown.front_matter import front_matter_end
from harness.parse.page import Page
from harness.source import Location

MARKUP: Final = Rule.named("broken-markup")
RULES: Final = (MARKUP,)

_PARAGRAPH: Final = re.compile(r"(?:[^\n]*\S[^\n]*\n)+")
_NO_SPACE: Final = re.compile(r"\S")
_BESIDE_CODE: Final = re.compile(r"(?<![\w\\])`(?=[\w$./{<-])|(?<=[\w)}/>])`(?!\w)")
_TAG: Final = re.compile(r"^([ \t]*)\{\{[<%] *(/?) *(\w+)\b[^{}\n]*[^{}\n/][>%]\}\}[ \t]*$", re.MULTILINE)
_TARGET: Final = r"(?:/|\.\.?/|https?://)[^\s()\[\]<>{}]+"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """``sign`` is looked for first, since most pages have none of them."""

    sign: str
    pattern: re.Pattern[str]
    message: str
    right: Callable[[re.Match[str]], str]
    in_code: bool = False


_SLIPS: Final = (
    Slip(
        sign="{{",
        pattern=re.compile(r"(?<!\{)\{\{[<%] */?[a-z][^{}\n]*[>%]\}(?!\})"),
        message="no tag: it lacks a brace at its end",
        right=lambda found: f"{found[0]}}}",
        in_code=True,
    ),
    Slip(
        sign="{{ ",
        pattern=re.compile(r"(?<!\{)\{\{(?= +/?[a-z][^{}\n]*[>%]\}\})"),
        message="no tag: it lacks a sign at its start",
        right=lambda found: f"{found[0]}<",
        in_code=True,
    ),
    Slip(
        sign="}}",
        pattern=re.compile(r"(?<!\{)\{[<%] */?[a-z][^{}\n]*[>%]\}\}"),
        message="no tag: it lacks a brace at its start",
        right=lambda found: f"{{{found[0]}",
        in_code=True,
    ),
    Slip(
        sign="##",
        pattern=re.compile(r"^#{2,6}(?=[A-Z][\w`'-]*(?: |$)|[^\W\d_a-zA-Z])", re.MULTILINE),
        message="no heading: a blank is missing behind the '#'",
        right=lambda found: f"{found[0]} ",
    ),
    Slip(
        sign="] (",
        pattern=re.compile(rf"(?<![!\]])\[[^\[\]\n`]*[A-Za-z][^\[\]\n]*\][ \t]+(?=\({_TARGET}\))"),
        message="no link: a blank is between its text and its target",
        right=lambda found: found[0].rstrip(),
    ),
    Slip(
        sign=")[",
        pattern=re.compile(rf"\(([^()\[\]\n]*[A-Za-z][^()\[\]\n]*)\)\[({_TARGET})\]"),
        message="no link: its brackets and parentheses are swapped",
        right=lambda found: f"[{found[1]}]({found[2]})",
    ),
    Slip(
        sign="<<<<<<< ",
        pattern=re.compile(r"^<{7} \S.*\n", re.MULTILINE),
        message="the mark of a merge, not a line of the page",
        right=lambda _found: "",
    ),
    Slip(
        sign=">>>>>>> ",
        pattern=re.compile(r"^>{7} \S.*\n", re.MULTILINE),
        message="the mark of a merge, not a line of the page",
        right=lambda _found: "",
    ),
    Slip(
        sign="\n=======\n",
        pattern=re.compile(r"(?<=\n\n)={7}\n", re.MULTILINE),  # below a text it makes a heading
        message="the mark of a merge, not a line of the page",
        right=lambda _found: "",
    ),
)


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    slips = [slip for slip in _SLIPS if slip.sign in page.text]
    found = [(slip, match) for slip in slips for match in slip.pattern.finditer(page.text)]
    code = [range(*block.span()) for block in CODE.finditer(page.text)] if found else []
    front = front_matter_end(page.text)
    merges = sum(slip.sign.strip()[0] in "<>=" for slip, _ in found)
    for slip, match in found:
        if match[0].startswith("{%") and "{{%" not in page.text:
            continue  # a tag of Jinja or Liquid
        if match.start() >= front and (slip.in_code or not any(match.start() in block for block in code)):
            at = Location(path=page.path, line=1).within(page.text, match.start())
            new = slip.right(match)
            yield MARKUP.found(
                at,
                slip.message,
                expected=new.strip() or "the page without it",
                remedy=f"write '{new.strip()}'" if new.strip() else "merge by hand what is around it",
                fix=swap(at, match[0], new) if new or merges == 1 else None,
            )
    yield from backticks(page, front)
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
