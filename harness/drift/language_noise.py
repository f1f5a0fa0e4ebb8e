"""What differs between languages and does nothing: links into a language, placeholders, prose, blanks."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

# `/zh/docs` and `https://site.io/latest/uk/news`; a language of two letters or with a region or script.
LINK: Final = re.compile(r"(?<=[\w./])/(?P<language>[a-z]{2}(?:-[a-zA-Z]{2,4})?)(?=/)|^/(?P<first>[a-z]{2})(?=/)")
PLACEHOLDER: Final = re.compile(r"(?<![<\w])<(?![\s<(/])[^<>\n|&;=$\"']{1,60}(?<!\s)>")
FOREIGN: Final = re.compile(r"[^\W\d_a-zA-Z]")  # a letter that English does not have
MIXED: Final = re.compile(r"[a-zA-Z][\u0370-\u04ff]|[\u0370-\u04ff][a-zA-Z]")
TYPOGRAPHIC: Final = {
    **dict.fromkeys("\u2018\u2019\u201a\u2032\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb\uff02", '"'),
    "\u2013": "--",
    "\u2014": "--",
    "\u2212": "-",
    "\u2011": "-",
    "\uff0d": "-",
    **dict.fromkeys("\u00a0\u3000\u2009\u202f", " "),
    **dict.fromkeys("\u200b\u200c\u200d\ufeff\u00ad", ""),
    "\uff1a": ":",
    "\uff0c": ",",
    "\uff1d": "=",
    "\uff08": "(",
    "\uff09": ")",
    "\uff1b": ";",
    "\uff5c": "|",
}
LOOKS_LATIN: Final = dict(zip("авекмнорстухіјѕАВЕКМНОРСТУХІЈЅ", "abekmhopctyxijsABEKMHOPCTYXIJS", strict=True))
PLAIN: Final = str.maketrans({**TYPOGRAPHIC, **LOOKS_LATIN})
TECHNICAL: Final = re.compile(r"[A-Za-z0-9_][\w./:@%+=-]*", re.ASCII)
TELLS: Final = re.compile(r"\d|[./:@_=]\w|\w-\w", re.ASCII)  # what a word of prose does not have
SURE: Final = re.compile(r"\d|[./:@_=]\w", re.ASCII)  # the same, when words like `your-name` are prose
GAP: Final = re.compile(r"^\s*(?:\[?(?:\.{3,}|\u2026+)\]?)\s*$")


@lru_cache(maxsize=4096)
def quiet(text: str, languages: frozenset[str]) -> str:
    """A text without language prefixes of links, with all placeholders alike."""
    if "/" in text:
        text = LINK.sub(lambda found: "" if (found["language"] or found["first"]) in languages else found[0], text)
    return PLACEHOLDER.sub("<>", text) if "<" in text else text


def is_foreign(text: str) -> bool:
    return not text.isascii() and FOREIGN.search(text) is not None


def unlike_typed(text: str) -> bool:
    """Whether a text has characters that a program reads otherwise than they look."""
    return not text.isascii() and (any(mark in text for mark in TYPOGRAPHIC) or MIXED.search(text) is not None)


def as_typed(text: str) -> str:
    """A text with the characters of a keyboard in place of those that only look like them."""
    return text if text.isascii() else text.translate(PLAIN)


def technical(text: str, tells: re.Pattern[str] = TELLS) -> Counter[str]:
    """The words of a text that no translator would translate: with digits, dots, slashes."""
    found = (word.rstrip(".:,-") for word in TECHNICAL.findall(text))
    return Counter(word for word in found if tells.search(word))


def prose_alike(base: str, translation: str) -> bool:
    """Whether a text in letters of another script may be the translation of the other one."""
    if not is_foreign(translation) and not is_foreign(base):
        return False
    return not technical(translation) - technical(base)


def word_alike(base: str, translation: str) -> bool:
    """The same for an argument of a command, in which no technical word may be missing either."""
    return prose_alike(base, translation) and not technical(base, SURE) - technical(translation, SURE)


def text_lines(text: str, languages: frozenset[str], *, indent: bool = False) -> list[str]:
    """Lines without blank ones, runs of blanks as one but for an ``indent`` that matters, gaps alike."""
    lines = (_one_blank(line, indent=indent) for line in quiet(text, languages).splitlines())
    return ["..." if GAP.match(line) else line for line in lines if line]


def _one_blank(line: str, *, indent: bool) -> str:
    words = " ".join(line.split())
    return line[: len(line) - len(line.lstrip())] + words if indent and words else words


def without_comments(lines: Iterable[str]) -> list[str]:
    """Lines of shell, YAML or code without those that are comments and the comments behind them."""
    cut = (re.sub(r"(?:^|\s)(?:#|//)(?:\s.*|$)", "", line).rstrip() for line in lines)
    return [line for line in cut if line]
