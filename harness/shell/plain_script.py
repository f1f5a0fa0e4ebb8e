r"""Shell text so plain that bash is sure to read it: most commands of pages, which need no process to be asked about.

    text      = pipelines and loops, one after another by `;` or a new line
    loop      = for NAME in WORDS; do PIPELINES; done
    pipeline  = call, and others behind `|`, `||` or `&&`
    call      = words and redirections with blanks between them; the first word is no reserved one
    word      = letters and signs without a meaning, variables, substitutions of pipelines, texts in quotes
    heredoc   = whatever it holds: its lines are looked at when the command runs

Anything else, and substitutions in one another, are for bash to decide.
"""

import re
from functools import lru_cache
from typing import Final

from harness.shell.heredoc import outside

_BLANK: Final = r"(?:[ \t]|\\\n)"
_RESERVED: Final = r"(?!(?:if|then|else|elif|fi|case|esac|for|select|while|until|do|done|in|function|time|coproc)\b)"
_LETTER: Final = r"[\w./:=@%+,~*?-]|(?<=\w)#|(?<=[\w.=,:/%}\]])(?:[{}]|\[[\w*.,:-]*\])|\{\d+\.\.\d+\}|\\[ .\"'$*/]"
_VARIABLE: Final = r"\$(?:\w+|\{\w+\})"
_HERE: Final = " >here"


def _word(inner: str) -> str:
    """The pattern of a word; ``inner`` is that of a pipeline in a substitution, empty for none."""
    substitution = rf"|[$<]\((?!\(){_BLANK}*+{inner}{_BLANK}*+\)" if inner else ""
    quoted = rf"\"(?:[^\"$`\\]|\\[^\n]|{_VARIABLE}{substitution.replace('[$<]', '[$]')})*+\""
    return rf"(?:{_LETTER}|{_VARIABLE}|'[^']*+'|{quoted}{substitution})++"


def _pipeline(inner: str) -> str:
    word = _word(inner)
    redirection = rf"(?:[12]?>&[12]|(?:[12]?>>?|&>|<(?![<(])){_BLANK}*+{word})"
    call = rf"{_RESERVED}{word}(?:{_BLANK}++(?:{redirection}|{word}))*+"
    return rf"{call}(?:{_BLANK}*+(?:\|\|?|&&){_BLANK}*+(?:\n{_BLANK}*+)?{call})*+"


_WHOLE: Final = _pipeline(_pipeline(""))
_LOOP: Final = (
    rf"for[ ]\w++[ ]in(?:[ ]++{_word(_pipeline(''))})++[ ]*+[;\n]\s*+do\s++"
    rf"{_WHOLE}(?:[ ]*+[;\n]\s*+{_WHOLE})*+[ ]*+[;\n]\s*+done"
)
_PART: Final = rf"(?:{_LOOP}|{_WHOLE})"
_PLAIN: Final = re.compile(rf"\s*+{_PART}(?:[ \t]*+[;\n]\s*+{_PART})*+[ \t]*+;?\s*+")


@lru_cache(maxsize=8192)
def is_plain(text: str) -> bool:
    """Whether it is certain that bash reads a text; most that it reads beside these are not plain."""
    return _PLAIN.fullmatch(outside(text, _HERE) if "<<" in text else text) is not None
