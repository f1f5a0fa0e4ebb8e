r"""Shell text so plain that bash is sure to read it: most commands of pages, which need no process to be asked about.

    text      = pipelines and loops, one after another by `;` or a new line, with comments at the ends of lines
    loop      = for NAME in WORDS; do PIPELINES; done
    pipeline  = call, and others behind `|`, `||` or `&&`
    call      = words and redirections with blanks between them; the first word is no reserved one
    word      = letters and signs without a meaning, variables, substitutions of pipelines, texts in quotes
    heredoc   = whatever it holds: its lines are looked at when the command runs

Anything else, and substitutions in one another, are for bash to decide.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from harness.shell.heredoc import outside

_BLANK: Final = r"(?:[ \t]|\\\n)"
_LETTER: Final = r"[\w./:=@%+,~*?-]|(?<=\w)#|(?<=[\w.=,:/%}\]])(?:[{}]|\[[\w*.,:-]*\])|\{\d+\.\.\d+\}|\\[ .\"'$*/]"
_VARIABLE: Final = r"\$(?:\w+|\{\w+\})"
_LETTERS: Final = re.compile(rf"(?:{_LETTER}|{_VARIABLE}|'[^']*+')++")
_QUOTED: Final = re.compile(rf"(?:[^\"$`\\]|\\[^\n]|{_VARIABLE})*+")
_BLANKS: Final = re.compile(rf"{_BLANK}++")
_OPENING: Final = re.compile(rf"[$<]\((?!\(){_BLANK}*+")
_CLOSING: Final = re.compile(rf"{_BLANK}*+\)")
_TO_OTHER: Final = re.compile(r"[12]?>&[12]")
_TO_FILE: Final = re.compile(rf"(?:(?:[12]?>>?|&>|<(?![<(])){_BLANK}*+)?")
_PIPE: Final = re.compile(rf"{_BLANK}*+(?:\|\|?|&&){_BLANK}*+(?:\n{_BLANK}*+)?")
_COMMENT: Final = r"(?<!\\[ \t\n])(?<=[ \t\n])#[^\n]*"
_LINES: Final = rf"(?:{_COMMENT})?\n\s*+"
_ABOVE: Final = re.compile(r"\s*+(?:#[^\n]*\n\s*+)*+")
_END: Final = re.compile(rf"[ \t]*+(?:;[ \t]*+(?:{_LINES})*+|(?:{_LINES})++)")
_REST: Final = re.compile(rf"[ \t]*+;?\s*+(?:{_COMMENT}\s*+)*+")
_RESERVED: Final = re.compile(
    r"(?:if|then|else|elif|fi|case|esac|for|select|while|until|do|done|in|function|time|coproc)\b"
)
_FOR: Final = re.compile(r"for \w++ in ++")
_DO: Final = re.compile(rf"{_END.pattern}do\s++")
_DONE: Final = re.compile(rf"{_END.pattern}done\b")
_HERE: Final = " >here"


@lru_cache(maxsize=8192)
def is_plain(text: str) -> bool:
    """Whether it is certain that bash reads a text; most that it reads beside these are not plain."""
    text = outside(text, _HERE) if "<<" in text else text
    text = text[_ABOVE.match(text).end() :]  # type: ignore[union-attr] # it matches nothing as well
    end = _Reader(text=text).pipelines_and_loops(0)
    return end > 0 and _REST.fullmatch(text, end) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Each method reads what it is named for: from a place to the end of it, which is the place itself for nothing."""

    text: str
    inside: bool = False  # of a substitution: no other one may be in there

    def pipelines_and_loops(self, at: int) -> int:
        return self._chain(at, self.pipeline_or_loop, _END, self.pipeline_or_loop)

    def pipeline_or_loop(self, at: int) -> int:
        return self.loop(at) if self.text.startswith("for ", at) else self.pipeline(at)

    def loop(self, at: int) -> int:
        words = self._after(_FOR, at)
        end = self._chain(words, self.word, _BLANKS, self.word)
        body = self._after(_DO, end)
        last = self._chain(body, self.pipeline, _END, self.pipeline)
        done = self._after(_DONE, last)
        return done if at < words < end < body < last < done else at

    def pipeline(self, at: int) -> int:
        return self._chain(at, self.call, _PIPE, self.call)

    def call(self, at: int) -> int:
        return at if _RESERVED.match(self.text, at) else self._chain(at, self.word, _BLANKS, self.argument)

    def argument(self, at: int) -> int:
        """A word or a redirection."""
        if (end := self._after(_TO_OTHER, at)) > at:
            return end
        file = self._after(_TO_FILE, at)
        end = self.word(file)
        return at if end == file else end

    def word(self, at: int) -> int:
        start, end = -1, at
        while end > start:
            start, end = end, self._after(_LETTERS, end)
            if end == start:
                end = self.quoted(end) if self.text.startswith('"', end) else self.substitution(end)
        return end

    def quoted(self, at: int) -> int:
        start, end = at, self._after(_QUOTED, at + 1)
        while end > start:
            if self.text.startswith('"', end):
                return end + 1
            start = end
            if (inner := self.substitution(end)) > end and self.text[end] == "$":
                end = self._after(_QUOTED, inner)
        return at

    def substitution(self, at: int) -> int:
        start = at if self.inside else self._after(_OPENING, at)
        end = _Reader(text=self.text, inside=True).pipeline(start) if start > at else at
        closed = self._after(_CLOSING, end)
        return closed if at < start < end < closed else at

    def _after(self, pattern: re.Pattern[str], at: int) -> int:
        found = pattern.match(self.text, at)
        return at if found is None else found.end()

    def _chain(
        self, at: int, first: Callable[[int], int], between: re.Pattern[str], later: Callable[[int], int]
    ) -> int:
        """One thing and any number of others, with something between each two."""
        end = first(at)
        while end > at and (start := self._after(between, end)) > end and (last := later(start)) > start:
            end = last
        return end
