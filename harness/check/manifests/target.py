"""What a resource leads to, where the page makes it: its kind, its ports, its pods, and the rules for them."""

from collections.abc import Iterator, Sequence
from typing import Final

import yaml

from harness.check.commands.namespace_name import nearest_slip
from harness.check.commands.service_port import ports_of
from harness.check.manifests.consistency import node_at
from harness.check.manifests.fields import MISSING_FIELD, WRONG_VALUE
from harness.check.manifests.label_selector import NO_PODS
from harness.check.manifests.page_names import Named
from harness.check.manifests.page_resource import Resource, at_path, items, texts_of
from harness.check.manifests.reference_name import REFERENCE
from harness.check.manifests.yaml_text import entries, text_of
from harness.check.rule import Rule
from harness.diagnostic import Diagnostic

BACKEND: Final = Rule.named("unknown-backend-port")

_BINDINGS: Final = frozenset({"RoleBinding", "ClusterRoleBinding"})
_HTTP: Final = ("spec", "http", "*", "route", "*", "destination")
_BEHIND_PATHS: Final = ("spec", "rules", "*", "http", "paths", "*", "backend", "service")
_MAKING_PODS: Final = ("Deployment", "StatefulSet", "ReplicaSet")
_ROUTES: Final = frozenset({"HTTPRoute", "GRPCRoute", "TLSRoute"})
_TARGETS: Final = (("roleRef",), ("spec", "scaleTargetRef"))


def targets(resource: Resource, resources: Sequence[Resource], page: Named) -> Iterator[Diagnostic]:
    yield from kinds(resource, page)
    yield from backends(resource, resources)
    if resource.kind in _BINDINGS:
        yield from accounts(resource)
    if resource.kind == "Ingress":
        yield from hosts(resource)
    if resource.kind in _ROUTES:
        yield from attached(resource, resources)
    if resource.kind == "StatefulSet":
        yield from headless(resource, resources, page)


def kinds(resource: Resource, page: Named) -> Iterator[Diagnostic]:
    """``roleRef`` and ``scaleTargetRef`` name a kind, and the page makes another one of this name."""
    for path in _TARGETS:
        reference = node_at(resource.document, *path)
        if reference is None:
            continue
        node, kind, name = (
            node_at(reference, "kind"),
            text_of(node_at(reference, "kind")),
            text_of(node_at(reference, "name")),
        )
        others = sorted(
            other
            for other, names in page.made.items()
            if name in names and other in {"Role", "ClusterRole", *_MAKING_PODS}
        )
        known = kind in _MAKING_PODS or path[0] == "roleRef"  # what else is scaled may be called like a Deployment
        fits = (path[0] == "roleRef") == (others[:1] == ["Role"] or others[:1] == ["ClusterRole"])
        if node is not None and kind and name and len(others) == 1 and fits and known and kind != others[0]:
            message = f"the page makes no {kind} '{name}'"
            expected = f"kind: {others[0]}, as the page makes '{name}'"
            yield resource.found(REFERENCE, node, message, expected=expected, meant=others[0])


def backends(resource: Resource, resources: Sequence[Resource]) -> Iterator[Diagnostic]:
    for service, field in backends_of(resource):
        node = node_at(service, *field)
        port, name = text_of(node), text_of(node_at(service, "host" if resource.kind == "VirtualService" else "name"))
        own = [each for each in resources if each.kind == "Service" and each.name == name]
        known = ports_of(own).get(name or "", frozenset()) if own and port else frozenset()
        if field[-1] == "name" and known:
            ports = (port for each in own for port in items(each.document, "spec", "ports"))
            known = frozenset(filter(None, (text_of(node_at(port, "name")) for port in ports)))
        if node is not None and port and known and port not in known:
            meant = nearest_slip(port, known) or (next(iter(known)) if len(known) == 1 else "")
            message, listed = f"the Service '{name}' has no port {port}", ", ".join(sorted(known))
            yield resource.found(BACKEND, node, message, expected=f"one of {listed}", meant=meant)


def backends_of(resource: Resource) -> Iterator[tuple[yaml.Node, tuple[str, ...]]]:
    """The Services that a resource leads to, and where each has its port."""
    if resource.kind == "Ingress":
        for node in at_path(resource.document, _BEHIND_PATHS):
            yield from ((node, ("port", field)) for field in ("number", "name"))
    elif resource.kind == "VirtualService":
        yield from ((node, ("port", "number")) for node in at_path(resource.document, _HTTP))
    else:
        for node in at_path(resource.document, ("spec", "**", "backendRefs", "*")):
            if text_of(node_at(node, "kind")) in {None, "Service"} and node_at(node, "namespace") is None:
                yield node, ("port",)


def accounts(resource: Resource) -> Iterator[Diagnostic]:
    """A service account is in a namespace, which a binding has to name, and of no API group."""
    for subject in items(resource.document, "subjects"):
        group = node_at(subject, "apiGroup")
        if text_of(node_at(subject, "kind")) == "ServiceAccount" and group is not None and text_of(group):
            message = f"{resource.kind} subjects.apiGroup cannot be '{text_of(group)}': a ServiceAccount has none"
            yield resource.found(WRONG_VALUE, group, message, expected="no apiGroup, or an empty one", meant="")
        if text_of(node_at(subject, "kind")) == "ServiceAccount" and node_at(subject, "namespace") is None:
            at = resource.text.start(subject)
            yield MISSING_FIELD.found(
                at,
                f"{resource.kind} subjects lacks 'namespace'",
                expected="the namespace of each ServiceAccount",
                remedy="add 'namespace' below 'name'",
            )


def hosts(resource: Resource) -> Iterator[Diagnostic]:
    """Hosts with a certificate are hosts of the rules."""
    rules = {text_of(node_at(rule, "host")) for rule in items(resource.document, "spec", "rules")} - {None}
    for node in at_path(resource.document, ("spec", "tls", "*", "hosts", "*")):
        host = text_of(node)
        if host and rules and host not in rules and (meant := nearest_slip(host, filter(None, rules))):
            message = f"no rule of the Ingress is for the host '{host}'"
            yield resource.found(REFERENCE, node, message, expected=f"a host of its rules: {meant}", meant=meant)


def attached(resource: Resource, resources: Sequence[Resource]) -> Iterator[Diagnostic]:
    """A host of a route is one that a listener of its only Gateway takes."""
    parents = items(resource.document, "spec", "parentRefs")
    names = {text_of(node_at(parent, "name")) for parent in parents}
    gateways = [each for each in resources if each.kind == "Gateway" and each.name in names]
    listeners = [each for gateway in gateways for each in items(gateway.document, "spec", "listeners")]
    taken = [text_of(node_at(each, "hostname")) for each in listeners]
    if len(names) != 1 or len(gateways) != 1 or not taken or not all(taken):
        return
    for node in items(resource.document, "spec", "hostnames"):
        host = text_of(node)
        if host and not any(meets(host, each or "") or meets(each or "", host) for each in taken):
            listed = ", ".join(sorted(set(filter(None, taken))))
            message = f"no listener of the Gateway '{gateways[0].name}' takes the host '{host}'"
            meant = nearest_slip(host, filter(None, taken))
            yield resource.found(REFERENCE, node, message, expected=f"a host of {listed}", meant=meant)


def meets(host: str, pattern: str) -> bool:
    """Whether a host, which may start with ``*.`` itself, is one of a pattern: https://gateway-api.sigs.k8s.io/reference/spec/."""
    return host == pattern or (pattern.startswith("*.") and host.endswith(pattern[1:]))


def headless(resource: Resource, resources: Sequence[Resource], page: Named) -> Iterator[Diagnostic]:
    """The Service of a StatefulSet is the headless one that the page makes for its pods."""
    node = node_at(resource.document, "spec", "serviceName")
    name = text_of(node)
    own = [
        each.name
        for each in resources
        if each.kind == "Service"
        and text_of(node_at(each.document, "spec", "clusterIP")) == "None"
        and (wanted := texts_of(node_at(each.document, "spec", "selector")))
        and wanted.items() <= resource.labels.items()
    ]
    if node is not None and name and len(own) == 1 and name not in page.made.get("Service", ()):
        message = f"nothing on the page makes the Service '{name}'"
        yield resource.found(REFERENCE, node, message, expected=f"the headless one: '{own[0]}'", meant=own[0])


def workload(resource: Resource, resources: Sequence[Resource]) -> Iterator[Diagnostic]:
    """A Service selects the pods of the workload that has its name, in the same text."""
    node = node_at(resource.document, "spec", "selector")
    wanted = texts_of(node)
    own = [each for each in resources if each.text is resource.text and each.name == resource.name and each.labels]
    if not isinstance(node, yaml.MappingNode) or not wanted or len(own) != 1 or len(wanted) != len(node.value):
        return
    if any(wanted.items() <= each.labels.items() for each in resources):
        return
    labels = own[0].labels
    for label, key, value in entries(node):
        if labels.get(label) != wanted.get(label):
            others = [name for name, given in labels.items() if given == wanted.get(label)]
            meant = labels[label] if label in labels else others[0] if len(others) == 1 else ""
            message = f"the Service selects {label}={wanted.get(label)}, which the pods of '{own[0].name}' do not have"
            listed = ", ".join(f"{name}={given}" for name, given in labels.items())
            yield resource.found(
                NO_PODS,
                value if label in labels else key,
                message,
                expected=f"labels of its pods: {listed}",
                meant=meant,
            )
