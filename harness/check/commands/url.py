"""URLs in commands: an ampersand that ends the command, and addresses of web pages where a file is meant."""

import re
from collections.abc import Iterator
from typing import Final

from harness.check.commands.bare_text import bare_text
from harness.check.commands.command_line import filled_script, segments
from harness.check.commands.flags import place
from harness.check.commands.inner_call import inner_text
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.fix import swap
from harness.parse.page import Segment
from harness.programs.names import READING_URLS

AMPERSAND: Final = Rule.named("unquoted-ampersand")
WEB_PAGE: Final = Rule.named("web-page-url")
RULES: Final = (AMPERSAND, WEB_PAGE)

_AMPERSAND: Final = re.compile(r"https?://[^\s'\"&]*\?[^\s'\"&]*(&)[\w.%$-]")
_BLOB: Final = re.compile(
    r"https?://(?:www\.)?(?:github\.com/(?P<repository>[^/\s]+/[^/\s]+)/blob/(?P<file>[^\s\"'|)?>]+)"
    r"|[^\s/\"']*gitlab[^\s/\"']*/[^\s\"']+/-/blob/[^\s\"'|)?>]+)(?![^\s\"']*[?&]raw=)"
)
_FOLDER: Final = re.compile(
    r"(?:-f|--filename|\b(?:curl|wget)\b[^\n|;&]*?)[ =][\"']?"
    r"(?P<url>https?://(?:www\.)?github\.com/[^/\s]+/[^/\s]+/tree/[^\s\"'|)?>]+)"
)
_KUSTOMIZATION: Final = re.compile(
    r"\bkubectl [^\n|;&]*?(?<=\s)(?P<flag>-f|--filename)[ =][\"']?(?P<url>(?:https?://)?[\w.-]+\.\w+/[^\s\"'?]+\?ref=[^\s\"']+)"
)
# Programs that read or keep what they are given, and no browser.
_WORD: Final = re.compile(r"\w+")


def check(subject: Subject) -> Iterator[Diagnostic]:
    for segment in segments(subject.plan.page):
        if "://" in segment.command:
            if "&" in segment.command:
                yield from ampersands(segment)
            yield from web_pages(segment)
            yield from folders(segment)
        if "?ref=" in segment.command:
            yield from kustomizations(segment)


def with_ampersands(text: str) -> Iterator[tuple[int, str]]:
    """The URLs of a script that an ampersand cuts, each with its offset."""
    bare = bare_text(text)
    for found in _AMPERSAND.finditer(bare):
        url = re.split(r"[\s|;<>()]", bare[found.start() :], maxsplit=1)[0]
        yield found.start(), text[found.start() : found.start() + len(url)]


def ampersands(segment: Segment) -> Iterator[Diagnostic]:
    """In the text of ``sh -c`` the quotes around it are gone when the shell inside reads it."""
    for start, url in with_ampersands(segment.command):
        at = segment.at.down(segment.command.count("\n", 0, start), column=segment.at.column)
        message = "the '&' in the URL ends the command: what follows is never sent"
        yield AMPERSAND.mended(at, message, url, f'"{url}"', remedy="put quotes around the URL")
    for call in filled_script(segment.command).calls:
        text = inner_text(call)
        for _, written in with_ampersands(text):
            quoted = f"'{text}'" in segment.command  # taken as it is: other quotes are free
            at = place(segment, call, written)
            yield AMPERSAND.found(
                at,
                "the '&' in the URL ends the command inside: what follows is never sent",
                expected="the URL in quotes of its own",
                remedy="put quotes of another kind around the URL",
                fix=swap(at, written, f'"{written}"') if quoted else None,
            )


def web_pages(segment: Segment) -> Iterator[Diagnostic]:
    for found in _BLOB.finditer(segment.command):
        start = segment.command.rfind("\n", 0, found.start()) + 1
        if READING_URLS.isdisjoint(_WORD.findall(segment.command[: found.start()].rpartition(";")[2])):
            continue
        raw = found["repository"] and f"https://raw.githubusercontent.com/{found['repository']}/{found['file']}"
        at = segment.at.down(segment.command.count("\n", 0, start), column=segment.at.column)
        raw = raw or found[0].replace("/-/blob/", "/-/raw/")
        yield WEB_PAGE.mended(
            at, f"{found[0]} is a web page, not the file", found[0], raw, remedy="use the raw address"
        )


def kustomizations(segment: Segment) -> Iterator[Diagnostic]:
    """``-f github.com/oven/oven/config?ref=v1``: the address of a folder with a kustomization."""
    for found in _KUSTOMIZATION.finditer(segment.command):
        line = segment.command.count("\n", 0, found.start())
        at = segment.at.down(line, column=segment.at.column)
        message = f"{found['url']} is a folder with a kustomization, no file"
        yield WEB_PAGE.mended(at, message, found["flag"], "-k", remedy="write -k", expected="-k")


def folders(segment: Segment) -> Iterator[Diagnostic]:
    for found in _FOLDER.finditer(segment.command):
        line = segment.command.count("\n", 0, found.start("url"))
        yield WEB_PAGE.found(
            segment.at.down(line, column=segment.at.column),
            f"{found['url']} is a web page that shows a folder, no file",
            expected="the raw address of a file",
            remedy="use the raw addresses of the folder's files, or clone the repository",
        )
