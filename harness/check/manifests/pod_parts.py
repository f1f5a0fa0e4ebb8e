"""Parts of one resource that have to go together: names that are there twice, ports of probes, amounts and bounds."""

import re
from collections.abc import Iterator
from typing import Final

import yaml

from harness.check.commands.namespace_name import nearest_slip
from harness.check.manifests.consistency import node_at
from harness.check.manifests.fields import WRONG_VALUE
from harness.check.manifests.page_resource import Resource, at_path, containers, items
from harness.check.manifests.reference_name import REFERENCE
from harness.check.manifests.yaml_text import entries, text_of
from harness.check.rule import Rule
from harness.diagnostic import Diagnostic

TWICE: Final = Rule.named("duplicate-name")
PROBE: Final = Rule.named("unknown-probe-port")

_PROBES: Final = ("readinessProbe", "livenessProbe", "startupProbe")
_HANDLERS: Final = ("httpGet", "tcpSocket")
_LISTS: Final = (
    (True, ("containers",), "name"),
    (True, ("volumes",), "name"),
    (True, ("containers", "*", "ports"), "name"),
    (True, ("containers", "*", "volumeMounts"), "mountPath"),
    (False, ("spec", "ports"), "name"),
    (False, ("spec", "listeners"), "name"),
)
_VARIABLE: Final = re.compile(r"(?<!\$)\$\(([A-Z][A-Z0-9_]*)(?<!_HOST)(?<!_PORT)\)")
_AMOUNT: Final = re.compile(r"(\d+(?:\.\d+)?)(m|k|M|G|T|Ki|Mi|Gi|Ti)?")
_UNITS: Final = {"": 1.0, "m": 0.001, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12} | {
    f"{letter}i": 1024.0**power for power, letter in enumerate("KMGT", start=1)
}
_BOUNDS: Final = (("spec.minReplicas", "spec.maxReplicas"), ("spec.minReplicaCount", "spec.maxReplicaCount"))


def parts(resource: Resource) -> Iterator[Diagnostic]:
    yield from repeated(resource)
    for container in containers(resource.pod):
        yield from probes(resource, container)
        yield from amounts(resource, container)
        yield from variables(resource, container)
    for least, most in _BOUNDS:
        yield from in_order(
            resource, node_at(resource.document, *least.split(".")), node_at(resource.document, *most.split(".")), least
        )


def repeated(resource: Resource) -> Iterator[Diagnostic]:
    for of_pod, path, key in _LISTS:
        for listed in at_path(resource.pod if of_pod else resource.document, path):
            given: set[str] = set()
            for each in listed.value if isinstance(listed, yaml.SequenceNode) else ():
                node, name = node_at(each, key), text_of(node_at(each, key))
                if node is not None and name in given:
                    field = path[-1]
                    message = f"two entries of '{field}' have the {key} '{name}'"
                    yield resource.found(TWICE, node, message, expected=f"a {key} of its own for each", meant="")
                given.update(filter(None, [name]))


def probes(resource: Resource, container: yaml.Node) -> Iterator[Diagnostic]:
    names = {text_of(node_at(port, "name")) for port in items(container, "ports")}
    for probe in _PROBES:
        for handler in _HANDLERS:
            node = node_at(container, probe, handler, "port")
            name = text_of(node)
            if node is None or not name or name.isdigit() or name in names or name.isupper():
                continue
            known = sorted(filter(None, names))
            meant = nearest_slip(name, known) or (known[0] if len(known) == 1 else "")
            message = f"the container has no port named '{name}'"
            expected = f"one of {', '.join(known)}" if known else f"a port with the name '{name}' among its ports"
            yield resource.found(PROBE, node, message, expected=expected, meant=meant)


def variables(resource: Resource, container: yaml.Node) -> Iterator[Diagnostic]:
    """``$(NAME)`` in a value or an argument: a variable that the container itself has, or a Service brings."""
    names = {text_of(node_at(each, "name")) for each in items(container, "env")}
    if not names or None in names or node_at(container, "envFrom") is not None:
        return
    values = (node_at(each, "value") for each in items(container, "env"))
    for node in (*values, *items(container, "args"), *items(container, "command")):
        for name in _VARIABLE.findall(node.value) if isinstance(node, yaml.ScalarNode) else ():
            if node is not None and name not in names:
                message, listed = f"the container has no variable {name}", ", ".join(sorted(filter(None, names)))
                yield resource.found(REFERENCE, node, message, expected=f"one of {listed}", meant="")


def amounts(resource: Resource, container: yaml.Node) -> Iterator[Diagnostic]:
    """What a container asks for is no more than its limit."""
    limits, requests = (node_at(container, "resources", part) for part in ("limits", "requests"))
    for name, _, node in entries(requests) if isinstance(requests, yaml.MappingNode) else ():
        yield from in_order(resource, node, node_at(limits, name), f"requests.{name}")


def in_order(resource: Resource, least: yaml.Node | None, most: yaml.Node | None, field: str) -> Iterator[Diagnostic]:
    one, other = amount(text_of(least)), amount(text_of(most))
    if least is not None and one is not None and other is not None and one > other:
        message = f"{resource.kind} {field} cannot be {text_of(least)!r}: that is more than {text_of(most)}"
        yield resource.found(WRONG_VALUE, least, message, expected=f"at most {text_of(most)}", meant="")


def amount(text: str | None) -> float | None:
    found = _AMOUNT.fullmatch(text or "")
    return None if found is None else float(found[1]) * _UNITS[found[2] or ""]
