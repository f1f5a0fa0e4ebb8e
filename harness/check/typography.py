"""Characters that a word processor puts in the place of others: dashes, quotes and blanks."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

import yaml

from harness.check.commands.bare_text import bare_text
from harness.check.commands.command_line import filled_script, place_of, segments
from harness.check.commands.inner_call import inner_text
from harness.check.manifests.page_documents import page_texts, printed_texts
from harness.check.manifests.page_resource import scalars
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.fix import Fix, swap
from harness.parse.page import Page, Segment
from harness.programs.kubectl import kubectl_words

TYPOGRAPHY: Final = Rule.named("typography")
RULES: Final = (TYPOGRAPHY,)

_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_QUOTES: Final = "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2032\u2033"
_BLANKS: Final = "\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff\u00ad"
_SINGLE: Final = "\u2018\u2019\u201a\u201b\u2032"
_SHORT: Final = frozenset({"\u2010", "\u2011", "\u2212"})  # a hyphen or a minus sign is one '-'
_NOTHING: Final = "\u200b\u2060\ufeff\u00ad"  # blanks that take no room
_IN_NAME: Final = re.compile(f"(?<=[A-Za-z0-9])[{_DASHES}](?=[A-Za-z0-9])")
_NAME: Final = re.compile(f"[A-Za-z0-9](?:[A-Za-z0-9-{_DASHES}.]*[A-Za-z0-9])?")
_RANGE: Final = re.compile(r"(?<=\{\w)\u2026(?=\w+\})|(?<=\{\w\w)\u2026(?=\w+\})")
_CYRILLIC: Final = (
    "\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u0456\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425"
)
_LATIN: Final = str.maketrans(_CYRILLIC, "aeopcxyiABEKMHOPCTX")
_MIXED: Final = re.compile(
    f"(?<![^\\W_])[A-Za-z][A-Za-z]+[{_CYRILLIC}][A-Za-z]*(?!\\w)|(?<!\\w)[A-Za-z]?[{_CYRILLIC}][A-Za-z]{{2,}}(?!\\w)"
)
_CYRILLIC_WORD: Final = re.compile(r"(?<!\w)[\u0400-\u04ff]{2,}(?!\w)")
_ENTITIES: Final = re.compile(r"(?:&(?:lt|gt|amp|quot|apos|nbsp|#39);)+")
_ODD: Final = re.compile(f"[{_DASHES}{_QUOTES}{_BLANKS}]")
_BLANK: Final = re.compile(f"[{_BLANKS}]")
_DASH: Final = re.compile(f"(?:(?<=\\s)|^)[-{_DASHES}]*[{_DASHES}][-{_DASHES}]*(?=[A-Za-z])", re.MULTILINE)
_QUOTE: Final = re.compile(f"(?:(?<=[\\s=])|^)[{_QUOTES}]|[{_QUOTES}](?=\\s|$)", re.MULTILINE)
# The whole value in typographic quotes, or a list's dash that is none.
_VALUE: Final = re.compile(
    f"(?::|^[ ]*-)[ ]+([{_QUOTES}])[^\\n]*[{_QUOTES}][ ]*$|[\\[,][ ]*([{_QUOTES}])(?=[^\\n]*[{_QUOTES}][ ]*[\\],])"
    f"|^[ ]*([{_DASHES}])[ ]+\\S",
    re.MULTILINE,
)
_TEMPLATE: Final = re.compile(
    f"\\{{\\{{[^{{}}\\n]*?([{_QUOTES}])|(?<=[=\\s])'[{{\\[](?:[^'\\n]*?[{{,:\\[])?[ ]*([{_QUOTES}])"
)
"""In the braces of a template, and at a key or a value of JSON."""
_JSON_LINE: Final = re.compile(
    f"^[ \\t]*([{_QUOTES}])[\\w.-]+[{_QUOTES}]?[ ]*:"
    f'|^[ \\t]*"[\\w.-]+"[ ]*:[ ]*([{_QUOTES}])[^"\\n]*[{_QUOTES}],?[ ]*$',
    re.MULTILINE,
)
_COLON: Final = re.compile(r"^[ ]*(?:-[ ]+)?[A-Za-z][\w.-]*(\uff1a[ ]?)", re.MULTILINE)


def check(subject: Subject) -> Iterator[Diagnostic]:
    for segment in segments(subject.plan.page):
        yield from entities(segment)
        if _ODD.search(segment.command):
            yield from in_command(segment)
        yield from in_output(segment)
    yield from names(subject.plan.page)
    for text, read in (*page_texts(subject.plan.page), *printed_texts(subject.plan.page)):
        texts = lines_of_texts(read.documents) if _COLON.search(text.text) or _ODD.search(text.text) else frozenset()
        for found in _COLON.finditer(text.text):
            if text.text.count("\n", 0, found.start()) not in texts:
                at = text.at.within(text.text, found.start(1))
                message = "the colon is of full width (U+FF1A): YAML takes it for a letter"
                yield TYPOGRAPHY.found(at, message, fix=swap(at, found[1], ": "))
        if _ODD.search(text.text):
            for found in (*_VALUE.finditer(text.text), *_BLANK.finditer(text.text)):
                start = found.start(found.lastindex or 0)
                line = text.text.count("\n", 0, start)
                if line in texts or is_of_prose(text.text, start):
                    continue
                if text.text.rfind("#", 0, start) <= text.text.rfind("\n", 0, start):  # no comment
                    column = start - text.text.rfind("\n", 0, start) - 1
                    place = text.place(line, column)
                    whole = text.text.split("\n")[line][column:]
                    yield TYPOGRAPHY.found(place, *_words(text.text[start]), fix=swap(place, *_plain(whole)))


def in_output(segment: Segment) -> Iterator[Diagnostic]:
    """Quotes around a key or a value of JSON that a program prints."""
    text = segment.expected or ""
    for found in _JSON_LINE.finditer(text) if segment.expected_at and _ODD.search(text) else ():
        start = found.start(found.lastindex or 0)
        at = (segment.expected_at or segment.at).within(text, start)
        yield TYPOGRAPHY.found(at, *_words(text[start]), fix=swap(at, *_plain(text[start:].partition("\n")[0])))


def lines_of_texts(documents: Iterable[yaml.Node]) -> frozenset[int]:
    """The lines of values with several lines, from 0: a file in a ConfigMap may be written in any characters."""
    found: set[int] = set()
    for node in (node for document in documents for node in scalars(document)):
        if node.style in {"|", ">"}:
            found.update(range(node.start_mark.line + 1, node.end_mark.line + (node.end_mark.column > 0)))
    return frozenset(found)


def is_of_prose(text: str, start: int) -> bool:
    """Whether a blank is beside a letter that is none of ASCII, or before a sign that French has it before."""
    before, after = text[max(0, start - 1) : start], text[start + 1 : start + 2]
    return any(each and not each.isascii() and not _ODD.match(each) for each in (before, after)) or after in set(
        "!?;:%"
    )


def line_around(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[text.rfind("\n", 0, start) + 1 : len(text) if end < 0 else end]


def entities(segment: Segment) -> Iterator[Diagnostic]:
    """``&lt;`` for ``<``: a block shows them, and bash reads them, as they are written."""
    for found in _ENTITIES.finditer(bare_text(segment.command)) if "&" in segment.command else ():
        at = place_of(found.start(), segment.command, segment.at)
        plain = html.unescape(found[0]).replace("\u00a0", " ")
        message = f"{found[0]} is HTML: bash takes the '&' for the end of a command"
        yield TYPOGRAPHY.found(at, message, expected=plain, remedy=f"write '{plain}'", fix=swap(at, found[0], plain))


def names(page: Page) -> Iterator[Diagnostic]:
    """A dash in a name that the page writes with hyphens elsewhere, and an ellipsis in a range of braces."""
    for snippet in page.snippets:
        for found in _MIXED.finditer(snippet.body) if not snippet.body.isascii() else ():
            if _CYRILLIC_WORD.search(line_around(snippet.body, found.start())):
                continue  # a word of that language with an ending of it
            at, plain = snippet.body_at.within(snippet.body, found.start()), found[0].translate(_LATIN)
            message = f"a letter of '{found[0]}' is of another alphabet, and looks like a Latin one"
            yield TYPOGRAPHY.found(at, message, expected=plain, fix=swap(at, found[0], plain))
        if not (_IN_NAME.search(snippet.body) or "\u2026" in snippet.body):
            continue
        for found in _NAME.finditer(snippet.body):
            plain = re.sub(f"[{_DASHES}]", "-", found[0])
            usual = plain in kubectl_words().containers | kubectl_words().namespaces
            usual = usual or "-" in found[0]  # other parts have a hyphen between them
            if plain != found[0] and (usual or re.search(rf"(?<![\w-]){re.escape(plain)}(?!\w)", page.text)):
                at = snippet.body_at.within(snippet.body, found.start())
                dash = next(each for each in found[0] if each in _DASHES)
                yield TYPOGRAPHY.found(at, *_words(dash), fix=swap(at, found[0], plain))
        for found in _RANGE.finditer(snippet.body) if snippet.segments else ():
            at = snippet.body_at.within(snippet.body, found.start())
            message = "the ellipsis (U+2026) is one character: bash counts with two dots"
            yield TYPOGRAPHY.found(at, message, fix=swap(at, found[0], ".."))


def in_command(segment: Segment) -> Iterator[Diagnostic]:
    """In quotes and here-documents dashes and quotes are text; blanks that nobody sees are wrong anywhere."""
    bare = bare_text(segment.command)
    found = {match.start(): match[0] for pattern in (_DASH, _QUOTE) for match in pattern.finditer(bare)}
    # A no-break space has a rule of its own where a block is read.
    found |= {match.start(): match[0] for match in _BLANK.finditer(segment.command) if match[0] != "\u00a0"}
    found |= dict(inner_signs(segment))
    found |= {
        match.start(match.lastindex or 0): match[match.lastindex or 0] for match in _TEMPLATE.finditer(segment.command)
    }
    lines: set[int] = set()
    for start in sorted(found):
        place = place_of(start, segment.command, segment.at)
        if place.line not in lines:  # the closing quote beside its opening one is no second finding
            lines.add(place.line)
            character = next(each for each in found[start] if _ODD.match(each))
            whole = segment.command[start:].partition("\n")[0]
            yield TYPOGRAPHY.found(place, *_words(character), fix=swap(place, *_plain(whole)))


def inner_signs(segment: Segment) -> Iterator[tuple[int, str]]:
    """Those in the script of ``sh -c``, which is a text only for the shell outside, by their offset."""
    for call in filled_script(segment.command).calls:
        text = inner_text(call)
        bare = bare_text(text) if _ODD.search(text) else ""
        for found in (*_DASH.finditer(bare), *_QUOTE.finditer(bare)):
            rest = text[found.start() :].partition("\n")[0]
            option = re.split(r"[\s\"'\\$]", rest, maxsplit=1)[0]
            for place in re.finditer(rf"(?<=[\s=]){re.escape(option)}(?![\w-])", segment.command):
                yield place.start(), option


def _words(character: str) -> tuple[str]:
    name = f"U+{ord(character):04X}"
    if _BLANK.match(character):
        return (f"an invisible or no-break blank ({name}) is part of the word for bash and YAML",)
    shown = "dash" if character in _DASHES else "quote"
    return (f"the {shown} {character} ({name}) is typographic: programs take it for a letter",)


def _plain(text: str) -> tuple[str, str]:
    """What stands at the start of a text, and the same in plain characters: blanks, a dash, or a quoted text."""
    if blanks := re.match(f"[{_BLANKS}]+", text):
        if blanks[0] == text:  # at the end of a line
            return text, ""
        return blanks[0], " " * sum(each not in _NOTHING for each in blanks[0])
    if dashes := re.match(f"[-{_DASHES}]+", text):
        long = re.match(r"[A-Za-z][\w-]", text[dashes.end() :]) is not None
        return dashes[0], "--" if long and dashes[0] not in _SHORT else "-"
    quoted = re.match(f"[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]", text)
    old = text[:1] if quoted is None else quoted[0]
    quote = "'" if old[0] in _SINGLE else '"'
    return old, old.replace(old[0], quote).replace(old[-1], quote)


def plain_quotes(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """Plain quotes for the typographic ones of a line: where a variable is in between, only the page has the text."""
    found = list(re.finditer(f"[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]", lines[finding.at.line - 1]))
    if len(found) != 1:
        return None
    return swap(replace(finding.at, column=found[0].start() + 1), *_plain(found[0][0]))
