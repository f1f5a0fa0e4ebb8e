"""Blocks that the sentence right above says not to run: "Do not run this:"."""

import re
from typing import Final

from harness.parse.announcements import SENTENCE_END
from harness.parse.page import Page, Snippet
from harness.plan.prose import prose
from harness.plan.told_files import above_of

WARNED: Final = "the text above it says not to run it"
_NOT: Final = re.compile(prose("warned_against"), re.IGNORECASE)
_AROUND: Final = re.compile(
    r"<[^<>]*>|\{\{[<%].*?[%>]\}\}|(?::::+|!!!|\?\?\?\+?) *\w+(?:\[[^\]]*\]| +\"[^\"]*\")?|\[!\w+\](?: *>)?"
)
"""What opens a box around a sentence."""


def warned_against(page: Page, snippet: Snippet) -> bool:
    above = _AROUND.sub("", above_of(page, snippet))
    return _NOT.fullmatch(SENTENCE_END.split(above.strip())[-1]) is not None
