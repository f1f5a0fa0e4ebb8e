"""The resources that a page's manifests describe, read once for all rules that look at several of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

import yaml

from harness.check.manifests.json_fault import is_json, json_fault
from harness.check.manifests.manifest_text import ManifestText, Reader, manifest_texts, printed_manifests, readable
from harness.check.manifests.yaml_text import YamlText, entries, nodes, read_yaml, second_resource
from harness.parse.page import Page
from harness.shell.heredoc import UNKNOWN

Texts = tuple[tuple[ManifestText, YamlText], ...]
_KEY: Final = re.compile(r"\s*(?:- +)?[\w./-]+[:\uff1a]")
_YAML_KEY: Final = re.compile(r".*\.ya?ml", re.DOTALL)
_YAML_LINE: Final = re.compile(r"\s*(?:- )*(?:[\w./-]+:(?: (?!.*: ).*)?|- .*)")
_RESOURCE: Final = re.compile(r"(?:\s*#.*\n)*(?:apiVersion|kind): ")
_REMARK: Final = re.compile(r"\s*(?:#.*)?")


def page_texts(page: Page) -> Texts:
    found: Texts = _read(_Same(page))
    return found


def printed_texts(page: Page) -> Texts:
    """The manifests in expected outputs."""
    found: Texts = _read_printed(_Same(page))
    return found


def inner_texts(page: Page) -> Texts:
    """The files of YAML in values of several lines, such as those of a ConfigMap."""
    return tuple(
        (inner, read_yaml(readable(inner)))
        for text, read in page_texts(page)
        for document in read.documents
        for inner in inner_of(text, document)
    )


def inner_of(text: ManifestText, document: yaml.Node) -> Iterator[ManifestText]:
    lines = text.text.split("\n")
    for mapping in (node for node in nodes(document) if isinstance(node, yaml.MappingNode)):
        for name, _, value in entries(mapping):
            if not isinstance(value, yaml.ScalarNode) or value.style != "|":
                continue
            start = value.start_mark.line + 1
            body = lines[start : value.end_mark.line + (value.end_mark.column > 0)]
            indent = min((len(line) - len(line.lstrip()) for line in body if line.strip()), default=0)
            whole = "\n".join(line[indent:] for line in body)
            if not is_yaml(name, whole):
                continue
            wrong = text.wrong or UNKNOWN in whole  # what a template fills in
            reader = Reader.READER if _RESOURCE.match(whole) else Reader.YAML
            yield replace(text, text=whole, at=text.place(start, indent), reader=reader, json=False, wrong=wrong)


def is_yaml(name: str, text: str) -> bool:
    """Whether a text is all of a YAML file: its key says so, or all of its lines but one look so."""
    lines = [line for line in text.split("\n") if not _REMARK.fullmatch(line)]
    alike = sum(_YAML_LINE.fullmatch(line) is not None for line in lines)
    whole = not any(line.lstrip().startswith(("...", "…")) for line in lines)
    prose = any(line.count(": ") > 1 for line in lines)
    return whole and (_YAML_KEY.fullmatch(name) is not None or (alike > 1 and alike >= len(lines) - 1 and not prose))


class _Same:
    """A page by identity: two pages with the same words are two."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def __hash__(self) -> int:
        return id(self.page)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.page is self.page


@lru_cache(maxsize=4)
def _read(same: _Same) -> Texts:
    return tuple((text, _documents(text)) for text in manifest_texts(same.page))


@lru_cache(maxsize=4)
def _read_printed(same: _Same) -> Texts:
    return tuple((text, _printed(text)) for text in printed_manifests(same.page))


def _printed(text: ManifestText) -> YamlText:
    """How the lines of an output are broken is nobody's fault."""
    found = read_yaml(readable(text))
    line = "" if found.fault is None else text.text.split("\n")[found.fault.line]
    return found if _KEY.match(line) else replace(found, fault=None)


def _documents(found: ManifestText) -> YamlText:
    """Kubectl reads what starts with a brace as JSON, which allows less than YAML."""
    text = readable(found)
    strict = found.json or found.reader is Reader.APPLY
    if not strict or not is_json(text) or (fault := json_fault(text)) is None:
        # Tabs may indent JSON, and not YAML.
        return read_yaml(text.replace("\t", " ") if is_json(text) else text)
    return replace(read_yaml(text), fault=fault)


def page_documents(page: Page) -> Iterator[tuple[ManifestText, yaml.MappingNode]]:
    """Every resource, those of Lists each for themselves."""
    for text, found in page_texts(page):
        if text.reader is not Reader.YAML:
            for document in found.documents:
                if isinstance(document, yaml.MappingNode) and second_resource(document) is None:
                    yield from ((text, each) for each in resources_in(document))


def resources_in(document: yaml.MappingNode) -> Sequence[yaml.MappingNode]:
    items = next((value for key, value in document.value if getattr(key, "value", None) == "items"), None)
    if isinstance(items, yaml.SequenceNode):
        return [each for each in items.value if isinstance(each, yaml.MappingNode)]
    return [document]
