"""Namespaces: a name that the page uses once, makes nowhere, and misspells."""

import re
import string
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from harness.check.commands.command_line import place_of, segments
from harness.check.rule import Rule, Subject
from harness.check.site_words import meant_on_site
from harness.check.typo import distance, is_one_slip, is_plural, typo_of
from harness.diagnostic import Diagnostic
from harness.parse.page import Page
from harness.programs.kubectl import kubectl_words
from harness.source import Location
from harness.suggest import same_but_numbers

UNKNOWN: Final = Rule.named("unknown-namespace")
RULES: Final = (UNKNOWN,)

_NAME: Final = r"([a-z0-9](?:[-a-z0-9]*[a-z0-9])?)"
_END: Final = r"(?![\w./-])"
# Each starts with letters of its own, which makes searching fast.
_USED: Final = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"-[ni][ =][\"']?{_NAME}{_END}",
        rf"--[a-z]*[nN]amespace[ =][\"']?{_NAME}{_END}",
        rf" namespace: +[\"']?{_NAME}[\"']? *$",
        rf" kubernetes\.io/metadata\.name: +[\"']?{_NAME}[\"']? *$",
        rf"/ns/{_NAME}/sa/",
        rf"system:serviceaccounts?:{_NAME}:",
        rf"(?<=[a-z0-9])\.{_NAME}\.svc(?![\w-])",
        rf" (?:ns|namespaces?) (?:--?[\w-]+=?\S* )*{_NAME}{_END}",
    )
)
# `--create-namespace` proves nothing: it makes whatever is written there.
_MADE: Final = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"create (?:ns|namespace) (?:--?\S+ )*{_NAME}",
        rf"kind: Namespace\s*\n(?:(?!---).*\n)*?\s+name: [\"']?{_NAME}",
    )
)
_SAID: Final = re.compile(rf"\bnamespaces? (?:named |called )?`{_NAME}`|`{_NAME}` namespaces?\b")
_CAPITALIZED: Final = re.compile(r"(?<=\s)(?:-n|--namespace)[ =]([A-Z][a-z][a-z0-9-]*)(?![\w-])")
_OF_HOST: Final = re.compile(rf"(?<=[a-z0-9])\.{_NAME}\.svc\.")
_MAY_NAME: Final = re.compile(r"-n|namespace|kubernetes.io/metadata|\.svc|/ns/|:serviceaccount| ns |-i |Namespace")
_COMMENT: Final = re.compile(r"(?:^|(?<=\s))#.*$", re.MULTILINE)
_IN_A_WORD: Final = frozenset(string.ascii_letters + string.digits + "-_")
_DOUBLED: Final = re.compile(r"(?<![^-])(\w{3,})-\1(?![^-])")
_FEW: Final = 2
_SHORT: Final = 5  # letters of a name in which one more or less may be another name
_SLIPS: Final = 2  # at most, see `typo_of`: each is a letter more or less


def check(subject: Subject) -> Iterator[Diagnostic]:
    uses, made = used_on(subject.plan.page)
    counts = {name: len(places) for name, places in uses.items()}
    yield from in_capitals(subject.plan.page, counts.keys() | made | kubectl_words().namespaces)
    for name, places in uses.items():
        if name in kubectl_words().namespaces or len(places) > _FEW:
            continue
        if name in made:
            not_made = counts.keys() - made - kubectl_words().namespaces
            meant = often_used(name, counts, not_made, subject.plan.page.text)
        else:
            said = {each for found in _SAID.findall(subject.plan.page.text) for each in found if each}
            other = "" if name in said or len(places) > 1 else nearest_slip(name, said)
            meant = meant_by(name, counts, made) or other or meant_on_site(name, subject.plan.page)
            if not meant and len(name) > 1:
                meant = often_used(name, counts, made, subject.plan.page.text)
        for at in places if meant else ():
            yield UNKNOWN.slip(
                at,
                f"nothing uses the namespace '{name}'" if name in made else f"nothing makes the namespace '{name}'",
                name,
                meant,
                expected=f"a namespace that is there, such as '{meant}'",
            )


def in_capitals(page: Page, names: Collection[str]) -> Iterator[Diagnostic]:
    """``-n Shop``: no namespace has capitals."""
    for segment in segments(page):
        for found in _CAPITALIZED.finditer(segment.command):
            if (meant := found[1].lower()) in names:
                at = place_of(found.start(1), segment.command, segment.at)
                yield UNKNOWN.slip(
                    at, f"no namespace can have the name '{found[1]}'", found[1], meant, expected=f"'{meant}'"
                )


def used_on(page: Page) -> tuple[Mapping[str, list[Location]], frozenset[str]]:
    """Where each namespace is used, and those that the page makes."""
    uses: dict[str, list[Location]] = {}
    made: set[str] = set()
    for snippet in page.snippets:
        texts = [(segment.command, segment.at) for segment in snippet.segments]
        if not snippet.segments and snippet.syntax in {"yaml", "yml", "json"}:
            texts = [(_COMMENT.sub(lambda found: " " * len(found[0]), snippet.body), snippet.body_at)]
        for segment in snippet.segments:  # an output tells nothing but hosts
            if segment.expected and segment.expected_at and ".svc." in segment.expected:
                for found in _OF_HOST.finditer(segment.expected):
                    place = segment.expected_at.within(segment.expected, found.start(1))
                    uses.setdefault(found[1], []).append(place)
        for text, at in texts:
            if _MAY_NAME.search(text):
                made |= {found[1] for pattern in _MADE for found in pattern.finditer(text)}
                for found in (found for pattern in _USED for found in pattern.finditer(text)):
                    if found.start() == 0 or text[found.start() - 1] not in _IN_A_WORD or text[found.start()] != "-":
                        uses.setdefault(found[1], []).append(place_of(found.start(1), text, at))
    return uses, frozenset(made)


def meant_by(name: str, counts: Mapping[str, int], made: frozenset[str]) -> str:
    """A namespace used more often, made on the page, or made by charts everywhere."""
    known = [other for other, count in counts.items() if count > counts[name]]
    on_page = nearest_slip(name, {*known, *made} - {name})
    return on_page or nearest_slip(name, kubectl_words().namespaces - {name} - made)


def often_used(name: str, counts: Mapping[str, int], others: Iterable[str], text: str) -> str:
    """One of the others that the page uses again and again, one slip off a name that it has once: ``goo``, ``foo``."""
    if len(re.findall(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)) > 1:
        return ""
    near = (each for each in sorted(others) if counts.get(each, 0) > _FEW and is_one_slip(name, each))
    return next((each for each in near if not same_but_numbers(name, each)), "")


def is_slip(name: str, other: str) -> bool:
    """One word of the name differs by a slip, and not by its number: team-a and team-b are two."""
    if same_but_numbers(name, other):
        return False
    if name.replace("-", "") == other.replace("-", "") or _DOUBLED.sub(r"\1", name) == other:
        return True
    near = is_one_slip(name, other)
    if near and sorted(name) == sorted(other):
        return True
    if near and letter_lost(name, other):
        return True
    words, others = name.split("-"), other.split("-")
    if len(words) != len(others):
        return near and len(name) > len("foo-bar")
    pairs = [(one, two) for one, two in zip(words, others, strict=True) if one != two]
    return len(pairs) == 1 and typo_of(pairs[0][0], [pairs[0][1]]) != ""


def nearest_slip(name: str, names: Iterable[str]) -> str:
    """The name with the fewest slips, empty where none is near; of two equally near ones always the same."""
    length, letters = len(name), name.replace("-", "")
    alike = (each for each in names if abs(len(each) - length) <= _SLIPS or each.replace("-", "") == letters)
    near = [each for each in alike if is_slip(name, each)]
    return min(near, key=lambda each: (distance(name, each), each), default="")


def letter_lost(name: str, other: str) -> bool:
    """One letter more or less in a long name, however short the word that it is in; not the ``s`` of a plural."""
    longer, shorter = sorted((name, other), key=len, reverse=True)
    if len(shorter) <= _SHORT or len(longer) != len(shorter) + 1 or not is_one_slip(name, other):
        return False
    words, others = longer.split("-"), shorter.split("-")
    if len(words) != len(others):
        return False
    word, rest = next((one, two) for one, two in zip(words, others, strict=True) if one != two)
    return bool(rest) and not is_plural(word, rest)
