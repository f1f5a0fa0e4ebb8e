"""The fields of patches and overrides on the command line, as in ``kubectl patch service x -p '{...}'``."""

import re
from collections.abc import Iterator
from typing import Final

import yaml

from harness.check.catalogue.catalogue import Catalogue, group_of
from harness.check.catalogue.field_shape import ANYTHING
from harness.check.commands.command_line import CommandLine, line_place, program_lines
from harness.check.manifests import manifest
from harness.check.manifests.fields import UNKNOWN_FIELD, Fields
from harness.check.manifests.json_fault import is_json, json_fault
from harness.check.manifests.manifest_text import ManifestText, Reader
from harness.check.manifests.yaml_text import entries, read_yaml
from harness.check.rule import Rule, Subject
from harness.check.typo import typo_of
from harness.diagnostic import Diagnostic, Severity
from harness.parse.page import Segment
from harness.programs.names import KUBECTL_WITH_PATCHES
from harness.programs.resource_names import resource_words
from harness.shell.heredoc import UNKNOWN
from harness.shell.script import Call
from harness.source import Location

RULES: Final[tuple[Rule, ...]] = ()  # the findings are those of manifests

_TOP: Final = ("metadata", "spec", "status")
_FILLED_IN: Final = re.compile(r"\$\{\w+\}|\$\w+|\$\([^()]*\)|<[^<>\n]+>|PLACEHOLDER")


def check(subject: Subject) -> Iterator[Diagnostic]:
    for segment, call, line in program_lines(subject.plan.page, "kubectl"):
        if line.verb not in KUBECTL_WITH_PATCHES:
            continue
        patch = line.value("-p", "--patch") if line.verb == "patch" else line.value("--overrides")
        if patch and patch.strip() and "`" not in patch:
            yield from of_patch(segment, call, line, patch, subject.catalogue)


def of_patch(segment: Segment, call: Call, line: CommandLine, patch: str, catalogue: Catalogue) -> Iterator[Diagnostic]:
    text = ManifestText(text=_FILLED_IN.sub(UNKNOWN, patch), at=place(segment, call, patch), reader=Reader.MANIFEST)
    read = read_yaml(text.text.replace("\t", " "))
    fault = json_fault(text.text) if is_json(text.text) and UNKNOWN not in text.text else read.fault
    if fault is not None:
        if line.verb == "run":  # whether a patch can be read is a rule of its own
            yield manifest.NO_YAML.found(text.place(fault.line, fault.column), fault.message, remedy=fault.remedy)
        return
    kind = "Pod" if line.verb == "run" else kind_of(line)
    if kind and line.value("--type") != "json":
        version = next(iter(each for each in catalogue.having(kind) if fits(each, kind)), "")
        fields = Fields(text=text, catalogue=catalogue, api_version=version, kind=kind, lenient=True)
        for document in read.documents:
            if version and isinstance(document, yaml.MappingNode):
                yield from fields.walk(document, catalogue.shape_of(version, kind), (), ANYTHING)
    elif not kind and line.arguments and line.value("--type") != "json":  # of a kind that nobody knows
        for document in read.documents:
            for name, node, _ in entries(document) if isinstance(document, yaml.MappingNode) else ():
                if meant := "" if name in _TOP else typo_of(name, _TOP):
                    at, message = text.start(node), f"a patch has no field {name!r} at its top"
                    yield UNKNOWN_FIELD.slip(at, message, name, meant, expected=meant, severity=Severity.WARNING)


def kind_of(line: CommandLine) -> str:
    word = line.arguments[0].partition("/")[0].partition(".")[0].lower() if line.arguments else ""
    resource = resource_words().get(word)
    return resource.kind if resource is not None and word not in resource.categories else ""


def fits(api_version: str, kind: str) -> bool:
    """The version is one of the group whose resource kubectl takes the word for."""
    resource = resource_words().get(kind.lower())
    return resource is None or resource.group == group_of(api_version)


def place(segment: Segment, call: Call, patch: str) -> Location:
    first = patch.partition("\n")[0]
    lines = segment.command.split("\n")
    number = next((number for number in range(call.line, len(lines)) if first in lines[number]), call.line)
    return line_place(segment, number, max(lines[number].find(first), 0))
