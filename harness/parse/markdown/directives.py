"""Directives: code, files, parts of the page, tabs, and notes with anything in them, as MyST (for Sphinx) has them.

```{code-block} console          ::::{tab-set}
:caption: oven.yaml              :::{tab-item} Helm
$ kubectl get pods               text, fences, lists
```                              :::
::::
```{literalinclude} oven.sh
:language: bash                  ```{include} parts/oven.md
```                              ```

```{terminal}                    ```admonish info "Title"         of mdBook
:input: kubectl get pods         text, fences, lists
NAME   READY                     ```
```
In ```{eval-rst} is reStructuredText, of which only its ``.. code-block:: console`` are read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from harness.parse.markdown.masked_text import Hole
from harness.parse.markdown.offsets import Lines
from harness.parse.shortcodes.file_part import BY_TEXT
from harness.parse.shortcodes.tag import Role, Tag
from harness.sites.container_roles import ELEMENT_CODE, ELEMENT_PART, ELEMENT_TAB, ELEMENT_TABS

_ANY: Final = re.compile(
    r"(?m)^[ \t]*(?:[*+-][ ]+|\d+[.)][ ]+)?(?:`{3,}|~{3,}|:{3,})[ \t]*(?:\{[a-z][\w:-]*\}|admonish\b)"
)
_MARK: Final = re.compile(
    r"(?P<blanks>[ \t]*(?:[*+-][ ]+|\d+[.)][ ]+)?)(?P<mark>`{3,}|~{3,}|:{3,})[ \t]*"
    r"(?:\{?(?P<name>(?<=\{)[a-z][\w:-]*(?=\})|\badmonish\b)\}?[ \t]*(?P<argument>.*)|(?P<info>[^`]*))$"
)
_OPTION: Final = re.compile(r"[ \t]*:([\w-]+):[ \t]*(.*)$")
_KEY: Final = re.compile(r"[ \t]*([a-z][\w-]*):(?:[ \t]+(.*)|()$)")
_BLOCK_OF_OPTIONS: Final = "---"
_OPTIONS: Final = frozenset({
    "animate", "append", "caption", "class", "color", "dedent", "emphasize-lines", "end-at", "end-before", "filename",
    "force", "header", "height", "input", "language", "lineno-match", "lineno-start", "linenos", "lines", "name",
    "number-lines", "open", "prepend", "start-after", "start-at", "sync", "sync-group", "tags",
})  # fmt: skip
"""What stands as YAML between two lines of ``---``; what else does so is the block's own text."""
_CODE: Final = frozenset({"code", "code-block", "code-cell", "prompt", "sourcecode"})
_AROUND: Final = frozenset({
    "admonish", "admonition", "aside", "attention", "card", "caution", "collapse", "container", "danger", "details",
    "div", "dropdown", "error", "example", "grid", "grid-item", "grid-item-card", "group-tab", "hint", "important",
    "margin", "note", "only", "seealso", "sidebar", "tab", "tab-item", "tab-set", "tab-set-code", "tabs", "tip",
    "toggle", "topic", "versionadded", "versionchanged", "warning",
})  # fmt: skip
_OF_RST: Final = re.compile(r"(?P<blanks>[ \t]*)\.\.[ ]+(?:code-block|code|sourcecode|prompt)::[ ]*(?P<syntax>[\w-]*)")
_TABS: Final = {
    **dict.fromkeys(("tab-set", "tabs"), ELEMENT_TABS),
    **dict.fromkeys(("group-tab", "tab", "tab-item"), ELEMENT_TAB),
}
_TITLES: Final = ("caption", "filename", "name")
_BY_TEXT: Final = ("start-after", "start-at", "end-before", "end-at")
"""Options that choose a part of a file by what its lines hold."""
_UNREAD: Final = frozenset({"pyobject", "diff"})
"""Options of which only Sphinx knows what they choose."""


def has_directives(text: str, start: int) -> bool:
    return ("{" in text or "admonish" in text) and _ANY.search(text, start) is not None


@dataclass(frozen=True, slots=True)
class _Directive:
    """A container that is open, by the mark that ends it."""

    mark: str
    name: str


@dataclass(slots=True)
class Directives:
    """Follows the lines of a text; ``tags`` and ``holes`` are as in ``Contained``."""

    lines: Lines
    tags: list[Tag] = field(default_factory=list)
    holes: list[Hole] = field(default_factory=list)
    _open: list[_Directive] = field(default_factory=list)

    def read(self, start: int) -> None:
        text = self.lines.text.split("\n")
        index = self.lines.number(start)
        while index < len(text):
            found = _MARK.match(text[index])
            index = index + 1 if found is None else self._marked(text, index, found)

    def _marked(self, text: Sequence[str], index: int, found: re.Match[str]) -> int:
        """The line after what is read of a line with a mark."""
        name, mark = found["name"], found["mark"]
        if name in _AROUND:
            return self._enter(text, index, found)
        if name is None and not found["info"].strip() and self._leave(index, mark):
            return index + 1
        if name is None and mark[0] == ":":
            return index + 1
        end = _closing(text, index + 1, mark)
        if name == "terminal":
            self._terminal(text, (index, end))
        elif name in _CODE:
            self._code(text, (index, end), found)
        elif name == "eval-rst":
            self._rst(text, index, end)
        elif name in {"include", "literalinclude"}:
            self._file(text, (index, end), found)
        return end + 1

    def _enter(self, text: Sequence[str], index: int, found: re.Match[str]) -> int:
        options, after = _options(text, index)
        for line in range(index, after):
            self.holes.append(Hole(self._start(line, text), self.lines.starts[line] + len(text[line])))
        self._open.append(_Directive(found["mark"], found["name"]))
        if found["name"] in _TABS:
            named = {"label": found["argument"].strip(), "groupId": options.get("sync-group", "")}
            place = self._start(index, text)
            self.tags.append(Tag(place, place, Role.OPEN, _TABS[found["name"]], named=named))
        return after

    def _leave(self, index: int, mark: str) -> bool:
        """Whether a mark ends the innermost container."""
        if not self._open or self._open[-1].mark[0] != mark[0] or len(mark) < len(self._open[-1].mark):
            return False
        own = self._open.pop()
        start = self.lines.starts[index]
        self.holes.append(Hole(start, self.lines.end(start)))
        if own.name in _TABS:
            self.tags.append(Tag(start, start, Role.CLOSE, _TABS[own.name]))
        return True

    def _code(self, text: Sequence[str], place: tuple[int, int], found: re.Match[str]) -> None:
        index, end = place
        options, after = _options(text, index)
        named = {"language": found["argument"].split(" ")[0], **_shown(options)}
        first = self.lines.starts[after - 1] + len(text[after - 1])
        self.tags.append(Tag(self._start(index, text), first, Role.OPEN, ELEMENT_CODE, named=named))
        last = self.lines.starts[min(end, len(text) - 1)]
        close = last + len(text[min(end, len(text) - 1)]) if end < len(text) else len(self.lines.text)
        self.tags.append(Tag(last if end < len(text) else close, close, Role.CLOSE, ELEMENT_CODE))

    def _terminal(self, text: Sequence[str], place: tuple[int, int]) -> None:
        """A command that is an option, and below the options what it prints."""
        index, end = place
        options, after = _options(text, index)
        if command := options.get("input"):
            code = "\n".join([f"$ {command}", *text[after:end]])
            start = self._start(index, text)
            stop = self.lines.starts[end] + len(text[end]) if end < len(text) else len(self.lines.text)
            named = {"language": "console", "code": code}
            self.tags.append(Tag(start, start, Role.OPEN, ELEMENT_CODE, named=named))
            self.tags.append(Tag(start, stop, Role.CLOSE, ELEMENT_CODE))

    def _rst(self, text: Sequence[str], index: int, end: int) -> None:
        """The blocks of code among lines that Markdown does not see: each ends where text is left of it."""
        line = index
        while line <= min(end, len(text) - 1):
            start = self.lines.starts[line]
            found = _OF_RST.match(text[line]) if index < line < end else None
            if found is None:
                self.holes.append(Hole(start, start + len(text[line])))
                line += 1
                continue
            options, first = _options(text, line)
            left = len(found["blanks"])
            inside = (number for number in range(first, end) if text[number].strip())
            past = next((number for number in inside if len(text[number]) - len(text[number].lstrip()) <= left), end)
            opened = Tag(
                start + left,
                self.lines.starts[first - 1] + len(text[first - 1]),
                Role.OPEN,
                ELEMENT_CODE,
                named={"language": found["syntax"], **_shown(options)},
            )
            stop = self.lines.starts[past]
            self.tags += (opened, Tag(stop, stop, Role.CLOSE, ELEMENT_CODE))
            line = past

    def _file(self, text: Sequence[str], place: tuple[int, int], found: re.Match[str]) -> None:
        index, end = place
        options, _ = _options(text, index)
        if not _UNREAD.isdisjoint(options) or end >= len(text):
            return
        file = f"{found['argument'].strip()}{_part(options)}"
        name = ELEMENT_PART if found["name"] == "include" else ELEMENT_CODE
        named = {"file": file, "language": options.get("language", ""), **_shown(options)}
        stop = self.lines.starts[end] + len(text[end])
        self.tags.append(Tag(self._start(index, text), stop, Role.ALONE, name, named=named))

    def _start(self, index: int, text: Sequence[str]) -> int:
        """Where the text of a line begins, behind blanks and the mark of a list."""
        found = _MARK.match(text[index])
        return self.lines.starts[index] + (len(found["blanks"]) if found is not None else 0)


def _part(options: dict[str, str]) -> str:
    """Which part of a file is shown, as ``file_part`` reads it; empty for all of it."""
    by_text = "".join(f"{BY_TEXT}{key}={options[key]}" for key in _BY_TEXT if options.get(key))
    if by_text:
        return by_text
    lines = ",".join(
        f"{first}:{last or first}" for first, last in re.findall(r"(\d+)(?:-(\d+))?", options.get("lines", ""))
    )
    return f":{lines}" if lines else ""


def _options(text: Sequence[str], index: int) -> tuple[dict[str, str], int]:
    """The options below a directive's first line, and the line after them."""
    options: dict[str, str] = {}
    after = index + 1
    if after < len(text) and text[after].strip() == _BLOCK_OF_OPTIONS and _closes(text, after + 1):
        after += 1
        while text[after].strip() != _BLOCK_OF_OPTIONS:
            if (found := _KEY.match(text[after])) is not None:
                options[found[1]] = (found[2] or "").strip().strip("\"'")
            after += 1
        return options, after + 1
    while after < len(text) and (found := _OPTION.match(text[after])) is not None:
        options[found[1]] = found[2].strip().strip("\"'")
        after += 1
    return options, after


def _closes(text: Sequence[str], index: int) -> bool:
    """Whether lines from here to the next ``---`` are options: keys, some with a value."""
    for line in text[index:]:
        if line.strip() == _BLOCK_OF_OPTIONS:
            return True
        if (found := _KEY.match(line)) is None or found[1] not in _OPTIONS:
            return False
    return False


def _shown(options: dict[str, str]) -> dict[str, str]:
    title = next((options[key] for key in _TITLES if key in options), "")
    return {"title": title, "class": options.get("class", "")}


def _closing(text: Sequence[str], index: int, mark: str) -> int:
    """The line with the mark that ends a directive, or the end of the text."""
    for number in range(index, len(text)):
        shown = text[number].strip()
        if shown.startswith(mark) and not shown.strip(mark[0]):
            return number
    return len(text)
