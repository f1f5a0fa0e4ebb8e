"""Confirmations that commands are known to ask for, and what is typed then."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from harness.plan.commands.behaviour import behaviour, is_known
from harness.plan.commands.effect import effect_of
from harness.plan.step import Answer, Effect
from harness.programs.invocation import Invocation, invocation
from harness.settings.sections import PromptSetting
from harness.shell.script import Call, Script

CONFIRM: Final = Answer(prompt=r"[(\[][yY]/[nN][)\]]", reply="y")

QUESTION: Final = re.compile(r"(?<=\S)[:?>\])](?=\s)")
"""How a question ends."""
REPLY: Final = re.compile(r"(?!\*+$|\.{3}$)[\w./@+-]+(?: [\w./@+-]+){0,3}")
"""What somebody types; neither stars in place of a secret nor a gap."""
_NO_QUESTION: Final = re.compile(r"\W*|\W*\[[^\]]*\]|(?i:\W*(?:error|warning|fatal|info)\b.*)")
"""A sign, the prefix of a log, or a message: nobody is asked."""
MOST_SHOWN: Final = 20


def answers_of(script: Script, text: str, expected: str | None, prompts: Sequence[PromptSetting]) -> tuple[Answer, ...]:
    """Answers for one command: the settings' own first, then what its expected output shows, or its programs ask."""
    own = [Answer(prompt=each.pattern, reply=each.reply) for each in prompts if re.search(each.command, text)]
    if expected is not None and effect_of(script) is not Effect.READS and not all(map(never_asks, script.calls)):
        own += islice(shown_answers(expected), MOST_SHOWN)
    shown = expected is not None and re.search(CONFIRM.prompt, expected) is not None
    if shown or any(asks(call) for call in script.calls):
        own.append(CONFIRM)
    return tuple(own)


def shown_answers(expected: str) -> Iterator[Answer]:
    """What the reader types behind a question, as the page shows it: ``Your name: Ann``.

    Where the question ends is seen only when it stands there, so that each place in a line is a candidate.
    """
    for line in expected.splitlines():
        for end in QUESTION.finditer(line):
            reply = line[end.end() :].strip()
            if REPLY.fullmatch(reply) and not _NO_QUESTION.fullmatch(line[: end.start() + 1]):
                yield Answer(prompt=rf"^\s*{re.escape(line[: end.start() + 1].strip())}\s*$", reply=reply)


def never_asks(call: Call) -> bool:
    """Whether it is known of a call that it comes to its end by itself: ``NAME: tea`` is what it prints."""
    return is_known(call) and behaviour(call) is None


def asks(call: Call) -> bool:
    """Whether a call stops for a confirmation."""
    seen = invocation(call.words)
    forms = seen.profile.confirm
    return not call.fed and seen.has_form(forms, "asks") and not seen.has_form(forms, "given")


def confirmed_by(seen: Invocation) -> str:
    """The flag by which a call says yes beforehand; empty where none is known."""
    given = seen.profile.confirm.of.get("given", ())
    fitting = (form for form in given if form.anywhere or seen.own_verbs[: len(form.words)] == form.words)
    return next((flag.name for form in fitting for flag in form.flags if flag.pattern is None), "")
