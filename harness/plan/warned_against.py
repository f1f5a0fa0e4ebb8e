# ruff: noqa: RUF001 - marks of Chinese and letters of Ukrainian
"""Blocks that the sentence right above says not to run: "Do not run this:"."""

import re
from typing import Final

from harness.parse.announcements import SENTENCE_END
from harness.parse.page import Page, Snippet
from harness.plan.told_files import above_of

WARNED: Final = "the text above it says not to run it"
_NOT: Final = re.compile(
    r"\W*(?:please )?(?:do not|don['’]t|never)(?: ever)?(?: (?:run|do|use|type|execute|try|enter|copy))?"
    r"(?: (?:this|these|that|it|something like this|(?:the )?following)(?: commands?)?)?"
    r"(?: (?:on|in|at|against|with|for) [\w '’-]{1,60})?\W*:\W*"
    r"|\W*(?:请)?(?:不要|切勿|请勿)(?:运行|执行|使用)?(?:以下|下面的|这个)?(?:命令)?\W*[:：]\W*"
    r"|\W*(?:не|ніколи не) (?:запускайте|виконуйте|робіть|використовуйте)(?: (?:це|цього|цю команду|наступне))?\W*:\W*",
    re.IGNORECASE,
)

_AROUND: Final = re.compile(
    r"<[^<>]*>|\{\{[<%].*?[%>]\}\}|(?::::+|!!!|\?\?\?\+?) *\w+(?:\[[^\]]*\]| +\"[^\"]*\")?|\[!\w+\](?: *>)?"
)
"""What opens a box around a sentence."""


def warned_against(page: Page, snippet: Snippet) -> bool:
    above = _AROUND.sub("", above_of(page, snippet))
    return _NOT.fullmatch(SENTENCE_END.split(above.strip())[-1]) is not None
