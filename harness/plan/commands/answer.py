"""Confirmations that commands are known to ask for, and what is typed then."""

import re
from collections.abc import Sequence
from typing import Final

from harness.plan.step import Answer
from harness.programs.invocation import invocation
from harness.settings.sections import PromptSetting
from harness.shell.script import Call, Script

CONFIRM: Final = Answer(prompt=r"[(\[][yY]/[nN][)\]]", reply="y")


def answers_of(script: Script, text: str, expected: str | None, prompts: Sequence[PromptSetting]) -> tuple[Answer, ...]:
    """Answers for one command: the settings' own first, then what its programs or its expected output call for."""
    own = [Answer(prompt=each.pattern, reply=each.reply) for each in prompts if re.search(each.command, text)]
    shown = expected is not None and re.search(CONFIRM.prompt, expected) is not None
    if shown or any(asks(call) for call in script.calls):
        own.append(CONFIRM)
    return tuple(own)


def asks(call: Call) -> bool:
    """Whether a call stops for a confirmation."""
    seen = invocation(call.words)
    forms = seen.profile.confirm
    return not call.fed and seen.has_form(forms, "asks") and not seen.has_form(forms, "given")
