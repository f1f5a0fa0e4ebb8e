r"""Ways of calling a program, as its file writes them: ``rollout status``, ``--dry-run=client|server``, ``* delete``.

A form is words and flags with blanks between them. Its words are the first ones of the call, in this order; behind
``*`` they may be anywhere in it, and ``*`` alone is any call. ``{pod}`` is any word that names a kind of resource from
the list ``kinds.pod`` of the same file. A flag is a regular expression of the flag, one with ``=`` also of its value:
``-X=(?!GET).*``. A flag of one letter may be given among others: ``-i`` in ``-it``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Final

Kinds = Mapping[str, frozenset[str]]
_SHORT: Final = 2  # characters of a flag of one letter
_PLAIN: Final = re.compile(r"[\w-]+")
_BUNDLE: Final = re.compile(r"-[A-Za-z]{1,3}")  # more letters are one letter with its value: `-lapp`


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Patterns of a flag and of its value, ``None`` where the value does not matter; a plain one has no pattern."""

    name: str
    pattern: re.Pattern[str] | None = None
    value: re.Pattern[str] | None = None

    def is_given(self, flags: Mapping[str, str]) -> bool:
        """Whether it is given, with such a value; one that is given as ``=false`` is not."""
        if self.pattern is None:
            given = [flags[self.name]] if self.name in flags else []
        else:
            given = [value for name, value in flags.items() if self.pattern.fullmatch(name)]
        if self.value is not None:
            return any(self.value.fullmatch(value) for value in given)
        return any(value != "false" for value in given) or (
            len(self.name) == _SHORT and has_letter(flags, self.name[1])
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """``words`` are plain ones, ``kinds`` names of lists of which a word behind them has to be."""

    text: str
    words: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    anywhere: bool = False

    @property
    def weight(self) -> tuple[int, int]:
        """How much it says: of a call's forms the one with most flags counts, then the one with most words."""
        return len(self.flags), len(self.words) + len(self.kinds)

    def fits(self, verbs: Sequence[str], flags: Mapping[str, str], kinds: Kinds) -> bool:
        length = len(self.words)
        if tuple(verbs[:length]) != self.words and not (self.anywhere and set(self.words) <= set(verbs)):
            return False
        if self.kinds and not all(names_kind(verbs[length:], kinds.get(name, frozenset())) for name in self.kinds):
            return False
        return not self.flags or all(flag.is_given(flags) for flag in self.flags)


@dataclass(frozen=True, kw_only=True)  # without slots: the index is made when it is first used
class Forms:
    """Forms by what is known of the calls that have them."""

    of: Mapping[str, tuple[Form, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.of)

    def chosen(self, verbs: Sequence[str], flags: Mapping[str, str], kinds: Kinds) -> tuple[str, ...]:
        """The keys of the forms that say most of all that the call has; none where it has none."""
        known = self._by_word
        begun = known.get(verbs[0], known[""]) if verbs else known[""]
        fitting = [(form.weight, key) for key, form in begun if form.fits(verbs, flags, kinds)]
        heaviest = max((weight for weight, _ in fitting), default=None)
        return tuple(dict.fromkeys(key for weight, key in fitting if weight == heaviest))

    @cached_property
    def _by_word(self) -> Mapping[str, tuple[tuple[str, Form], ...]]:
        """The forms that a call may have by its first word, with their keys; under no word those that any call may."""
        every = [(key, form) for key, forms in self.of.items() for form in forms]
        words = {"", *(form.words[0] for _, form in every if form.words)}
        return {
            word: tuple((key, form) for key, form in every if form.anywhere or not form.words or form.words[0] == word)
            for word in words
        }

    def any(self, key: str, verbs: Sequence[str], flags: Mapping[str, str], kinds: Kinds) -> bool:
        """Whether a call has one of the forms of ``key``, whatever other keys say."""
        return any(form.fits(verbs, flags, kinds) for form in self.of.get(key, ()))

    def on(self, known: "Forms") -> "Forms":
        """These on top of known ones: a form that is here under any key is no longer under another one there."""
        own = {form.text for forms in self.of.values() for form in forms}
        merged = {key: tuple(form for form in forms if form.text not in own) for key, forms in known.of.items()}
        for key, forms in self.of.items():
            merged[key] = (*merged.get(key, ()), *forms)
        return Forms(of=merged)


NO_FORMS: Final = Forms()


@cache
def form_of(text: str) -> Form:
    """The form that a text is; ``re.error`` where a flag is no regular expression."""
    parts = text.split()
    words = [part for part in parts if not part.startswith("-")]
    anywhere = words[:1] == ["*"]
    return Form(
        text=text,
        words=tuple(word for word in words[anywhere:] if not word.startswith("{")),
        kinds=tuple(word[1:-1] for word in words if word.startswith("{")),
        flags=tuple(flag_of(part) for part in parts if part.startswith("-")),
        anywhere=anywhere,
    )


def flag_of(text: str) -> Flag:
    name, equals, value = text.partition("=")
    pattern = None if _PLAIN.fullmatch(name) else re.compile(name)
    return Flag(name=name, pattern=pattern, value=re.compile(value) if equals else None)


def names_kind(words: Sequence[str], kinds: frozenset[str]) -> bool:
    """Whether one of the words is a kind, or kinds with commas between them, or ``kind/name`` or ``kind.group``."""
    named = {part.partition("/")[0].partition(".")[0] for word in words for part in word.split(",")}
    return not named.isdisjoint(kinds)


def has_letter(flags: Mapping[str, str], letter: str) -> bool:
    """Whether a short flag is given, alone or with others."""
    return any(letter in flag and _BUNDLE.fullmatch(flag) for flag in flags)
