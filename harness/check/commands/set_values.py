"""Values given on the command line, as in ``--set values.global.meshID=mesh1``: their paths and what they may be."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from harness.check.catalogue.catalogue import Catalogue
from harness.check.catalogue.field_shape import Holds, Shape
from harness.check.commands.command_line import segments
from harness.check.commands.flags import place
from harness.check.manifests.field_value import listed, not_allowed
from harness.check.manifests.fields import UNKNOWN_FIELD, WRONG_VALUE
from harness.check.rule import Rule, Subject
from harness.check.site_words import is_slip_of_word, meant_on_site
from harness.check.typo import typo_of
from harness.diagnostic import Diagnostic, Severity
from harness.parse.page import Page, Segment
from harness.programs.invocation import unwrapped
from harness.programs.names import HELM_USUAL_KEYS
from harness.shell.script import Call
from harness.shell.script_reader import read_script
from harness.source import Location

RULES: Final[tuple[Rule, ...]] = ()  # the findings are those of the fields of manifests

_OPERATOR: Final = ("install.istio.io/v1alpha1", "IstioOperator")
_ISTIOCTL_VERBS: Final = frozenset({"install", "upgrade", "manifest"})
_HELM_VERBS: Final = frozenset({"install", "upgrade", "template"})
_INDEX: Final = re.compile(r"\[\d+\]")
_PLAIN: Final = re.compile(r"[A-Za-z][\w-]{3,}")
_NOT_KNOWN: Final = re.compile(r"[$<{]")


def check(subject: Subject) -> Iterator[Diagnostic]:
    for segment in segments(subject.plan.page):
        if "--set" in segment.command or " -s " in segment.command:
            for call in read_script(segment.command).calls:
                yield from of_call(segment, call, subject.catalogue)
                if call.program == "helm" and root_of(unwrapped(call.words), subject.catalogue) is None:
                    yield from of_chart(segment, call, subject)


def of_chart(segment: Segment, call: Call, subject: Subject) -> Iterator[Diagnostic]:
    """Keys of a chart that nobody knows, against the words of the page, of the site's pages, and of other manifests."""
    page = subject.plan.page
    for _, word in settings(unwrapped(call.words)):
        for setting in re.split(r"(?<!\\),", word):
            path, equals, _ = setting.partition("=")
            for part in _INDEX.sub("", path).split(".") if equals else ():
                meant = meant_key(part, page, subject.catalogue) if _PLAIN.fullmatch(part) else ""
                if meant:
                    message, expected = (
                        f"'{path}' sets nothing: there is no field {part!r}",
                        f"{meant!r}, as others have",
                    )
                    yield UNKNOWN_FIELD.slip(
                        place(segment, call, path), message, part, meant, expected=expected, severity=Severity.WARNING
                    )


def meant_key(part: str, page: Page, catalogue: Catalogue) -> str:
    """The word that was meant by a key that is on the page once, and that no manifest has."""
    counts = words_of(page.text)
    if part in catalogue.field_names or counts[part] != 1:
        return ""
    near = [each for each in counts if counts[each] > 1 and is_slip_of_word(part, each)]
    if len(near) == 1:
        return near[0]
    near = [each for each in HELM_USUAL_KEYS if is_slip_of_word(part, each)]
    return near[0] if len(near) == 1 else meant_on_site(part, page)


@lru_cache(maxsize=4)
def words_of(text: str) -> Counter[str]:
    return Counter(_PLAIN.findall(text))


def of_call(segment: Segment, call: Call, catalogue: Catalogue) -> Iterator[Diagnostic]:
    words = unwrapped(call.words)
    root = root_of(words, catalogue)
    if root is None:
        return
    for flag, word in settings(words):
        for setting in re.split(r"(?<!\\),", word) if flag.startswith("--set") else (word,):
            path, equals, value = setting.partition("=")
            if equals:
                yield from of_setting(path, value, root, catalogue, lambda word: place(segment, call, word))


def settings(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for word, following in zip(words, (*words[1:], ""), strict=True):
        flag, equals, value = word.partition("=")
        if flag in {"--set", "--set-string", "-s"}:
            yield flag, value if equals else following


def root_of(words: tuple[str, ...], catalogue: Catalogue) -> Shape | None:
    """What the paths start from: the spec for istioctl, the values for Istio's charts, for others nothing known."""
    program = words[0].rpartition("/")[2]
    verbs = {word for word in words[1:4] if not word.startswith("-")}
    spec = inside(catalogue.shape_of(*_OPERATOR), "spec", catalogue)
    if program == "istioctl" and verbs & _ISTIOCTL_VERBS:
        return spec
    if program == "helm" and verbs & _HELM_VERBS and any(word.startswith("istio/") for word in words):
        return inside(spec, "values", catalogue)
    return None


def inside(shape: Shape, name: str, catalogue: Catalogue) -> Shape:
    while shape.holds is Holds.LIST:
        shape = catalogue.shapes[shape.inside]
    return catalogue.shapes[shape.fields.get(name, 0)]


def of_setting(
    path: str, value: str, root: Shape, catalogue: Catalogue, place_at: Callable[[str], Location]
) -> Iterator[Diagnostic]:
    """What is wrong with one ``path=value``."""
    shape = root
    for part in _INDEX.sub("", path).split("."):
        while shape.holds is Holds.LIST:
            shape = catalogue.shapes[shape.inside]
        if shape.holds is not Holds.OBJECT:
            return
        if part not in shape.fields:
            # Charts take more than is listed, so only what looks mistyped is one.
            meant = typo_of(part, shape.fields)
            if meant:
                message = f"'{path}' sets nothing: there is no field {part!r}"
                yield UNKNOWN_FIELD.slip(place_at(path), message, part, meant, expected=listed(tuple(shape.fields)))
            return
        shape = catalogue.shapes[shape.fields[part]]
    if not _NOT_KNOWN.search(value) and not_allowed(value, shape):
        message, meant = f"'{path}' cannot be {value!r}", typo_of(value, shape.values)
        otherwise, expected = "choose one of these", listed(shape.values)
        yield WRONG_VALUE.slip(place_at(value), message, value, meant, expected=expected, otherwise=otherwise)
