"""Values given on the command line, as in ``--set values.global.meshID=mesh1``: their paths and what they may be."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from harness.check.catalogue.catalogue import Catalogue
from harness.check.catalogue.field_shape import Holds, Shape
from harness.check.commands.command_line import segments
from harness.check.commands.flags import place
from harness.check.manifests.field_value import listed, not_allowed
from harness.check.manifests.fields import UNKNOWN_FIELD, WRONG_VALUE
from harness.check.rule import Rule, Subject
from harness.check.typo import typo_of
from harness.diagnostic import Diagnostic
from harness.parse.page import Segment
from harness.programs.invocation import unwrapped
from harness.shell.script import Call
from harness.shell.script_reader import read_script
from harness.source import Location

RULES: Final[tuple[Rule, ...]] = ()  # the findings are those of the fields of manifests

_OPERATOR: Final = ("install.istio.io/v1alpha1", "IstioOperator")
_ISTIOCTL_VERBS: Final = frozenset({"install", "upgrade", "manifest"})
_HELM_VERBS: Final = frozenset({"install", "upgrade", "template"})
_INDEX: Final = re.compile(r"\[\d+\]")
_NOT_KNOWN: Final = re.compile(r"[$<{]")


def check(subject: Subject) -> Iterator[Diagnostic]:
    for segment in segments(subject.plan.page):
        if "--set" in segment.command or " -s " in segment.command:
            for call in read_script(segment.command).calls:
                yield from of_call(segment, call, subject.catalogue)


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
