"""Two commands compared by what they do."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from harness.check.drift_kind import Kind
from harness.drift.compare_manifests import compare_bodies
from harness.drift.drift import Change
from harness.drift.language_noise import as_typed, quiet, unlike_typed, word_alike
from harness.drift.words import Token, tokens

Languages = frozenset[str]
VERSION: Final = re.compile(r"\d+(?:[.-]\d+)+(?:-[a-z]+\.?\d*)?")


def same_command(base: str, translation: str, languages: Languages) -> bool:
    return base == translation or next(compare_commands(base, translation, languages), None) is None


def compare_commands(base: str, translation: str, languages: Languages) -> Iterator[Change]:
    """What the command of the translation does otherwise."""
    left, right = _quiet(base, languages), _quiet(translation, languages)
    if left == right:
        return
    if unlike_typed(translation) and _same(left, _quiet(as_typed(translation), languages)):
        yield Change(kind=Kind.TYPOGRAPHY, base=base, translation=translation)
        return
    yield from _compare(left, right, languages)


def _quiet(command: str, languages: Languages) -> tuple[Token, ...]:
    return tokens(quiet(command, languages))


def _same(left: Sequence[Token], right: Sequence[Token]) -> bool:
    return [token.text for token in left] == [token.text for token in right]


def _compare(left: Sequence[Token], right: Sequence[Token], languages: Languages) -> Iterator[Change]:
    keys, others = ([_key(token) for token in side] for side in (left, right))
    for step, i, k, j, m in SequenceMatcher(None, keys, others, autojunk=False).get_opcodes():
        if step == "equal":
            for one, other in zip(left[i:k], right[j:m], strict=True):
                if one.text != other.text:
                    yield from compare_bodies(one.text, other.text, languages)
        else:
            yield from _replaced(left[i:k], right[j:m])


def _key(token: Token) -> str:
    """All heredocs are alike here: what they hold is compared field by field."""
    return "" if token.kind is Kind.TEXT else token.text


def _replaced(left: Sequence[Token], right: Sequence[Token]) -> Iterator[Change]:
    if " ".join(token.text for token in left) == " ".join(token.text for token in right):
        return
    looks_alike = any(
        unlike_typed(token.text) and as_typed(token.text) in {one.text for one in left} for token in right
    )
    if (
        not looks_alike
        and all(token.kind is Kind.ARGUMENT for token in (*left, *right))
        and word_alike(" ".join(token.text for token in left), " ".join(token.text for token in right))
    ):
        return
    rest = list(right)
    for one in left:
        other = _partner(one, rest, alone=len(left) == len(right) == 1)
        if other is None:
            yield _change(one, None)
            continue
        rest.remove(other)
        if unlike_typed(other.text) and as_typed(other.text) == one.text:
            yield Change(kind=Kind.TYPOGRAPHY, base=one.text, translation=other.text, subject=one.subject)
        elif one.text != other.text and not word_alike(one.text, other.text):
            yield _change(one, other)
    for other in rest:
        yield _change(None, other)


def _partner(token: Token, others: Sequence[Token], *, alone: bool) -> Token | None:
    """The word in the other language that is in the place of this one."""
    alike = [other for other in others if other.kind is token.kind and other.subject == token.subject]
    return alike[0] if alike else others[0] if alone else None


def _change(left: Token | None, right: Token | None) -> Change:
    base, translation = (token.text if token is not None else "" for token in (left, right))
    side = left or right
    kind = side.kind if side is not None else Kind.ARGUMENT
    if left is not None and right is not None and left.kind is not right.kind:
        kind = Kind.ARGUMENT
    if other_version(base, translation) and kind not in {Kind.CONTEXT, Kind.NAMESPACE}:
        kind = Kind.VERSION
    return Change(kind=kind, base=base, translation=translation, subject=side.subject if side is not None else "")


def other_version(base: str, translation: str) -> bool:
    """Whether two texts differ only in numbers with dots or dashes between, as versions have."""
    left, right = (_without_versions(text) for text in (base, translation))
    return base != translation and left == right and "#" in left


def _without_versions(text: str) -> str:
    return VERSION.sub("#", text)
