"""Ports and tags of images in the text of a page, against those of its manifests and commands."""

import re
from collections.abc import Iterator
from typing import Final

from harness.check.rule import Rule, Subject
from harness.check.typo import only_slip
from harness.diagnostic import Diagnostic, Severity
from harness.parse.page import Page
from harness.source import Location

UNLIKE: Final = Rule(
    code="unlike-manifest",
    severity=Severity.WARNING,
    meaning="A port or the tag of an image in the text, where the page's blocks have nearly the same one.",
)
RULES: Final = (UNLIKE,)

_IMAGE: Final = re.compile(r"`((?:[\w.-]+/)*[a-z][\w.-]*):(v?\d[\w.-]*)`")
_PORT: Final = re.compile(r"\bports? `?(\d{4,5})`?(?![\w.`-]*\d)")
_OF_PORTS: Final = re.compile(r"(?:[pP]ort|number)s?\"?[:=]\s*(\d{4,5})\b|:(\d{4,5})\b|\b(\d{4,5})/(?:TCP|UDP)")


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    if not _IMAGE.search(page.text) and not _PORT.search(page.text):
        return
    blocks = "\n".join(snippet.body for snippet in page.snippets)
    for number, line in prose(page):
        yield from images(page, number, line, blocks)
        yield from ports(page, number, line, blocks)


def prose(page: Page) -> Iterator[tuple[int, str]]:
    """The lines of the page outside of its blocks, from 1."""
    inside = {
        snippet.body_at.line + count
        for snippet in page.snippets
        if snippet.at.included_from is None
        for count in range(snippet.body.count("\n") + 1)
    }
    return ((number, line) for number, line in enumerate(page.text.split("\n"), start=1) if number not in inside)


def images(page: Page, number: int, line: str, blocks: str) -> Iterator[Diagnostic]:
    for found in _IMAGE.finditer(line) if ":" in line and "`" in line else ():
        name, tag = found.groups()
        of_image = rf"{re.escape(name)}:(v?\d[\w.-]*)"
        given = set(re.findall(rf"image: [\"']?{of_image}", blocks) or re.findall(rf"(?<![\w./-]){of_image}", blocks))
        if len(given) == 1 and tag not in given and page.text.count(f"{name}:{tag}") == 1:
            (other,) = given
            yield UNLIKE.found(
                Location(path=page.path, line=number, column=found.start(1) + 1),
                f"the text names the image {name}:{tag}, and the page's blocks {name}:{other}",
                expected="the same tag in both",
                remedy="correct the one that is wrong",
            )


def ports(page: Page, number: int, line: str, blocks: str) -> Iterator[Diagnostic]:
    for found in _PORT.finditer(line) if "port" in line else ():
        port = found[1]
        if port in blocks or len(re.findall(rf"\b{port}\b", page.text)) > 1:
            continue
        given = {each for every in _OF_PORTS.findall(blocks) for each in every if each}
        if near := only_slip(port, (each for each in given if len(each) == len(port))):
            yield UNLIKE.found(
                Location(path=page.path, line=number, column=found.start(1) + 1),
                f"the text names the port {port}, which no block of the page has",
                expected=f"the port of its blocks: {near}",
                remedy=f"did you mean {near}?",
            )
