"""The names that the text around a block gives to the file that the block is."""

import re
from collections.abc import Sequence
from typing import Final

from harness.edit.text_edits import lines_of
from harness.parse.page import Page, Snippet
from harness.plan.prose import prose

_ENDINGS: Final = (
    "ya?ml|json|sh|bash|py|conf|cfg|ini|env|properties|toml|txt|xml|html|sql|js|ts|go|rego|cue|tf|hcl|tpl|tmpl"
    "|jinja2?|j2|csr"
)
_PLAIN: Final = rf"(?:~/(?!\.kube/)\.?)?\w[\w./-]*\.(?:{_ENDINGS})\b"
FILE: Final = (
    rf"(?:[`\"'*“]{{1,2}}(?P<quoted>{_PLAIN}|Dockerfile|Makefile)[`\"'*”]{{1,2}}"
    rf"|(?<![\w/:.-])(?P<plain>{_PLAIN}))"
)
LOOKS: Final = r"\b(?:looks?|reads?) (?:exactly )?(?:like|as)\b"
_CHANGED: Final = rf"(?:edit|change|update|modify|adapt)\b(?=[^\n]{{0,200}}{LOOKS})"
TOLD: Final = re.compile(rf"(?:{prose('makes_file')}|{_CHANGED})(?:(?!\.\s)[^\n]){{0,120}}?{FILE}", re.IGNORECASE)
"""A sentence that tells to make a file, with its name."""
_BARE: Final = r"[A-Za-z][\w/-]*[\w-]"
_TOLD_BARE: Final = re.compile(
    rf"(?:{prose('makes_file')})(?:(?!\.\s)[^\n]){{0,120}}?"
    rf"(?:`({_BARE})` file\b|\bfile (?:called |named )?`({_BARE})`|\bfile \(`?({_BARE})`?\))",
    re.IGNORECASE,
)
"""A sentence that tells to make a file whose name has no ending, and calls it a file."""
_SIGN: Final = re.compile(r"\.\w|[fF][iI][lL][eE]")
"""What every name of a file has."""
MENTIONED: Final = re.compile(FILE)
_LABEL: Final = re.compile(
    rf"(?:(?:file(?: ?name)?|path)\s*:\s*|(?:the )?(?:file )?contents? of (?:the )?(?:file )?)?{FILE}\s*:?",
    re.IGNORECASE,
)
"""A paragraph that is nothing but a file's name, as a title of the block below."""
MANIFEST: Final = re.compile(r"(?m)^apiVersion:[^\n]*(?:\n.*)*?^kind:|^kind:[^\n]*(?:\n.*)*?^apiVersion:")
_AFTERWARDS: Final = re.compile(rf"^\s*(?:\d+\.\s+|[-*]\s+)?(?:{prose('saves_above')})", re.IGNORECASE)
_BOUNDARY: Final = re.compile(r"^\s*(?:```|~~~|#{1,6}\s|\{\{[<%]|\||<!--)")
_HEADING: Final = re.compile(r"\s{0,3}#{1,6}\s+(?P<text>.*?)\s*#*$")


def told_file(page: Page, snippet: Snippet) -> str | None:
    """The file that the text around a block names."""
    lines = lines_of(snippet.source or page.text)
    above = above_of(page, snippet)
    below = _below(lines, snippet)
    label = _LABEL.fullmatch(above or _heading(lines[: snippet.at.line - 1]))
    told = (
        name_of(label)
        if label is not None
        else _last(TOLD, above) or (_last(TOLD, below) if _AFTERWARDS.match(below) else None)
    )
    if told is None and (bare := _last_bare(above)) is not None:
        return bare
    if told is None and MANIFEST.search(snippet.body):
        return _last(MENTIONED, above)
    return told


def above_of(page: Page, snippet: Snippet) -> str:
    """The paragraph above a block."""
    return " ".join(_paragraph(lines_of(snippet.source or page.text)[: snippet.at.line - 1][::-1])[::-1])


def _last(pattern: re.Pattern[str], text: str) -> str | None:
    found = list(pattern.finditer(text)) if _SIGN.search(text) else ()
    return name_of(found[-1]) if found else None


def _last_bare(text: str) -> str | None:
    """The last name without an ending that a text calls that of a file to make."""
    found = list(_TOLD_BARE.finditer(text)) if _SIGN.search(text) else ()
    return next(filter(None, found[-1].groups())) if found else None


def name_of(found: re.Match[str]) -> str:
    return found["quoted"] or found["plain"]


def _paragraph(lines: Sequence[str]) -> list[str]:
    """The first paragraph of some lines, without blank ones before it."""
    found: list[str] = []
    for line in lines:
        if _BOUNDARY.match(line):
            break
        if line.strip():
            found.append(line.strip())
        elif found:
            break
    return found


def _heading(lines: Sequence[str]) -> str:
    """The text of a heading with nothing below it."""
    last = next((line for line in reversed(lines) if line.strip()), "")
    found = _HEADING.match(last)
    return "" if found is None else found["text"]


def _below(lines: Sequence[str], snippet: Snippet) -> str:
    start = snippet.last_line
    ends = next((n for n in range(max(start - 1, 0), min(start + 3, len(lines))) if _BOUNDARY.match(lines[n])), None)
    return "" if ends is None else " ".join(_paragraph(lines[ends + 1 :]))
