"""Questions that a command asks at the terminal: which answer which, and whether one stands there now."""

import re
from collections.abc import Sequence
from functools import lru_cache

from harness.errors import SettingsError
from harness.plan.step import Answer
from harness.run.output import PromptAnswered
from harness.run.terminal.screen import Screen

DEFAULT_ANSWERS: tuple[Answer, ...] = (
    Answer(prompt=r"(?i)\(yes/no(/\[fingerprint\])?\)|\[yes/no\]", reply="yes"),
    Answer(prompt=r"(?i)Only 'yes' will be accepted[^\n]*\n+\s*Enter a value:", reply="yes"),
    Answer(prompt=r"(?i)[(\[]\s*y(es)?\s*/\s*n(o)?\s*[)\]]", reply="y"),
    Answer(prompt=r"(?i)\b(proceed|continue|are you sure)\b[^\n?]*\?", reply="y"),
    Answer(prompt=r"(?i)\bpress (enter|return|any key)\b", reply=""),
)
"""Confirmations are given, in the words that are asked for; what else a prompt may want, a page has to say."""

_SECRET = re.compile(r"(?i)passw|passphrase|secret|token|\bPIN\b")
_TAIL_LINES = 12
_MOST_ANSWERS = 50  # of one command: a program that takes no answer for an answer runs into its time limit

HIDDEN = "********"


class Prompter:
    """Recognises prompts on one command's screen. Page rules come first; each occurrence is answered once."""

    def __init__(self, screen: Screen, answers: Sequence[Answer]) -> None:
        self._screen = screen
        self._rules = [(compiled(answer.prompt), answer) for answer in answers]
        self._answered_line = ""
        self._answered_at = -1
        self.given: list[PromptAnswered] = []

    def pending(self) -> Answer | None:
        """The rule for the prompt at which the output has stopped, ``None`` when there is none."""
        line = self._unanswered_line()
        if not line.strip() or len(self.given) >= _MOST_ANSWERS:
            return None
        tail = self._screen.tail(_TAIL_LINES)
        for pattern, answer in self._rules:
            if pattern.search(line) or _stops_at(pattern, tail):
                return answer
        return None

    def answered(self, answer: Answer, *, echoed: bool) -> None:
        """Record what was typed, unless it is a secret by its prompt or because the program turned the echo off."""
        line = self._unanswered_line().strip()
        secret = _SECRET.search(line) is not None or not echoed
        self.given.append(PromptAnswered(prompt=line, reply=HIDDEN if secret and answer.reply else answer.reply))
        self._answered_line, self._answered_at = self._screen.last_line, self._screen.newlines

    def _unanswered_line(self) -> str:
        """What stands on the cursor's line since the last answer."""
        line = self._screen.last_line
        return line.removeprefix(self._answered_line) if self._screen.newlines == self._answered_at else line


@lru_cache(maxsize=1024)
def compiled(prompt: str) -> re.Pattern[str]:
    try:
        return re.compile(prompt)
    except re.error as error:
        raise SettingsError(
            f"the prompt {prompt!r} of an answer is no regular expression: {error}",
            expected="a Python regular expression that is found in the line at which the command waits",
            remedy=f"to match it literally, write {re.escape(prompt)!r}",
        ) from error


def _stops_at(pattern: re.Pattern[str], tail: str) -> bool:
    """A prompt of several lines, up to the cursor."""
    return any(not tail[match.end() :].strip() for match in pattern.finditer(tail))
