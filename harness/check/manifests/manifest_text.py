"""The YAML on a page: which texts are manifests, who reads each one, and how complete it has to be."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

import yaml

from harness.check.commands.command_line import call_place, segments
from harness.check.manifests.shown_wrong import TEMPLATE, is_shown_wrong
from harness.parse.page import Page, Snippet
from harness.programs.invocation import unwrapped
from harness.programs.names import KUBECTL_OF_WHOLE_OBJECTS
from harness.programs.registry import program as known_program
from harness.shell.heredoc import UNKNOWN, Heredoc, heredocs
from harness.shell.script_reader import read_script
from harness.source import Location


class Reader(Enum):
    """What reads a text, the most demanding first; this decides what may be missing in it."""

    APPLY = "kubectl apply"  # every resource complete
    MANIFEST = "a program that reads manifests"
    YAML = "a program that reads YAML, such as values of a chart"
    READER = "the reader of the page"  # a block to look at, often a part of something


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestText:
    """``text`` is YAML, with ``UNKNOWN`` where only running would tell; ``at`` is the place of its first line."""

    text: str
    at: Location
    reader: Reader
    json: bool = False  # called so by the page
    wrong: bool = False  # not YAML, and its writer knows: a template, or an example of what is wrong

    def place(self, line: int, column: int) -> Location:
        """The place on the page of a line and column of the text, both from 0."""
        return self.at.down(line, column=self.at.column + column)

    def start(self, node: yaml.Node) -> Location:
        return self.place(node.start_mark.line, node.start_mark.column)


Uses = Mapping[str, Reader]

_YAML_SYNTAXES: Final = frozenset({"yaml", "yml"})
_YAML_NAME: Final = re.compile(r"\.ya?ml$")
_OTHER_NAME: Final = re.compile(r"\.(?:md|sh|py|txt|conf|cfg|toml|html?|go|js|tf)$")  # that nobody applies
LEFT_OUT: Final = re.compile(
    r"^(?P<indent>[ \t]*)(?:#[ \t]*)?(?P<dash>-[ \t]*)?(?:\.{3,}|…|\[(?:\.{3,}|…)\]|<(?:snip|\.{3,})>)[ \t]*(?:#.*)?$"
    r"(?=(?P<list>\s*\n(?P=indent)- )?)",
    re.MULTILINE,
)
# A manifest from its first line, though not in one column.
SHIFTED: Final = re.compile(r"\s*(?:#.*\n\s*|---\s*\n)*(?:apiVersion|kind): \S+\n {0,4}(?:apiVersion|kind): \S")
_TOP: Final = re.compile(r"\s*(?:apiVersion|kind)[:\uff1a]")
_PRINTS: Final = re.compile(r"(?<!\S)(?:-o|--output)[ =]?[\"']?yaml\b")
_KEY_ALONE: Final = re.compile(r":[ \t]*(?:#.*)?\Z")
# At the margin, as in every manifest and in hardly anything else.
_VERSION: Final = re.compile(r"^(?:- )?apiVersion:", re.MULTILINE)
_KIND: Final = re.compile(r"^(?:- |  )?kind:", re.MULTILINE)
_JSON_RESOURCE: Final = re.compile(r"\A\s*\{(?=[\s\S]*\"apiVersion\":)(?=[\s\S]*\"kind\":)")
_TEMPLATE: Final = re.compile(r"\{\{[^{}\n]*\}\}")
_ONLY_UNKNOWN: Final = re.compile(rf"^[ \t]*(?:{UNKNOWN})+[ \t]*$", re.MULTILINE)


def manifest_texts(page: Page) -> Iterator[ManifestText]:
    """Every YAML text of a page in reading order, those that nobody is known to read as YAML left out."""
    uses = files_read(page)
    for snippet in page.snippets:
        if not snippet.segments and is_shown(snippet):
            yield shown_block(snippet, page)
        for segment in snippet.segments:
            for heredoc in heredocs(segment.command):
                reader = reader_of(heredoc, uses)
                if reader is not None:
                    yield ManifestText(
                        text=without_gaps(heredoc.text),
                        at=call_place(segment, heredoc),
                        reader=reader,
                        wrong=TEMPLATE.search(heredoc.text) is not None,
                    )


def printed_manifests(page: Page) -> Iterator[ManifestText]:
    """Expected outputs of commands that print YAML, and others that are a manifest from their first line."""
    for segment in segments(page):
        text = segment.expected or ""
        if segment.expected_at and (SHIFTED.match(text) or (_PRINTS.search(segment.command) and _TOP.match(text))):
            yield ManifestText(text=without_gaps(text), at=segment.expected_at, reader=Reader.READER)


def is_shown(snippet: Snippet) -> bool:
    """Whether a block is YAML, or a resource as JSON: other JSON is what programs answer."""
    if snippet.syntax == "json":
        return _JSON_RESOURCE.search(snippet.body) is not None and "..." not in snippet.body
    return snippet.syntax in _YAML_SYNTAXES


def shown_block(snippet: Snippet, page: Page) -> ManifestText:
    return ManifestText(
        text=without_gaps(snippet.body),
        at=snippet.body_at,
        reader=Reader.READER,
        json=snippet.syntax == "json",
        wrong=TEMPLATE.search(snippet.body) is not None or is_shown_wrong(page, snippet),
    )


def without_gaps(text: str) -> str:
    """The text with ``UNKNOWN`` for what a template fills in, and nothing where that is a whole line."""
    return _ONLY_UNKNOWN.sub("", _TEMPLATE.sub(UNKNOWN, text))


def readable(text: ManifestText) -> str:
    """In a block for readers a line of three dots stands for what is not shown: entries, or a key of what follows."""
    if text.reader is not Reader.READER:
        return text.text
    return LEFT_OUT.sub(_left_out, text.text)


def _left_out(dots: re.Match[str]) -> str:
    """A value that is not known, where all of a key's value is left out; else an entry, or a key beside others."""
    indent = dots["indent"]
    if dots["dash"] or dots["list"]:
        return f"{indent}- {UNKNOWN}"
    above = dots.string[: dots.start()].rstrip()
    below = dots.string[dots.end() :].lstrip("\n")
    is_all = _KEY_ALONE.search(above) is not None and not below.startswith(indent)
    return f"{indent}{UNKNOWN}" if indent and is_all else f"{indent}{UNKNOWN}:"


def reader_of(heredoc: Heredoc, uses: Uses) -> Reader | None:
    """Who reads a here-document; ``None`` when it is nothing that is known to be YAML."""
    found = [
        reader for call in heredoc.head.calls for file, reader in files_given(call.words) if file in {"-", "/dev/stdin"}
    ]
    if found:
        return min(found, key=strictness)
    written = [
        *heredoc.head.writes,
        *(word for call in heredoc.head.calls if call.program == "tee" for word in call.words[1:]),
    ]
    found = [uses[file] for file in map(plain_name, written) if file in uses]
    if found:
        return min(found, key=strictness)
    if any(map(_OTHER_NAME.search, written)):
        return None
    if _VERSION.search(heredoc.text) and _KIND.search(heredoc.text):
        return Reader.MANIFEST
    return Reader.YAML if any(map(_YAML_NAME.search, written)) else None


def strictness(reader: Reader) -> int:
    return list(Reader).index(reader)


def files_read(page: Page) -> Uses:
    """The files that commands of the page read as YAML, each with its most demanding reader."""
    uses: dict[str, Reader] = {}
    for segment in segments(page):
        for call in read_script(segment.command).calls:
            for file, reader in files_given(call.words):
                name = plain_name(file)
                uses[name] = min(reader, uses.get(name, reader), key=strictness)
    return uses


def files_given(words: tuple[str, ...]) -> Iterator[tuple[str, Reader]]:
    """The files that a call is told to read, with how it reads them."""
    words = unwrapped(words)
    program = words[0].rpartition("/")[2]
    profile = known_program(program)
    flags = profile.file_flags if profile is not None else frozenset()
    verbs = [word for word in words[1:] if not word.startswith("-")]
    for index, word in enumerate(words):
        flag, equals, value = word.partition("=")
        if flag not in flags:
            continue
        file = value if equals else words[index + 1] if index + 1 < len(words) else ""
        for each in file.split(","):
            yield each, _reader(program, verbs, words)


def _reader(program: str, verbs: list[str], words: tuple[str, ...]) -> Reader:
    if program == "helm":
        return Reader.YAML
    # With --server-side a part of a resource is enough where the rest exists already.
    whole = KUBECTL_OF_WHOLE_OBJECTS & set(verbs[:3]) and not any(word.startswith("--server-side") for word in words)
    return Reader.APPLY if program == "kubectl" and whole else Reader.MANIFEST


def plain_name(file: str) -> str:
    return file.removeprefix("./")
