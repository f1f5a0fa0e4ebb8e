"""Two manifests, or texts that may be some, compared by their fields, else line by line."""

import re
import textwrap
from collections.abc import Hashable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, Final

import yaml

from harness.check.drift_kind import Kind
from harness.drift.drift import Change
from harness.drift.language_noise import (
    as_typed,
    is_foreign,
    prose_alike,
    quiet,
    technical,
    text_lines,
    unlike_typed,
    without_comments,
)
from harness.drift.sequence_alignment import align

QUOTES: Final = "\"'"
NO_TEXT: Final = re.compile(r"true|false|null|~|[-+]?\d+(?:\.\d+)?")
Fields = Mapping[str, str]


def compare_bodies(base: str, translation: str, languages: frozenset[str]) -> Iterator[Change]:
    """What a heredoc or a block of YAML or JSON says otherwise."""
    left, right = quiet(base, languages), quiet(translation, languages)
    if left == right:
        return
    fields, others = documents(left), documents(right)
    if fields is not None and others is not None:
        yield from _documents(fields, others, languages)
        return
    lines, other_lines = (without_comments(side.splitlines()) for side in (_dedent(left), _dedent(right)))
    if lines != other_lines:
        yield from compare_lines("\n".join(lines), "\n".join(other_lines), languages, kind=Kind.FIELD)


def _dedent(text: str) -> str:
    return textwrap.dedent("\n".join(line.rstrip() for line in text.splitlines() if line.strip()))


def _documents(left: Sequence[Fields], right: Sequence[Fields], languages: frozenset[str]) -> Iterator[Change]:
    for i, j in align(left, right, _likeness, least=0.3):
        if i is None:
            yield Change(kind=Kind.FIELD, translation="/".join(name_of(right[j or 0])), subject="document")
        elif j is None:
            yield Change(kind=Kind.FIELD, base="/".join(name_of(left[i])), subject="document")
        elif left[i] != right[j]:
            yield from _fields(left[i], right[j], languages)


def _likeness(left: Fields, right: Fields) -> float:
    if left == right:
        return 1.0
    shared = sum(right.get(path) == value for path, value in left.items())
    return max(shared / max(len(left), len(right)), 0.6 if name_of(left) == name_of(right) else 0.0)


def _fields(left: Fields, right: Fields, languages: frozenset[str]) -> Iterator[Change]:
    for path in dict.fromkeys((*left, *right)):
        base, translation = left.get(path), right.get(path)
        if base == translation:
            continue
        if base is None or translation is None:
            yield Change(kind=kind_of(path), base=base or "", translation=translation or "", subject=path)
        elif not _same_value(base, translation, languages):
            typed = unlike_typed(translation) and as_typed(translation).strip(QUOTES) == base
            kind = Kind.TYPOGRAPHY if typed else kind_of(path)
            yield Change(kind=kind, base=base, translation=translation, subject=path)


def _same_value(base: str, translation: str, languages: frozenset[str]) -> bool:
    if "\n" in base or "\n" in translation:  # a script, or a file, in a field
        one, other = ("\n".join(without_comments(side.splitlines())) for side in (base, translation))
        return next(compare_lines(one, other, languages, kind=Kind.FIELD), None) is None
    return prose_alike(base, translation)


def compare_lines(base: str, translation: str, languages: frozenset[str], *, kind: Kind) -> Iterator[Change]:
    """Lines that differ, as one change for each run of lines; prose in another script is no difference."""
    left, right = (text_lines(side, languages, indent=kind is Kind.FIELD) for side in (base, translation))
    for step, i, k, j, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if step != "equal" and not _lines_alike(left[i:k], right[j:m]):
            yield Change(kind=kind, base="\n".join(left[i:k]), translation="\n".join(right[j:m]))


def _lines_alike(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether lines may be translations: those in another script have the same technical words, others are there."""
    if len(left) == len(right) and all(a == b or prose_alike(a, b) for a, b in zip(left, right, strict=True)):
        return True
    if not any(map(is_foreign, right)):
        return False
    kept = [line for line in right if not is_foreign(line)]
    rest = [line for line in left if line not in kept]
    if any(line not in left for line in kept):
        return False
    words = technical("\n".join(rest))
    return not technical("\n".join(set(right) - set(kept))) - words


@lru_cache(maxsize=4096)
def documents(text: str) -> tuple[Fields, ...] | None:
    """The documents of a text, each as its fields by path; ``None`` where the text is no YAML of maps."""
    if "\t" in text or ":" not in text:
        return None
    try:
        found = [one for one in yaml.load_all(text, Loader=yaml.CSafeLoader) if one is not None]
    except (yaml.YAMLError, ValueError, TypeError):
        return None
    if not found or not all(isinstance(one, dict | list) for one in found):
        return None
    return tuple(dict(_fields_in(one, "")) for one in found)


def _fields_in(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and value:
        for key, each in value.items():
            yield from _fields_in(each, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list) and value:
        for index, each in enumerate(value):
            yield from _fields_in(each, f"{path}[{_name(each, index)}]")
    else:
        yield path, _scalar(value)


def _scalar(value: object) -> str:
    """A number in quotes is another value than the number."""
    if isinstance(value, str):
        return repr(value) if NO_TEXT.fullmatch(value) else value
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _name(item: Any, index: int) -> Hashable:
    name = item.get("name") if isinstance(item, dict) else None
    return f"{index}" if name is None else f"{index}:{name}"


def name_of(fields: Fields) -> tuple[str, str]:
    return fields.get("kind", ""), fields.get("metadata.name", "")


def kind_of(path: str) -> Kind:
    """What it means that a field differs."""
    last = path.rpartition(".")[2]
    known = {
        "apiVersion": Kind.API_VERSION,
        "kind": Kind.RESOURCE_KIND,
        "image": Kind.IMAGE,
        "namespace": Kind.NAMESPACE,
    }
    return known.get(last, Kind.FIELD)
