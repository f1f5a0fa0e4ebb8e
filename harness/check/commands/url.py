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
# Programs that read or keep what they are given, and no browser.
_WORD: Final = re.compile(r"\w+")


def check(subject: Subject) -> Iterator[Diagnostic]:
    for segment in segments(subject.plan.page):
        if "://" in segment.command:
            yield from ampersands(segment)
            yield from inner_ampersands(segment)
            yield from web_pages(segment)
            yield from folders(segment)


def ampersands(segment: Segment) -> Iterator[Diagnostic]:
    if "&" not in segment.command:
        return
    bare = bare_text(segment.command)
    for found in _AMPERSAND.finditer(bare):
        line = bare.count("\n", 0, found.start())
        at = segment.at.down(line, column=segment.at.column)
        url = re.split(r"[\s|;<>()]", bare[found.start() :], maxsplit=1)[0]
        written = segment.command[found.start() : found.start() + len(url)]
        yield AMPERSAND.found(
            at,
            "the '&' in the URL ends the command: what follows is never sent",
            expected="the URL in quotes",
            remedy="put quotes around the URL",
            fix=swap(at, written, f'"{written}"'),
        )


def inner_ampersands(segment: Segment) -> Iterator[Diagnostic]:
    """In the text of ``sh -c`` the quotes around it are gone when the shell inside reads it."""
    for call in filled_script(segment.command).calls if "&" in segment.command else ():
        text = inner_text(call)
        bare = bare_text(text)
        for found in _AMPERSAND.finditer(bare):
            url = re.split(r"[\s|;<>()]", bare[found.start() :], maxsplit=1)[0]
            written = text[found.start() : found.start() + len(url)]
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
        yield WEB_PAGE.found(
            at,
            f"{found[0]} is a web page, not the file",
            expected=raw or "the address of the raw file: /-/raw/ in place of /-/blob/",
            remedy="use the raw address",
            fix=swap(at, found[0], raw or found[0].replace("/-/blob/", "/-/raw/")),
        )


def folders(segment: Segment) -> Iterator[Diagnostic]:
    for found in _FOLDER.finditer(segment.command):
        line = segment.command.count("\n", 0, found.start("url"))
        yield WEB_PAGE.found(
            segment.at.down(line, column=segment.at.column),
            f"{found['url']} is a web page that shows a folder, no file",
            expected="the raw address of a file",
            remedy="use the raw addresses of the folder's files, or clone the repository",
        )
