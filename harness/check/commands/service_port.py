"""Ports of commands against the Services that the page's manifests make."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from harness.check.commands.command_line import command_line, page_calls
from harness.check.commands.flags import place
from harness.check.commands.inner_call import inner_words
from harness.check.manifests.consistency import node_at
from harness.check.manifests.page_resource import Resource, items, resources_of
from harness.check.manifests.yaml_text import text_of
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.programs.invocation import base_name, unwrapped

PORT: Final = Rule.named("unknown-service-port")
RULES: Final = (PORT,)

_SERVICE: Final = re.compile(r"(?:svc|services?)/([\w-]+)")
_FORWARD: Final = re.compile(r"(?:\d*:)?(\d+)")
_URL: Final = re.compile(
    r"(?:\w+://)?([a-z][a-z0-9-]*)(?:\.[a-z][\w-]*(?:\.svc(?:\.cluster\.local)?)?)?:(\d+)(?=[/?]|$)"
)
_ELSEWHERE: Final = frozenset({"--resolve", "--connect-to", "--proxy", "-x"})  # the name leads to another address
_ASKS: Final = frozenset({"curl", "wget"})


def check(subject: Subject) -> Iterator[Diagnostic]:
    services = ports_of(resources_of(subject.plan.page))
    for segment, call in page_calls(subject.plan.page) if services else ():
        for name, port in dict.fromkeys(used for words in inner_words(call) for used in uses(words)):
            if port not in services.get(name, frozenset({port})):
                listed = ", ".join(sorted(services[name], key=int))
                yield PORT.found(
                    place(segment, call, port),
                    f"the Service '{name}' has no port {port}",
                    expected=f"one of {listed}, as the page's manifest has it",
                    remedy=f"use {listed}, or change the manifest",
                )


def ports_of(resources: Iterable[Resource]) -> Mapping[str, frozenset[str]]:
    """The ports of each Service of the page's manifests; those of all forms where it has several."""
    found: dict[str, set[str]] = {}
    for each in resources:
        ports = {text_of(node_at(port, "port")) for port in items(each.document, "spec", "ports")}
        numbers = {port for port in ports if port is not None and port.isdigit()}
        headless = (
            text_of(node_at(each.document, "spec", "clusterIP")) == "None"
        )  # leads to the pods and all their ports
        if each.kind == "Service" and each.name and numbers and len(numbers) == len(ports) and not headless:
            found.setdefault(each.name, set()).update(numbers)
    return {name: frozenset(ports) for name, ports in found.items()}


def uses(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The name of a Service and the port that is asked of it."""
    line = command_line(words)
    if line is not None and line.verb == "port-forward" and line.arguments:
        service = _SERVICE.fullmatch(line.arguments[0])
        for word in line.arguments[1:] if service else ():
            if port := _FORWARD.fullmatch(word):
                yield service[1] if service else "", port[1]
    words = unwrapped(words)
    if words and base_name(words[0]) in _ASKS and not _ELSEWHERE.intersection(words):
        for word in words[1:]:
            if url := _URL.match(word):
                yield url[1], url[2]
