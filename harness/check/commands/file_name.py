"""Files that commands read: a name that nothing on the page makes, like one that something makes."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from harness.check.commands.bare_text import bare_text
from harness.check.commands.command_line import filled_script, place_of, segments
from harness.check.commands.flags import place
from harness.check.commands.known_files import MANIFEST_NAME, Files, usual_word
from harness.check.manifests.manifest_text import files_given, plain_name
from harness.check.manifests.page_names import Named
from harness.check.odd_one import is_odd_one
from harness.check.rule import Rule, Subject
from harness.check.typo import is_one_slip
from harness.diagnostic import Diagnostic, Severity
from harness.fix import Fix, swap
from harness.parse.page import Page, Segment
from harness.plan.commands.behaviour import behaviour
from harness.programs.invocation import base_name, invocation, unwrapped
from harness.programs.roles import READS_FILES
from harness.shell.script import Call
from harness.shell.script_reader import read_script
from harness.source import Location

FILE: Final = Rule.named("unknown-file")
RULES: Final = (FILE,)

_NAME: Final = re.compile(r"[A-Za-z0-9][\w.-]*\.[A-Za-z]\w*")
_PATH: Final = re.compile(r"(?:\./)?(?:[\w.-]+/)*[A-Za-z0-9][\w.-]*\.[A-Za-z]\w*")
_INPUT: Final = re.compile(r"(?<![<0-9])<\s*((?:\./)?(?:[\w.-]+/)*[A-Za-z0-9][\w.-]*\.[A-Za-z]\w*)(?=[\s;|&)]|$)")
# Flags of kubectl, openssl and curl whose value is a file that has to be there.
_READ_FLAGS: Final = frozenset({
    "--cacert", "--cert", "--config", "--from-env-file", "--from-file", "--key", "-CA", "-CAkey", "-config", "-extfile",
    "-in", "-inkey", "-signkey",
})  # fmt: skip
_OF_MANIFESTS: Final = frozenset({"-f", "--file", "--filename"})
_DEVICE: Final = re.compile(r"(?<![\w.-])/dev/([a-z]{3,5})(?![\w/])")
_CUT_PATH: Final = re.compile(
    r"(?:>|(?P<flag>(?<=\s)-f)) ?((?:\./|[\w.-]+/) [\w.-]+\.(?:ya?ml|json|sh|conf|txt))(?=\s|$)"
)
_REMOTE_NAME: Final = re.compile(r"-[a-zA-Z]*O|--remote-name")
_TOLD: Final = re.compile(r"`([A-Za-z0-9][\w.-]*\.[A-Za-z]\w{0,5})`(\W*\n\s*(?:```|~~~))?")
_TITLE: Final = re.compile(r"\s*(?:#|//) *([A-Za-z0-9][\w.-]*\.[A-Za-z]\w{0,5})\s*\n")
_SAVED: Final = re.compile(r"(?i:save|creat|call|name|writ|stor|file)[^\n.`]*$")
# These bring files whose names no text of the page says.
_BRINGS_MORE: Final = re.compile(
    r"\b(?:git clone|tar |unzip |helm pull|cd \S|curl[^\n]* -\w*O|wget |docker cp|kubectl cp|scp )"
)
_MOVING: Final = frozenset({"cp", "mv"})
_CHANGING: Final = frozenset({"chmod", "rm", "source", "bash", "sh"})
_NEAR: Final = 45  # characters before the name


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    for segment in segments(page):
        yield from devices(segment)
    reads = [read for segment in segments(page) for read in reads_of(segment)]
    if not reads:
        return
    made = frozenset(name for segment in segments(page) for name in files_made(segment.command))
    if made.issuperset(file for _, file in reads):
        return
    files = files_of(page, made, Counter(file for _, file in reads))
    for at, name in reads:
        meant, sure = files.meant(name)
        if meant:
            yield FILE.found(
                at,
                f"nothing on the page makes the file '{name}'",
                expected=f"a file that is there, such as '{meant}'",
                remedy=f"did you mean '{meant}'?",
                severity=None if sure else Severity.WARNING,
                fix=fix_of(page, at, name, meant),
            )


def devices(segment: Segment) -> Iterator[Diagnostic]:
    """``/dev/nul``, which bash makes as a file, and ``./ file``: a folder and a file."""
    for found in _DEVICE.finditer(segment.command) if "/dev/" in segment.command else ():
        if found[1] != "full" and is_one_slip(found[1], "null"):  # full(4) is a device as well
            at = place_of(found.start(), segment.command, segment.at)
            yield FILE.slip(at, f"there is no device '{found[0]}'", found[0], "/dev/null", expected="/dev/null")
    for found in _CUT_PATH.finditer(bare_text(segment.command)) if "/ " in segment.command else ():
        if found["flag"] and not takes_manifests(segment.command):
            continue
        at = place_of(found.start(2), segment.command, segment.at)
        joined = found[2].replace(" ", "")
        yield FILE.mended(at, f"a blank cuts the path '{joined}' in two", found[2], joined)


def takes_manifests(command: str) -> bool:
    """Whether ``-f`` of a call in it names a manifest; for ``rm`` it says something else."""
    return any("-f" in invocation(call.words).profile.file_flags for call in read_script(command).calls)


def fix_of(page: Page, at: Location, name: str, meant: str) -> Fix:
    """The slip is where the file is read, or where the only command makes it that has this name for it."""
    if "." in base_name(name) and is_odd_one(meant, name, page.text):
        making = [each for each in segments(page) if meant in files_made(each.command)]
        if len(making) == 1 and making[0].command.count(meant) == 1:
            start = making[0].command.index(meant)
            return swap(place_of(start, making[0].command, making[0].at), meant, name)
    return swap(at, name, meant)


def reads_of(segment: Segment) -> Iterator[tuple[Location, str]]:
    for call in filled_script(segment.command).calls:
        for file in dict.fromkeys(files_read_by(call)):
            yield place(segment, call, plain_name(file)), plain_name(file)
    for found in _INPUT.finditer(bare_text(segment.command)) if "<" in segment.command else ():
        yield place_of(found.start(1), segment.command, segment.at), plain_name(found[1])


def files_read_by(call: Call) -> Iterator[str]:
    yield from (file for file, _ in files_given(call.words))
    words = unwrapped(call.words)
    if base_name(words[0]) in READS_FILES:
        read = words[1:-1] if base_name(words[0]) in _MOVING else words[1:]
        yield from (word for word in read if _NAME.fullmatch(word))
    if base_name(words[0]) in _CHANGING:
        yield from (word for word in words[1:] if _PATH.fullmatch(word))
    elif words[0].startswith("./") and _PATH.fullmatch(words[0]):
        yield words[0]
    for before, word in itertools.pairwise(words):
        flag, equals, value = word.partition("=")
        file = value.rpartition("=")[2] if equals and flag in _READ_FLAGS else word if before in _READ_FLAGS else ""
        if before in _OF_MANIFESTS and MANIFEST_NAME.fullmatch(base_name(word)):  # whatever program it is
            file = word
        if _PATH.fullmatch(file):
            yield file


def files_of(page: Page, made: frozenset[str], read: Counter[str]) -> Files:
    texts = [segment.command for snippet in page.snippets for segment in snippet.segments]
    told = frozenset(
        found[1]
        for found in _TOLD.finditer(page.text)
        if found[2] or _SAVED.search(page.text, max(found.start() - _NEAR, 0), found.start())
    )
    titles = (found[1] for snippet in page.snippets if (found := _TITLE.match(snippet.body)))
    page_names = Named(made={}, page=page)
    return Files(
        word_meant=lambda stem: page_names.coded(stem) or page_names.on_site(stem) or usual_word(stem, page),
        made=made,
        told=told.union(titles),
        read=read,
        closed=not any(_BRINGS_MORE.search(text) for text in texts),
        text=page.text,
    )


def files_made(text: str) -> Iterator[str]:
    """Files that a command writes, by redirection or by an option."""
    script = read_script(text)
    yield from map(plain_name, script.writes)
    for call in script.calls:
        if call.program == "curl" and any(_REMOTE_NAME.fullmatch(word) for word in call.words):
            yield from (word.rpartition("/")[2] for word in call.words if "://" in word)
        if (done := behaviour(call)) is not None and done.act == "edits" and len(done.name.split()) == 1:
            yield from map(plain_name, call.words[1:])
        if call.program in _MOVING:
            target = call.words[-1].rstrip("/")
            yield from (target, *(f"{target}/{base_name(word)}" for word in call.words[1:-1]))
            yield from (base_name(word) for word in call.words[1:-1] if "/" in word)  # into a folder
        for before, word in itertools.pairwise(call.words):
            if call.program in {"tee", "touch", "ln"} or before in {"-o", "-out", "-keyout", "--output", "-O"}:
                yield plain_name(word)
