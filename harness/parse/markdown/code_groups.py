"""What VitePress has: groups of fences that are tabs, each labelled in its info string, and lines that show files.

::: code-group                      <CodeGroup>
```sh [npm]                         ```bash npm
npm install tea                     npm install tea
```                                 ```
:::                                 </CodeGroup>

<<< @/examples/oven.yaml#pod{2,3 yaml} [oven.yaml]     <!--@include: ./parts/oven.md{3,}-->
"""

import re
from collections.abc import Iterator
from typing import Final

from harness.parse.markdown.masked_text import Hole
from harness.parse.markdown.offsets import Lines
from harness.parse.shortcodes.tag import Role, Tag
from harness.sites.container_roles import ELEMENT_CODE, ELEMENT_PART, ELEMENT_TAB, ELEMENT_TABS

_GROUP: Final = re.compile(
    r"(?ms)^[ \t]*(?P<open>:{3,}[ \t]*code-group\b[^\n]*|<CodeGroup\b[^\n>]*>[ \t]*)$"
    r"(?P<inside>.*?)^[ \t]*(?P<close>:{3,}|</CodeGroup>)[ \t]*$"
)
_FENCE: Final = re.compile(r"(?ms)^[ \t]*(?P<mark>`{3,}|~{3,})(?P<info>[^\n`]*)$.*?^[ \t]*(?P=mark)[`~]*[ \t]*$")
_LABELS: Final = (r"\[([^\]\n]+)\]", r"title=[\"']([^\"'\n]+)", r"^\s*\S+\s+([^{=]+?)\s*$")
"""Where the label is in an info string, in this order."""
_FILE: Final = re.compile(
    r"(?m)^[ \t]*(?P<tag><<<[ \t]+(?:@/)?(?P<file>[^\s{#\[]+)(?P<region>#[\w-]+)?[ \t]*(?:\{(?P<info>[^{}\n]*)\})?"
    r"[ \t]*(?:\[(?P<title>[^\]\n]+)\])?)[ \t]*$"
)
_PART: Final = re.compile(
    r"(?m)^[ \t]*(?P<tag><!--[ \t]*@include:[ \t]*(?:@/)?(?P<file>[^\s{}#]+?)(?P<region>#[\w-]+)?"
    r"(?:\{(?P<lines>\d*,\d*)\})?[ \t]*-->)[ \t]*$"
)
_SYNTAX: Final = re.compile(r"[A-Za-z][\w+-]*")


def code_groups(lines: Lines, start: int) -> Iterator[tuple[Tag, Hole | None]]:
    """Their tags and those of lines that show files, and what Markdown must not see of each."""
    if "code-group" in lines.text or "<CodeGroup" in lines.text:
        yield from _groups(lines, start)
    if "<<< " in lines.text or "@include" in lines.text:
        yield from _files(lines, start)


def _groups(lines: Lines, start: int) -> Iterator[tuple[Tag, Hole | None]]:
    """The tags of groups and of the tabs in them, in order, and what Markdown must not see of each."""
    for group in _GROUP.finditer(lines.text, start):
        place, end = group.span("open"), group.span("close")
        yield Tag(*place, Role.OPEN, ELEMENT_TABS), Hole(*place)
        for fence in _FENCE.finditer(lines.text, *group.span("inside")):
            info, after = fence["info"], fence.end() + 1
            found = next((label for pattern in _LABELS if (label := re.search(pattern, info)) is not None), None)
            named = {"label": info.strip() if found is None else found[1]}
            yield Tag(fence.start(), fence.start(), Role.OPEN, ELEMENT_TAB, named=named), None
            yield Tag(after, after, Role.CLOSE, ELEMENT_TAB), None
        yield Tag(*end, Role.CLOSE, ELEMENT_TABS), Hole(*end)


def _files(lines: Lines, start: int) -> Iterator[tuple[Tag, Hole | None]]:
    """The tags of lines that show a file or include a part of the page; ``{2,3}`` only marks lines of a file."""
    for found in _FILE.finditer(lines.text, start):
        syntax = _SYNTAX.search(found["info"] or "")
        named = {"language": syntax[0] if syntax else "", "title": found["title"] or ""}
        yield _alone(found, ELEMENT_CODE, named), None
    for found in _PART.finditer(lines.text, start):
        yield _alone(found, ELEMENT_PART, {}), None


def _alone(found: re.Match[str], name: str, named: dict[str, str]) -> Tag:
    lines = found.groupdict().get("lines")
    part = (found["region"] or "").replace("#", ":") or (f":{lines.replace(',', ':')}" if lines else "")
    return Tag(*found.span("tag"), Role.ALONE, name, named={**named, "file": f"{found['file']}{part}"})
