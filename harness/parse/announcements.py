"""How prose announces that the block below it is what a command prints: by the phrases of ``announcements.toml``."""

import re
from typing import Final

from harness.patterns import patterns_in

_PARAGRAPH: Final = re.compile(r"\n[ \t>]*\n")
_MARKUP: Final = re.compile(
    r"<[^<>]*>|:[a-z][\w+-]*:|[`*_]|\{\{[<%].*?[%>]\}\}|^\s*(?:>|[-*+]|\d+[.)])\s+|\]\([^()]*\)", re.MULTILINE
)
_TITLED: Final = re.compile(
    r"\{\{[<%]\s*(?:details|expand\w*|collaps\w*|spoiler|accordion\w*|toggle)\b[^\"{}]*\"([^\"{}]*)\"[^{}]*[%>]\}\}"
)
"""A shortcode that is opened by its title."""
SENTENCE_END: Final = re.compile(r"\s(?<=[.!?]\s)\s*(?=[A-Z])|(?<=[。\uff01\uff1f])")


def _says(what: str, text: str) -> bool:
    return patterns_in("harness.parse", "announcements.toml")[what].search(text) is not None


def _is_sure(sentence: str) -> bool:
    return _says("sure_in_latin", sentence) or (not sentence.isascii() and _says("sure", sentence))


def _last(paragraph: str) -> str:
    return SENTENCE_END.split(_plain(paragraph))[-1]


def announces_output(paragraph: str, *, last: int = 2) -> bool:
    """Whether the ``last`` sentences of a paragraph announce an output without doubt."""
    sentences = SENTENCE_END.split(_plain(paragraph))[-last:]
    return any(_is_sure(sentence) and not _says("not_output", sentence) for sentence in sentences)


def speaks_of_file(paragraph: str) -> bool:
    """Whether a paragraph is about what the user types, or about what may go wrong, and not about an output."""
    return _says("not_output", _last(paragraph))


def may_announce(paragraph: str) -> bool:
    """Whether a paragraph may announce an output."""
    said = _last(paragraph)
    return _says("likely", said) and not _says("not_output", said)


def names_output(title: str) -> bool:
    """Whether a tab or a heading is called so that what is in it is an output."""
    return _says("title", _plain(title))


def last_paragraph(prose: str) -> str:
    """The last one of some prose, empty where a heading is below it."""
    found = _PARAGRAPH.split(prose.rstrip())[-1]
    return "" if found.lstrip().startswith("#") else found


def tells_to_run(paragraph: str) -> bool:
    """Whether a paragraph ends in "run the following command:"."""
    said = _last(paragraph)
    return _says("runs", said) and not _is_sure(said)


def compares(paragraph: str) -> bool:
    """Whether a paragraph ends in "is like this:"."""
    said = _last(paragraph)
    return _says("compares", said) and not _says("not_output", said)


def _plain(paragraph: str) -> str:
    return " ".join(_MARKUP.sub("", _TITLED.sub(r"\1:", paragraph)).split())
