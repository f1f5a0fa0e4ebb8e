"""Keys of the ConfigMaps and Secrets that a page makes, where pods and commands ask for one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import yaml

from harness.check.commands.command_line import CommandLine, command_line, page_calls, program_lines
from harness.check.commands.flags import place
from harness.check.commands.namespace_name import nearest_slip
from harness.check.manifests.consistency import node_at
from harness.check.manifests.page_names import Named
from harness.check.manifests.page_resource import Resource, at_path, resources_of
from harness.check.manifests.reference_name import usual_keys
from harness.check.manifests.yaml_text import merges, text_of
from harness.check.prose_value import is_another_word
from harness.check.rule import Rule, Subject
from harness.check.typo import is_one_slip, is_plural, typo_of
from harness.diagnostic import Diagnostic, Severity
from harness.parse.page import Page
from harness.programs.names import KUBECTL_CHANGING_DATA
from harness.programs.resource_names import resource_words

KEY: Final = Rule.named("unknown-key")
RULES: Final = (KEY,)

_REFERENCES: Final = (("configMapKeyRef", "ConfigMap"), ("secretKeyRef", "Secret"))
_KINDS: Final = frozenset({"ConfigMap", "Secret"})
_DATA: Final = re.compile(r"\{\.data\.((?:[\w-]|\\\.)+)\}")
_OF_TLS: Final = frozenset({"tls.crt", "tls.key", "ca.crt"})
_UNSURE: Final = ("$", "`", "<", "{", "PLACEHOLDER")
Keys = Mapping[tuple[str, str], frozenset[str]]


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    yield from odd_literals(page)
    if "KeyRef" not in page.text and "{.data." not in page.text:
        return
    resources = list(resources_of(page))
    keys = keys_made(page, resources)
    for resource in resources:
        for field, kind in _REFERENCES:
            for reference in at_path(resource.document, ("spec", "**", field)):
                name, node = text_of(node_at(reference, "name")), node_at(reference, "key")
                key, given = text_of(node), keys.get((kind, name or ""))
                if given and node is not None and key and key not in given and not node_at(reference, "optional"):
                    meant = meant_key(key, given)
                    message, expected = words_for(kind, name or "", key, given)
                    yield resource.found(KEY, node, message, expected=expected, meant=meant)
    yield from of_commands(page, keys)


def of_commands(page: Page, keys: Keys) -> Iterator[Diagnostic]:
    """``kubectl get secret NAME -o jsonpath='{.data.KEY}'``."""
    for segment, call in page_calls(page):
        line = command_line(call.words)
        if line is None or line.verb != "get" or len(line.arguments) < len(("secret", "name")):
            continue
        kind, name = kind_of(line.arguments[0]), line.arguments[1]
        given = keys.get((kind, name), frozenset())
        for found in _DATA.findall(line.value("-o", "--output") or "") if kind else ():
            key = found.replace("\\.", ".")
            meant = meant_key(key, given) if given else nearest_slip(key, usual_keys())
            if key not in given and (given or (meant and key not in usual_keys())):
                message, expected = words_for(kind, name, key, given or frozenset({meant}))
                yield KEY.slip(
                    place(segment, call, found), message, found, meant.replace(".", "\\."), expected=expected
                )


def odd_literals(page: Page) -> Iterator[Diagnostic]:
    """``--from-literal=pasword=...``: a key that is there once, one slip off a usual one or a repeated one."""
    names = Named(made={}, page=page)
    for segment, call, line in program_lines(page, "kubectl") if "--from-literal" in page.text else ():
        for key in (literal_keys(line, "") or frozenset()) - usual_keys():
            often = (word for word, count in names.keys.items() if count > 1)
            meant = nearest_slip(key, usual_keys()) or nearest_slip(key, often)
            word = names.coded(key) or names.on_site(key)
            meant = meant or ("" if is_another_word(key, word) or not is_one_slip(key, word) else word)
            meant = meant if names.text_count(key) == 1 else ""
            if meant and not is_plural(key, meant):
                at, message = place(segment, call, key), f"nothing else has the key '{key}'"
                yield KEY.slip(at, message, key, meant, expected=f"'{meant}'", severity=Severity.WARNING)


def kind_of(word: str) -> str:
    """The kind with keys that a word means; empty for any other."""
    resource = resource_words().get(word)
    return resource.kind if resource is not None and resource.kind in _KINDS else ""


def words_for(kind: str, name: str, key: str, given: frozenset[str]) -> tuple[str, str]:
    return f"the {kind} '{name}' has no key '{key}'", f"one of {', '.join(sorted(given))}"


def meant_key(key: str, given: frozenset[str]) -> str:
    return nearest_slip(key, given) or typo_of(key, given) or next((each for each in given if len(given) == 1), "")


def keys_made(page: Page, resources: Sequence[Resource]) -> Keys:
    """The keys of each ConfigMap and Secret of which all are known."""
    found: dict[tuple[str, str], set[str]] = {}
    unsure: set[tuple[str, str]] = set()
    for each in resources:
        if each.kind in _KINDS:
            thing = each.kind, each.name
            maps = [node_at(each.document, part) for part in ("data", "stringData", "binaryData")]
            mappings = [node for node in maps if isinstance(node, yaml.MappingNode)]
            if any(map(merges, mappings)) or "..." in each.text.text or not mappings:
                unsure.add(thing)
            found.setdefault(thing, set()).update(key.value for node in mappings for key, _ in node.value)
    for _, call in page_calls(page):
        line = command_line(call.words)
        if line is None or line.verb not in KUBECTL_CHANGING_DATA or not line.arguments:
            continue
        words = line.command.name.split()
        if line.verb != "create" or len(words) < len(("kubectl", "create", "secret")):
            unsure.update((kind_of(line.arguments[0]), name) for name in line.arguments[1:])
            continue
        thing = kind_of(words[2]), line.arguments[-1]
        keys = literal_keys(line, words[-1])
        if keys is None:
            unsure.add(thing)
        elif thing[0]:
            found.setdefault(thing, set()).update(keys)
    return {thing: frozenset(keys) for thing, keys in found.items() if thing not in unsure and keys}


def literal_keys(line: CommandLine, sort: str) -> frozenset[str] | None:
    """The keys that ``kubectl create`` makes; ``None`` where a file or a variable decides."""
    if sort == "tls":
        return _OF_TLS
    keys = set()
    for name, value in line.flags:
        if name == "--from-literal" and value and not any(sign in value.partition("=")[0] for sign in _UNSURE):
            keys.add(value.partition("=")[0])
        elif name == "--from-file" and value and not value.endswith("/") and "." in value.partition("=")[0]:
            key, equals, _ = value.partition("=")
            keys.add(key if equals else key.rpartition("/")[2])
        elif name.startswith("--from-"):
            return None
    return frozenset(keys)
