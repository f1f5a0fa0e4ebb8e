"""Hugo's shortcodes as tags: a tokenizer of our own, since Markdown knows nothing of them.

    tag        = "{{<" [ "/" ] name { argument } [ "/" ] ">}}"  |  "{{%" ... "%}}"
    escape     = "{{</*" ... "*/>}}"                              shown as a tag, never one
    argument   = [ name "=" ] ( word | '"' text '"' | "`" text "`" )

A tag ends at the first ``>}}``, also inside a quoted argument: that is what Hugo does. Blanks may stand anywhere
between the parts, line ends too.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

_OPENING: Final = re.compile(r"\{\{[<%]")
_END_SIGN: Final = {"<": ">", "%": "%"}
_NAME: Final = re.compile(r"[\s\xa0]*(/?)[\s\xa0]*([^\s\xa0/\"`=]+)")
_ARGUMENT: Final = re.compile(
    r"""(?:([\w.-]+)[\s\xa0]*=[\s\xa0]*)?(?:"((?:[^"\\]|\\.)*)"?|`([^`]*)`?|([^\s\xa0"`]+))""", re.DOTALL
)
_NESTED: Final = re.compile(r"\n[ \t]*\{\{[<%]")


class Role(Enum):
    """What a tag does. ``ALONE`` is ``{{< name />}}``; whether ``OPEN`` needs a ``CLOSE`` depends on the name."""

    OPEN = auto()
    CLOSE = auto()
    ALONE = auto()
    ESCAPE = auto()
    NAMELESS = auto()


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag and the offsets between which it stands. ``terminated`` is false where its line ended before it did."""

    start: int
    end: int
    role: Role
    name: str
    positional: tuple[str, ...] = ()
    named: Mapping[str, str] = field(default_factory=dict)
    terminated: bool = True

    def argument(self, names: Sequence[str]) -> str:
        """The first of these arguments that says something, else an empty text; ``"0"`` is the first without a name."""
        for name in names:
            value = self.named.get(name, "")
            if name.isdecimal() and int(name) < len(self.positional):
                value = self.positional[int(name)]
            if value.strip():
                return value.strip()
        return ""


def read_tags(text: str, start: int = 0) -> Iterator[Tag]:
    """The tags of a text in order. Time grows with the text, not with the number of tags that never end."""
    known_ends = {"<": -1, "%": -1}
    position = start
    while (opening := _OPENING.search(text, position)) is not None:
        sign = text[opening.end() - 1]
        if known_ends[sign] < opening.end():
            found = text.find(f"{_END_SIGN[sign]}}}}}", opening.end())
            known_ends[sign] = len(text) if found < 0 else found
        tag = _tag(text, opening.start(), known_ends[sign])
        yield tag
        position = tag.end


def _tag(text: str, start: int, end: int) -> Tag:
    nested = _NESTED.search(text, start + 3, end) if end < len(text) else None
    if end == len(text) or (nested is not None and text.count('"', start, nested.start()) % 2 == 0):
        # never ended, or another tag starts a later line: the line it stands on is all that can be saved
        line_end = text.find("\n", start)
        line_end = len(text) if line_end < 0 else line_end
        return _parse(text[start + 3 : line_end], start, line_end, terminated=False)
    return _parse(text[start + 3 : end], start, end + 3)


def _parse(inner: str, start: int, end: int, *, terminated: bool = True) -> Tag:
    if inner.startswith("/*") and inner.endswith("*/"):
        return Tag(start, end, Role.ESCAPE, "")
    name = _NAME.match(inner)
    if name is None:
        return Tag(start, end, Role.NAMELESS, "", terminated=terminated)
    rest = inner[name.end() :]
    role = Role.CLOSE if name[1] else Role.OPEN
    if rest.endswith("/") and role is Role.OPEN:
        role, rest = Role.ALONE, rest[:-1]
    positional: list[str] = []
    named: dict[str, str] = {}
    for key, double, raw, word in _ARGUMENT.findall(rest):
        value = (double.replace('\\"', '"') if "\\" in double else double) or raw or word
        if key:
            named[key] = value
        else:
            positional.append(value)
    return Tag(start, end, role, name[2], tuple(positional), named, terminated)
