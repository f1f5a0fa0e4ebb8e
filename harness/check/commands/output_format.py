"""Formats that kubectl prints in, and the fields that its JSONPath templates start with: misspelt ones."""

import re
from collections.abc import Iterator
from typing import Final

from harness.check.catalogue.catalogue import Catalogue, group_of
from harness.check.commands.command_line import CommandLine, program_lines
from harness.check.commands.flags import place
from harness.check.commands.jsonpath import JSONPATH, templates
from harness.check.rule import Rule, Subject
from harness.check.typo import only_slip, typo_of
from harness.diagnostic import Diagnostic, Severity
from harness.parse.page import Segment
from harness.programs.invocation import invocation
from harness.programs.kubectl import kubectl_words
from harness.programs.names import KUBECTL_LISTING
from harness.programs.resource_names import resource_words
from harness.shell.script import Call

FORMAT: Final = Rule.named("unknown-output-format")
RULES: Final = (FORMAT,)

_NO_PLURALS: Final = frozenset({"items", "status", "labels", "annotations"})  # nothing has one of these alone
_PATH: Final = re.compile(r"(?<![\w\])'\".@])\.\.?([A-Za-z]\w+)(?:\[[^\[\]]*\])?(?:\.\.?([A-Za-z]\w+))?")

_FIELD: Final = re.compile(r"(?<=\.)[A-Za-z]\w{2,}")
_OWN_NAMES: Final = re.compile(r"\.(?:data|stringData|binaryData|labels|annotations)\b[^{}]*")


def check(subject: Subject) -> Iterator[Diagnostic]:
    for segment, call, line in program_lines(subject.plan.page, "kubectl"):
        joined = (name[len("-o") :] for name, value in line.flags if name.startswith("-o") and len(name) > len("-o"))
        name = (line.value("-o", "--output") or next(joined, "")).partition("=")[0]
        known = kubectl_words().output_formats
        if name.replace("-", "").isalpha() and name not in known and "PLACEHOLDER" not in name:
            meant = typo_of(name, known)
            at = place(segment, call, name) if f"-o{name}" not in segment.command else place(segment, call, f"-o{name}")
            yield FORMAT.slip(
                at,
                f"kubectl cannot print as '{name}'",
                name,
                meant,
                expected="json, yaml, name, wide, jsonpath=... or one of the formats that 'kubectl get --help' lists",
                otherwise="choose one of these",
                severity=None if meant else Severity.WARNING,
            )
        yield from fields(segment, call, subject.catalogue.field_names)
        yield from outside(segment, call, line, subject.catalogue)


def fields(segment: Segment, call: Call, known_fields: frozenset[str]) -> Iterator[Diagnostic]:
    for template in templates(invocation(call.words)):
        for name, meant in dict.fromkeys(misspelt(template, known_fields)):
            at = place(segment, call, name)
            yield JSONPATH.slip(
                at,
                f"no resource has the field '{name}'",
                name,
                meant,
                expected=f"a field such as '{meant}'",
                severity=Severity.WARNING,
            )


def outside(segment: Segment, call: Call, line: CommandLine, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """``{.loadBalancer.ingress}`` of a Service, which has that in its ``status``: fields of kinds that are known."""
    resource = resource_words().get(line.arguments[0].partition("/")[0].lower()) if line.arguments else None
    having = catalogue.having(resource.kind) if resource else ()
    own = [each for each in having if resource and ("." in resource.group or group_of(each) == resource.group)]
    kinds = [catalogue.shape_of(each, resource.kind) for each in own if resource]
    top = {"items"}.union(*(shape.fields for shape in kinds))
    closed = bool(kinds) and all(shape.closed for shape in kinds)
    listed = line.verb in KUBECTL_LISTING and ("status" in top or not closed)
    status = kubectl_words().status_fields if listed else frozenset()
    for template in templates(invocation(call.words)):
        for found in _PATH.finditer(template) if "range" not in template else ():
            first, second = found.groups()
            name = second or "" if first == "items" else first
            inner = ((each, catalogue.shapes[place].fields) for shape in kinds for each, place in shape.fields.items())
            parents = {each for each, fields in inner if closed and name in fields}
            parents |= {"status"} if name in status and not parents else set()
            if name and ".." not in found[0] and name not in top and len(parents) == 1:
                at, message = place(segment, call, f".{name}"), f"a {line.arguments[0]} has no field '{name}'"
                right = f".{parents.pop()}.{name}"
                yield JSONPATH.mended(at, message, f".{name}", right, severity=Severity.WARNING)


def misspelt(template: str, known_fields: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The first field of each path, the one behind ``metadata`` and usual ones further in, with what was meant."""
    words = kubectl_words()
    for found in _PATH.finditer(template):
        first, second = found.groups()
        known = words.top_fields | (words.metadata_fields if ".." in found[0] else frozenset())
        if first not in known and (meant := slip_of(first, words.top_fields)):
            yield first, meant
        inner = second if first == "metadata" and second and second not in words.metadata_fields else ""
        if inner and (meant := slip_of(inner, words.metadata_fields)):
            yield inner, meant
    usual = words.path_fields | words.top_fields | words.metadata_fields
    for name in _FIELD.findall(_OWN_NAMES.sub("", template)):
        if name not in usual and (meant := slip_of(name, usual)) and name not in known_fields:
            yield name, meant


def slip_of(name: str, known: frozenset[str]) -> str:
    plural = (f"{name}s", name.removesuffix("s"))  # .port and .ports are two; only lists have .items
    return only_slip(name, (each for each in known if each in _NO_PLURALS or each not in plural))
