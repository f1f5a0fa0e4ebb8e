"""Names, ports and tags of images in the text of a page, against those of its manifests and commands."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from harness.check.commands.namespace_name import is_slip
from harness.check.commands.program import known_programs
from harness.check.port_slip import port_meant
from harness.check.rule import Rule, Subject
from harness.check.site_links import language_root
from harness.check.site_words import is_slip_of_word, own_words, site_words
from harness.diagnostic import Diagnostic
from harness.parse.page import Page
from harness.programs.known import known_names
from harness.programs.resource_names import resource_words
from harness.source import Location

UNLIKE: Final = Rule.named("unlike-manifest")
RULES: Final = (UNLIKE,)

_CODE: Final = re.compile(r"(?<!`)`([a-z][a-z0-9]*(?:-[a-z0-9]+)*|[a-z]+[A-Z]\w*|[A-Z]+[a-z]+[A-Z]\w*)`(?!`)")
_KIND: Final = re.compile(r"\b[A-Z][a-z]+[A-Z]\w+\b")
_WORD: Final = re.compile(r"[A-Za-z0-9][\w-]*[A-Za-z0-9]")
_OFTEN: Final = 2
_SOURCE: Final = frozenset(
    {"c", "c++", "cpp", "go", "golang", "java", "javascript", "js", "proto", "protobuf", "py", "python"}
)
"""The words of such blocks are a program's, and no names of objects."""
_LONG: Final = 6  # letters of a name
_IMAGE: Final = re.compile(r"`(?!localhost:)((?:[\w.-]+/)*[a-z][\w.-]*):(v?\d[\w.-]*)`")
_CHANGES: Final = re.compile(
    r"(?i)\b(?:updat|upgrad|chang|replac|switch|instead|newer|older|roll|edit|bump)|[更改换換]|升级|онов|змін|замін|новіш"
)
_PORT: Final = re.compile(r"\bports? `?(\d{4,5})`?(?![\w.`-]*\d)")
_OF_PORTS: Final = re.compile(r"(?:[pP]ort|number)s?\"?[:=]\s*(\d{4,5})\b|:(\d{4,5})\b|\b(\d{4,5})/(?:TCP|UDP)")


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    blocks = "\n".join(snippet.body for snippet in page.snippets if snippet.syntax not in _SOURCE)
    lines = list(prose(page))
    yield from without_conventions(names(subject, blocks, lines))
    if not _IMAGE.search(page.text) and not _PORT.search(page.text):
        return
    for number, line in lines:
        yield from images(page, number, line, blocks)
        yield from ports(page, number, line, blocks)


def names(subject: Subject, blocks: str, lines: Sequence[tuple[int, str]]) -> Iterator[Diagnostic]:
    """A name or a kind that the text alone has, once, one slip off one that the blocks have again and again."""
    page = subject.plan.page
    counts = Counter(_WORD.findall(blocks))
    often = {word for word, count in counts.items() if count >= _OFTEN and len(word) >= _LONG} - known_names()
    kinds = {each for every in subject.catalogue.kinds.values() for each in every}
    kinds |= {word for each in subject.catalogue.shapes for word in each.values if _KIND.fullmatch(word)}
    kinds |= {word for word, count in Counter(_KIND.findall(page.text)).items() if count > _OFTEN}
    words = subject.catalogue.field_names | resource_words().keys() | known_programs()["kubectl"].commands.keys()
    for number, line in lines:
        for found in _CODE.finditer(line) if "`" in line else ():
            name = found[1]
            if (
                name in counts
                or name in kinds
                or name in words
                or len(re.findall(rf"\b{re.escape(name)}\b", page.text)) > 1
            ):
                continue
            camel = name != name.lower()
            known = kinds if camel else often
            near = [each for each in known if len(each) >= _LONG and is_slip_of_word(name, each)]
            near = [each for each in near if camel or is_slip(name, each)]
            near = [each for each in near if camel or not is_another_word(name, each)]
            near = [each for each in near if each == each.lower() or each.lower() not in near]
            near = [each for each in near if each[1:] != name[1:]]
            if len(near) == 1 and is_alone(name, page):
                at = Location(path=page.path, line=number, column=found.start(1) + 1)
                yield UNLIKE.slip(
                    at, f"the text alone has the name '{name}'", name, near[0], expected=f"a name such as '{near[0]}'"
                )


def without_conventions(findings: Iterator[Diagnostic]) -> Iterator[Diagnostic]:
    """Those whose slip is no rule of the page's names: ``rexec`` and ``rsuid`` are ``exec`` and ``suid`` with an r."""
    every = list(findings)
    first = Counter(word[0] for each in every if (word := added(each)))
    yield from (each for each in every if not (word := added(each)) or first[word[0]] == 1)


def added(finding: Diagnostic) -> str:
    """The name of a finding that is what it should be with a letter before it; empty for others."""
    edit = finding.fix.edits[0] if finding.fix is not None else None
    return edit.old if edit is not None and edit.old[1:] == edit.new else ""


def is_another_word(name: str, other: str) -> bool:
    """Whether two names differ in hyphens only, or are forms of one word: ``enable`` and ``enabled``."""
    shorter, longer = sorted((name, other), key=len)
    return name.replace("-", "") == other.replace("-", "") or (longer[:-1] == shorter and longer[-1] in "dnrsy")


def is_alone(word: str, page: Page) -> bool:
    """Whether no other page of the site has a word in its code."""
    file = page.path.absolute()
    root = language_root(file, page.language)
    return root is None or not site_words(root).elsewhere(word, own_words(file))


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
            if f"{name}:{other}" in line or _CHANGES.search(line):
                continue  # one is to take the place of the other
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
        if near := port_meant(port, given):
            yield UNLIKE.found(
                Location(path=page.path, line=number, column=found.start(1) + 1),
                f"the text names the port {port}, which no block of the page has",
                expected=f"the port of its blocks: {near}",
                remedy=f"did you mean {near}?",
            )
