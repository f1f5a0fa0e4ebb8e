"""Groups of fences that are tabs: each fence is one, labelled in its info string.

::: code-group                      <CodeGroup>
```sh [npm]                         ```bash npm
npm install tea                     npm install tea
```                                 ```
:::                                 </CodeGroup>
"""

import re
from collections.abc import Iterator
from typing import Final

from harness.parse.markdown.masked_text import Hole
from harness.parse.markdown.offsets import Lines
from harness.parse.shortcodes.tag import Role, Tag
from harness.sites.container_roles import ELEMENT_TAB, ELEMENT_TABS

_GROUP: Final = re.compile(
    r"(?ms)^[ \t]*(?P<open>:{3,}[ \t]*code-group\b[^\n]*|<CodeGroup\b[^\n>]*>[ \t]*)$"
    r"(?P<inside>.*?)^[ \t]*(?P<close>:{3,}|</CodeGroup>)[ \t]*$"
)
_FENCE: Final = re.compile(r"(?ms)^[ \t]*(?P<mark>`{3,}|~{3,})(?P<info>[^\n`]*)$.*?^[ \t]*(?P=mark)[`~]*[ \t]*$")
_LABELS: Final = (r"\[([^\]\n]+)\]", r"title=[\"']([^\"'\n]+)", r"^\s*\S+\s+([^{=]+?)\s*$")
"""Where the label is in an info string, in this order."""


def code_groups(lines: Lines, start: int) -> Iterator[tuple[Tag, Hole | None]]:
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


def has_code_groups(text: str) -> bool:
    return "code-group" in text or "<CodeGroup" in text
