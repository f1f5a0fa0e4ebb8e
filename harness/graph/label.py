"""Titles that are no headings, and what stands under them: those of boxes and elements, and lines in bold letters.

:::note Prerequisites        !!! note "Prerequisites"      <summary>Prerequisites</summary>      **Prerequisites**
[Install](b.md)                  [Install](b.md)           [Install](b.md)                       - [Install](b.md)
:::                                                        </details>
"""

import re
from dataclasses import dataclass, field
from typing import Final

_FIRST: Final = frozenset("!*:<>?_`{~")
_COLONS: Final = re.compile(
    r"\s*(?P<mark>:{3,})\s*(?:\{[\w-]+\}|[\w-]+)?\s*\[?(?P<title>[^\]\n{}]*?)\]?\s*(?:\{.*\})?\s*"
)
_INDENTED: Final = re.compile(r"(?P<blanks>\s*)(?:!!!|\?\?\?\+?)\s+[\w -]+?(?:\s+\"(?P<title>[^\"]*)\")?\s*")
_FENCED: Final = re.compile(
    r"\s*(?P<mark>`{3,}|~{3,})\{(?:admonition|attention|caution|danger|dropdown|error|hint|important|note|seealso|tip|warning)\}"
    r"\s*(?P<title>.*?)\s*"
)
_BOLD: Final = re.compile(r"(?:>\s*)*(?:\*\*|__)(?P<title>[^*_\n]+?):?\s*(?:\*\*|__)\s*:?\s*")
_SUMMARY: Final = re.compile(r".*<summary>(?:<\w+>)*(?P<title>[^<>]*)(?:</\w+>)*</summary>\s*")
_ELEMENT: Final = re.compile(r"\s*<(?P<name>[A-Z]\w*)\b(?:[^>]*\btitle=[\"{']+(?P<title>[^\"'{}]*))?[^>]*(?<!/)>\s*")
_CLOSING: Final = re.compile(r"\s*</(?:details|[A-Z]\w*)>\s*|\s*\{%-?\s*end\w+.*%\}\s*")
_MARK_ONLY: Final = re.compile(r"\s*(?:>\s*\[!\w+\][-+]?|\{%.*%\}|</?(?:details|div)\b[^>]*>)\s*")


@dataclass(slots=True)
class Labels:
    """``title`` is what the next line stands under; empty for none."""

    title: str = ""
    _closers: list[str] = field(default_factory=list)  # fences and colons of boxes that are open, outermost first
    _indent: int | None = None  # of the header of a box whose text is further right

    def take(self, line: str) -> bool:
        """Follow a line; whether it is the mark or the title of a box and no prose."""
        stripped = line.strip()
        if self._indent is not None and len(line) - len(line.lstrip()) <= self._indent:
            self.title, self._indent = "", None
        if stripped[0] not in _FIRST:
            return False
        title = self._closed(stripped)
        title = self._opened(line) if title is None else title
        title = named(line, stripped) if title is None else title
        if title is None:
            return _MARK_ONLY.fullmatch(line) is not None
        self.title = title.strip()
        return True

    def _closed(self, stripped: str) -> str | None:
        if stripped not in self._closers:
            return None if _CLOSING.fullmatch(stripped) is None else ""
        del self._closers[self._closers.index(stripped) :]
        return ""

    def _opened(self, line: str) -> str | None:
        """The title of a box, empty for one without."""
        if (opened := _COLONS.fullmatch(line) or _FENCED.fullmatch(line)) is not None:
            self._closers.append(opened["mark"])
            return opened["title"]
        if (header := _INDENTED.fullmatch(line)) is not None:
            self._indent = len(header["blanks"])
            return header["title"] or ""
        return None

    def end(self) -> None:
        """At a heading, or a block of code: a title outside of a box says nothing of what is below that."""
        if not self._closers and self._indent is None:
            self.title = ""


def named(line: str, stripped: str) -> str | None:
    """The title that a line in bold letters is, or that an element has."""
    if (titled := _BOLD.fullmatch(stripped) or _SUMMARY.fullmatch(line)) is not None:
        return titled["title"]
    element = _ELEMENT.fullmatch(line)
    return None if element is None else element["title"] or element["name"]
