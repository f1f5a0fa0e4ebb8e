"""One character too few or too many, which bash takes without a word: in braces, settings, URLs and marks."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from harness.check.commands.bare_text import bare_text
from harness.check.commands.command_line import line_place, place_of, segments
from harness.check.manifests.page_documents import inner_texts, page_texts
from harness.check.manifests.page_resource import scalars
from harness.check.rule import Rule, Subject
from harness.check.typo import is_one_slip
from harness.diagnostic import Diagnostic, Severity
from harness.parse.page import Segment
from harness.shell.heredoc import heredocs
from harness.source import Location

BRACE: Final = Rule.named("lost-brace")
SETTING: Final = Rule.named("blank-after-equals")
URL: Final = Rule.named("broken-url")
MARK: Final = Rule.named("lost-mark")
RULES: Final = (BRACE, SETTING, URL, MARK)

_BRACE: Final = re.compile(r"\$(\w+)\}")
_OPEN_BRACE: Final = re.compile(r"\$\{[A-Za-z_]\w*(?=[\"'\s)]|$)")
_SINGLE_QUOTED: Final = re.compile(r"'[^'\n]*'")
_PARENTHESIS: Final = re.compile(r"\"(\$) [a-z][^\"()\n]*\)\"")
_TEST: Final = re.compile(
    r"(?:^[ \t]*|[;&|!(] *|\b(?:if|while|until|elif) )\[(?:\[ [^\]\n]*?| [^\]\n]*?)(?<= )"
    r"([^\s\]]*[^\s\]\[](\]\]?))(?=[ \t]*(?:;|&&|\|\||$))",
    re.MULTILINE,
)
_OPENS: Final = re.compile(r"(?:\b(?:if|while|until|elif) |(?:&&|\|\||;) )(\[\[?)(?=[-\"$!]\S* [^\]\n]*\])")
_RANGE: Final = re.compile(r"\bin (\{(\d+)(?:\.|\.{3,}|-|…)(\d+)\})")
_SETTING: Final = re.compile(r"(?<![\w-])export (\w+=) +(?=[$\"'`/\d~]|\w+://)")
_OF_WORD: Final = re.compile(r"(?<![\w-])export ([A-Z][A-Z0-9_]+)(= +| +)([a-z][a-z-]*)[ \t]*$", re.MULTILINE)
_NAME: Final = re.compile(
    r"(?<![\w-])export (\$(\w+)=|(\w+) += *(?=[$\"'`\w])|(\w+) +(?=\$\(|[\"'`/~\d]|\$\w+\S*[ \t]*$|\w+://)|(\w+):(?=[\w\"'$]))"
)
_URL: Final = re.compile(
    r"(?<![\w/.+-])(?P<word>[a-z]{2,6})(?P<sign>://)(?=[\w$*{<])"
    r"|(?<=\s-[a-z])(?P<joined>://)(?=[\w$*{<])"
    r"|(?<![\w/.+-])(?P<scheme>https?)"
    r"(?P<slip>:/(?=[\w$*{]|\"\$)|//(?=[\w$*{])|:(?=[a-z][\w-]*\.[a-z])|:{2,}//(?=[\w$*{])|:/{3,}(?=[\w$*{]))"
)
_WEB: Final = ("http", "https")
_SCHEMES: Final = frozenset({"http", "https", "ftp", "ftps", "tcp", "udp", "tls", "grpc", "xds", "dns", "file", "unix"})
_MARK: Final = re.compile(
    r"(?<=\s)(@)([\w-]+/[\w./-]+\.\w+)(@?)(?=[\s)]|$)|(?<=\s)([\w-]+/[\w./-]+\.\w+)(@)(?=[\s)]|$)"
)
_SENDS: Final = re.compile(r"(?:-d|--data[a-z-]*|-F|--form|-T|-H|--json|-K|--netrc-file)[ =]?$")


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    marked = re.search(r"@[\w-]+/[\w./-]+@", page.text) is not None
    for segment in segments(page):
        yield from ranges(segment)
        yield from parentheses(segment)
        yield from brackets(segment)
        yield from open_braces(segment)
        yield from braces(segment.command, placer(segment))
        yield from settings(segment, page.text)
        yield from urls(segment.command, placer(segment))
        yield from marks(segment) if "@" in segment.command and marked else ()
    for text, yaml_text in (*page_texts(page), *inner_texts(page)):
        for node in (each for document in yaml_text.documents for each in scalars(document)):
            if node.style not in {"|", ">"} and "\n" not in node.value:
                yield from urls(node.value, partial(inside, text.start(node), node.style or ""))


def inside(at: Location, quote: str, offset: int) -> Location:
    """The place of a character of a value of one line."""
    return at.down(0, column=at.column + len(quote) + offset)


def placer(segment: Segment) -> Callable[[int], Location]:
    return lambda offset: place_of(offset, segment.command, segment.at)


def open_braces(segment: Segment) -> Iterator[Diagnostic]:
    """``${NAME`` before a quote or a blank, where bash looks for the end of the name."""
    lines = segment.command.split("\n") if "${" in segment.command else []
    kept = {number for each in heredocs(segment.command) if not each.expands for number in range(each.line, each.end)}
    for number, line in enumerate(lines):
        bare = _SINGLE_QUOTED.sub(lambda found: " " * len(found[0]), line)
        for found in _OPEN_BRACE.finditer(bare) if number not in kept else ():
            at = line_place(segment, number, found.start())
            message = f"'{found[0]}' has no closing brace"
            yield BRACE.mended(at, message, found[0], f"{found[0]}}}", severity=Severity.ERROR)


def parentheses(segment: Segment) -> Iterator[Diagnostic]:
    """``"$ cat FILE )"``: a substitution in quotes that has lost what opens it."""
    for found in _PARENTHESIS.finditer(segment.command) if '"$ ' in segment.command else ():
        at = place_of(found.start(1), segment.command, segment.at)
        yield BRACE.mended(at, "the ')' in the quotes closes nothing", "$ ", "$( ", expected="$( ... )")


def brackets(segment: Segment) -> Iterator[Diagnostic]:
    """``[ -f "$FILE"]`` and ``[-f "$FILE" ]``: the bracket is to be a word of its own."""
    for found in _OPENS.finditer(segment.command) if "[" in segment.command else ():
        at, message = place_of(found.start(1), segment.command, segment.at), f"the '{found[1]}' is no word of its own"
        old = f"{found[1]}{segment.command[found.end(1)]}"
        yield BRACE.mended(at, f"{message}: bash takes it for a part of a program's name", old, f"{found[1]} {old[-1]}")
    for found in _TEST.finditer(segment.command) if "[ " in segment.command else ():
        at = place_of(found.start(1), segment.command, segment.at)
        message = f"the '{found[2]}' is no word of its own: the test never ends"
        yield BRACE.mended(at, message, found[1], f"{found[1].removesuffix(found[2])} {found[2]}")


def ranges(segment: Segment) -> Iterator[Diagnostic]:
    """``{1...5}`` in a loop: bash counts with two dots, and takes anything else for a word."""
    for found in _RANGE.finditer(segment.command) if "{" in segment.command else ():
        at, right = place_of(found.start(1), segment.command, segment.at), f"{{{found[2]}..{found[3]}}}"
        yield BRACE.mended(at, f"'{found[1]}' is a word for bash: it counts with two dots", found[1], right)


def braces(text: str, place: Callable[[int], Location]) -> Iterator[Diagnostic]:
    for found in _BRACE.finditer(text) if "}" in text else ():
        start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.start())
        line = text[start : end if end >= 0 else len(text)]
        if line.count("}") > line.count("{") and line[: found.end() - start].count("}") > line[
            : found.start() - start
        ].count("{"):
            message = f"'{found[0]}' has no opening brace: bash puts a '}}' behind the value"
            yield BRACE.mended(place(found.start()), message, found[0], f"${{{found[1]}}}")


def settings(segment: Segment, page: str) -> Iterator[Diagnostic]:
    for found in outside_quotes(_NAME, segment.command):
        at, name = place_of(found.start(1), segment.command, segment.at), found[2] or found[3] or found[4] or found[5]
        message = f"bash sets no {name}: it takes '{found[1].strip()}' for something else"
        yield SETTING.mended(at, message, found[1], f"{name}=")
    for found in outside_quotes(_OF_WORD, segment.command):
        name, sign, word = found.groups()
        if f"{word}=" not in page and (sign.strip() or f"{name}=" not in page):
            at = place_of(found.start(1), segment.command, segment.at)
            message = f"bash sets {name} to nothing, and exports '{word}' as another variable"
            yield SETTING.mended(at, message, f"{name}{sign}{word}", f"{name}={word}")
    for found in outside_quotes(_SETTING, segment.command):
        at = place_of(found.start(1), segment.command, segment.at)
        message = f"bash sets {found[1]} to nothing: a blank is behind the '='"
        yield SETTING.mended(at, message, found[0].removeprefix("export "), found[1], remedy="remove the blank")


def outside_quotes(export: re.Pattern[str], command: str) -> Iterator[re.Match[str]]:
    """What ``export`` finds, but for what is quoted."""
    for found in export.finditer(command) if "export " in command else ():
        if bare_text(command)[found.start(1)] == command[found.start(1)]:
            yield found


def urls(text: str, place: Callable[[int], Location]) -> Iterator[Diagnostic]:
    """One slash too few is right for curl, where a socket is the host."""
    for found in _URL.finditer(text) if ("/" in text or ":" in text) and "--unix-socket" not in text else ():
        word, old = found["word"], found[0]
        if word is not None:
            near = [each for each in _WEB if word not in _SCHEMES and is_one_slip(word, each)]
            new = f"{near[0]}://" if near else ""
        elif found["joined"]:
            new = f" https{old}"
        else:
            new = f"{found['scheme']}://" if found["slip"] != ":" else ""
        if new:
            yield URL.slip(place(found.start()), f"'{old}' starts no URL", old, new, expected=new)


def marks(segment: Segment) -> Iterator[Diagnostic]:
    for found in _MARK.finditer(segment.command):
        if found[3] or _SENDS.search(segment.command[: found.start()].rstrip()):
            continue
        path = found[2] or found[4]
        message = f"'{found[0]}' has one '@': it is no mark of a sample, and no file"
        yield MARK.mended(place_of(found.start(), segment.command, segment.at), message, found[0], f"@{path}@")
