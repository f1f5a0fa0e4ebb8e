"""Labels that manifests select by: a key or a value one slip off what the page has elsewhere."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import yaml

from harness.check.commands.namespace_name import is_slip, letter_lost, nearest_slip
from harness.check.manifests.page_names import Named
from harness.check.manifests.page_resource import Resource, at_path
from harness.check.manifests.yaml_text import entries, text_of
from harness.check.rule import Rule
from harness.check.site_words import is_slip_of_word
from harness.diagnostic import Diagnostic
from harness.programs.kubectl import kubectl_words

NO_PODS: Final = Rule.named("selects-nothing")

_SELECTORS: Final = (
    ("spec", "**", "matchLabels"),
    ("spec", "workloadSelector", "labels"),
    ("spec", "selector"),
)


def selectors(resource: Resource, pods: Sequence[Resource], page: Named) -> Iterator[Diagnostic]:
    """A workload's own selector and a Service's have rules of their own."""
    if resource in pods:
        return
    given: dict[str, set[str]] = {}
    for each in pods:
        for key, value in each.labels.items():
            given.setdefault(key, set()).add(value)
    for path in _SELECTORS:
        for node in at_path(resource.document, path):
            if isinstance(node, yaml.MappingNode):
                yield from labels(resource, node, given, page)


def labels(
    resource: Resource, node: yaml.MappingNode, given: Mapping[str, set[str]], page: Named
) -> Iterator[Diagnostic]:
    for key, at, value in entries(node):
        text = text_of(value)
        if text is None or isinstance(value, yaml.MappingNode | yaml.SequenceNode):
            continue
        if near := meant_key(key, given, page):
            message = f"the {resource.kind} selects by the label '{key}', which nothing has"
            yield resource.found(NO_PODS, at, message, expected=f"a label that is there, such as '{near}'", meant=near)
        elif (
            resource.kind != "Service"
            and text not in given.get(key, ())
            and (near := meant_value(text, key, given, page))
        ):
            message = f"the {resource.kind} selects {key}={text}, which nothing on the page has"
            yield resource.found(NO_PODS, value, message, expected=f"{key}={near}", meant=near)


def meant_key(key: str, given: Mapping[str, set[str]], page: Named) -> str:
    known = kubectl_words().labels
    if key in given or key in known or page.page.text.count(key) > 1:
        return ""
    return next((each for each in sorted({*given, *known}) if is_slip(key, each) or letter_lost(key, each)), "")


def meant_value(text: str, key: str, given: Mapping[str, set[str]], page: Named) -> str:
    near = nearest_slip(text, given.get(key, ()))
    if near and page.counts.get(text, 0) <= 1:
        return near
    if text != text.lower():  # words are those in small letters
        return text.lower() if page.counts.get(text.lower()) else capital(text, page)
    known = text in kubectl_words().values or page.words.get(text, 0) > 1
    return "" if known else page.coded(text) or usual(text) or page.on_site(text)


def capital(text: str, page: Named) -> str:
    """A word with capitals that the page has again and again; another last letter makes another name."""
    words = words_of_case(page.page.text)
    often = (each for each, count in words.items() if count > 1 and each[-1:] == text[-1:] and each != each.lower())
    near = [each for each in often if words[text] == 1 and is_slip_of_word(text, each)]
    return near[0] if len(near) == 1 else ""


def words_of_case(text: str) -> Counter[str]:
    return Counter(re.findall(r"(?<![\w-])[A-Za-z][\w-]*", text))


def usual(text: str) -> str:
    """The usual value that was meant by one that is none."""
    values = kubectl_words().values
    return "" if text in values else nearest_slip(text, values)
