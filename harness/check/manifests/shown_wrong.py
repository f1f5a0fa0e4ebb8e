"""Blocks that are no manifest and whose page knows it: templates of another program, and examples of what is wrong."""

import re
from collections.abc import Sequence
from typing import Final

from harness.edit.text_edits import lines_of
from harness.parse.page import Page, Snippet

TEMPLATE: Final = re.compile(
    r"\{%|\{\{-?\s*(?:/\*|(?:if|else|end|range|with|define|block|template|include|toYaml|tpl|\$\w+\s*:?=)\b)|\{\{-|-\}\}"
)
"""What steers a template: only its program knows what text it makes."""
_NOT: Final = "n['\u2019]t"
_WRONG: Final = re.compile(
    rf"\b(?:incorrect(?:ly)?|invalid|malformed|not valid|is{_NOT} valid|mis-?indented|will not work|wo{_NOT} work"
    rf"|does(?: not|{_NOT}) (?:work|parse)|fails? to parse|do(?: not|{_NOT}) (?:write|do) (?:this|it)"
    r"|wrong (?:way|example|indent\w*|YAML)|bad (?:example|YAML))\b",
    re.IGNORECASE,
)
_VERDICT: Final = r"(?:wrong|incorrect|invalid|not valid|malformed|refused|rejected)"
_SUBJECT: Final = r"\b(?:this|that|these|the following)(?: [\w`*-]+){0,3}"
_ANNOUNCED: Final = re.compile(
    rf"{_SUBJECT} (?:is|are|would be) (?:\w+ )?{_VERDICT}\b"
    rf"|\b(?:do(?: not|{_NOT})|never) (?:do|run|use|try|write|execute|copy) (?:this|that|it|the following)\b"
    rf"|{_SUBJECT} (?:has|have|contains?) (?:an? )?(?:\w+ )?(?:typo|mistake|error)s?\b"
    rf"|{_SUBJECT} (?:fails?|will fail|does(?: not|{_NOT}) work|wo{_NOT} work|will not work)\b[^.]*"
    r"\b(?:exist|typo|misspel\w+|syntax|unknown|invalid|missing|quot\w+|flag|field|indent\w*)\b"
    r"|\b(?:wrong|bad|incorrect|invalid) (?:example|way|usage|YAML|command|manifest|indentation)s?\b"
    r"|(?:^|[.!?] \W*)(?:wrong|bad|incorrect|don['\u2019]t)\W*$"
    r"|错误(?:示例|的写法|用法)|不要这样|не робіть так|неправильн\w* (?:приклад|спосіб|маніфест)",
    re.IGNORECASE,
)
"""Sentences that say so of the block itself, and not of what it is about."""
_FENCE: Final = re.compile(r"\s*(?:`{3,}|~{3,}|\{\{[<%]|\{%)")


def is_shown_wrong(page: Page, snippet: Snippet) -> bool:
    """Whether the paragraph above a block, or the first sentence below it, calls it wrong."""
    lines = lines_of(snippet.source or page.text)
    above = _above(lines, snippet)
    end = snippet.last_line
    below = " ".join(_paragraph([line for line in lines[end : end + 6] if not _FENCE.match(line)]))
    return any(_WRONG.search(sentence) for sentence in (above, re.split(r"[.:;!]\s", below, maxsplit=1)[0]))


def is_announced(page: Page, snippet: Snippet) -> bool:
    """Whether the paragraph above a block says that the block itself is wrong."""
    return _ANNOUNCED.search(_above(lines_of(snippet.source or page.text), snippet)) is not None


def _above(lines: Sequence[str], snippet: Snippet) -> str:
    return " ".join(reversed(_paragraph(lines[: snippet.at.line - 1][::-1])))


def _paragraph(lines: Sequence[str]) -> list[str]:
    """The first paragraph of some lines, without blank ones before it; empty where a block comes first."""
    found: list[str] = []
    for line in lines:
        if _FENCE.match(line) or (found and not line.strip()):
            break
        if line.strip():
            found.append(line.strip())
    return found
