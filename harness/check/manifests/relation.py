"""Resources of one page that have to agree: selectors and labels, ports, volumes, and names of other resources."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

import yaml

from harness.check.commands.namespace_name import nearest_slip
from harness.check.manifests.access_rule import access_rules
from harness.check.manifests.consistency import node_at
from harness.check.manifests.label_selector import NO_PODS, selectors
from harness.check.manifests.page_names import Named, names_made, ports_of_sidecars
from harness.check.manifests.page_resource import Resource, at_path, containers, items, resources_of, texts_of
from harness.check.manifests.pod_parts import PROBE, TWICE, parts
from harness.check.manifests.reference_name import REFERENCE, references, used_names
from harness.check.manifests.target import BACKEND, targets, workload
from harness.check.manifests.value_form import value_forms
from harness.check.manifests.yaml_text import entries, text_of
from harness.check.odd_one import is_odd_one
from harness.check.rule import Rule, Subject
from harness.check.typo import is_one_slip
from harness.diagnostic import Diagnostic

VOLUME: Final = Rule.named("unknown-volume")
PORT: Final = Rule.named("unknown-port")
SUBSET: Final = Rule.named("unknown-subset")
RULES: Final = (VOLUME, PORT, NO_PODS, SUBSET, REFERENCE, TWICE, PROBE, BACKEND)


def check(subject: Subject) -> Iterator[Diagnostic]:
    resources = list(resources_of(subject.plan.page))
    pods = [each for each in resources if isinstance(each.pod, yaml.MappingNode)]
    if not resources:
        return
    page = Named(
        made=names_made(resources, subject.plan.page),
        page=subject.plan.page,
        served=ports_of_sidecars(resources),
    )
    used = used_names(resources)
    for each in resources:
        yield from volumes(each) if each in pods else inner_volumes(each)
        if each.kind == "Service":
            yield from list(service(each, pods, page)) or workload(each, resources)
        yield from parts(each)
        yield from value_forms(each)
        yield from access_rules(each, subject.catalogue)
        yield from targets(each, resources, page)
        yield from selectors(each, pods, page)
        yield from sections(each, resources, page)
        yield from subsets(each, resources, page)
        yield from references(each, page, used)


def volumes(resource: Resource) -> Iterator[Diagnostic]:
    pod = resource.pod
    sources = [*items(pod, "volumes"), *items(resource.document, "spec", "volumeClaimTemplates")]
    given = {text_of(node_at(each, "name") or node_at(each, "metadata", "name")) for each in sources}
    if None in given or any(text_of(node_at(each, "image")) == "auto" for each in containers(pod)):
        return  # not all is known: an injected pod has volumes of its own
    for container in containers(pod):
        for mount in items(container, "volumeMounts"):
            node = node_at(mount, "name")
            name = text_of(node)
            if node is not None and name and name not in given:
                meant = nearest_slip(name, filter(None, given))
                listed = ", ".join(sorted(filter(None, given))) or "none"
                message = f"the pod has no volume '{name}'"
                yield resource.found(VOLUME, node, message, expected=f"one of its volumes: {listed}", meant=meant)


def inner_volumes(resource: Resource) -> Iterator[Diagnostic]:
    """The same for parts of pods in a resource of another kind, where only a slip is sure."""
    if "volumeMounts:" not in resource.text.text:
        return
    given = {text_of(each) or "" for each in at_path(resource.document, ("**", "volumes", "*", "name"))}
    for node in at_path(resource.document, ("**", "volumeMounts", "*", "name")):
        name = text_of(node) or ""
        if name not in given and (meant := nearest_slip(name, given)):
            message = f"the {resource.kind} has no volume '{name}'"
            expected = f"one of its volumes: {', '.join(sorted(given))}"
            yield resource.found(VOLUME, node, message, expected=expected, meant=meant)


def service(resource: Resource, pods: Sequence[Resource], page: Named) -> Iterator[Diagnostic]:
    node = node_at(resource.document, "spec", "selector")
    wanted = texts_of(node)
    if not isinstance(node, yaml.MappingNode) or not wanted or len(wanted) < len(node.value):
        return
    selected = [each for each in pods if wanted.items() <= each.labels.items()]
    if selected:
        yield from target_ports(resource, selected, others=page.served)
        return
    for label, _, value in entries(node):
        others = {each.labels[label] for each in pods if label in each.labels}
        meant = nearest_slip(wanted[label], others)
        if not others and page.counts.get(wanted[label], 0) == 1:
            meant = page.often(wanted[label]) or page.on_site(wanted[label])
        if meant and wanted[label] not in others:
            message = f"the Service selects {label}={wanted[label]}, which no pod of the page has"
            found = resource.found(NO_PODS, value, message, expected=f"{label}={meant}, as its pods have", meant=meant)
            owner = [each for each in pods if each.labels.get(label) == meant]
            odd = len(owner) == 1 and is_odd_one(meant, wanted[label], page.page.text)
            yield replace(found, fix=owner[0].relabelled(label, wanted[label])) if odd else found


def target_ports(resource: Resource, pods: Sequence[Resource], *, others: frozenset[str]) -> Iterator[Diagnostic]:
    ports = [port for each in pods for container in containers(each.pod) for port in items(container, "ports")]
    given = {text_of(node_at(port, "containerPort")) for port in ports}
    names = {text_of(node_at(port, "name")) for port in ports} - {None}
    for port in items(resource.document, "spec", "ports"):
        node = node_at(port, "targetPort")
        target = text_of(node)
        # A container may listen on ports that it does not list, so a number counts only beside listed ones.
        if node is None or target is None or target in given | names or None in given or not ports:
            continue
        if target in others:
            continue
        listed = ", ".join(sorted(filter(None, given | names)))
        alike = given if target.isdigit() else names
        only = (
            next(filter(None, alike), "") if len(alike) == len(items(resource.document, "spec", "ports")) == 1 else ""
        )
        meant = nearest_slip(target, filter(None, names)) or only or ""
        message = f"no container of the Service's pods has the port {target}"
        yield resource.found(PORT, node, message, expected=f"one of {listed}", meant=meant)


def sections(resource: Resource, resources: Sequence[Resource], page: Named) -> Iterator[Diagnostic]:
    """``sectionName`` of a route or a policy names a listener of its Gateway."""
    spec = node_at(resource.document, "spec")
    for parent in (*items(spec, "parentRefs"), *items(spec, "targetRefs"), node_at(spec, "targetRef")):
        node, name = node_at(parent, "sectionName"), text_of(node_at(parent, "name"))
        gateways = [each for each in resources if each.kind == "Gateway" and each.name == name]
        every = [listener for gateway in gateways for listener in items(gateway.document, "spec", "listeners")]
        listeners = {text_of(node_at(each, "name")) for each in every}
        section = text_of(node)
        if node is None or not section or section in listeners:
            continue
        listed = sorted(filter(None, listeners))
        meant = nearest_slip(section, listed) if listeners else page.coded(section)
        if meant or (listeners and None not in listeners):
            message = f"the Gateway '{name}' has no listener '{section}'"
            yield resource.found(PORT, node, message, expected=f"one of {', '.join(listed) or meant}", meant=meant)


def subsets(resource: Resource, resources: Sequence[Resource], page: Named) -> Iterator[Diagnostic]:
    """``subset`` of a route names one of the host's DestinationRule."""
    if resource.kind != "VirtualService":
        return
    for protocol in ("http", "tls", "tcp"):
        for route in items(resource.document, "spec", protocol):
            for target in items(route, "route"):
                node, host = node_at(target, "destination", "subset"), text_of(node_at(target, "destination", "host"))
                subset = text_of(node)
                if node is None or not subset or not host or page.words.get(subset, 0) > 1:
                    continue
                given = subsets_of(host, resources)
                meant = near_subset(subset, given or page.subsets)
                if (given or meant) and subset not in given:
                    message = f"the DestinationRule of '{host}' has no subset '{subset}'"
                    expected = f"one of {', '.join(sorted(given or {meant}))}"
                    yield resource.found(SUBSET, node, message, expected=expected, meant=meant)


def near_subset(subset: str, names: Iterable[str]) -> str:
    """The name that was meant: short ones differ by a letter, and never by their number."""
    near = [each for each in sorted(names) if is_one_slip(subset, each) and letters(subset) != letters(each)]
    return near[0] if len(near) == 1 else nearest_slip(subset, near)


def letters(name: str) -> str:
    return "".join(each for each in name if not each.isdigit())


def subsets_of(host: str, resources: Sequence[Resource]) -> frozenset[str]:
    """The subsets of a host; none where it has no DestinationRule on the page, or not all is known of one."""
    short = host.partition(".")[0]
    rules = [each for each in resources if each.kind == "DestinationRule"]
    own = [each for each in rules if (text_of(node_at(each.document, "spec", "host")) or "").partition(".")[0] == short]
    names = [text_of(node_at(each, "name")) for rule in own for each in items(rule.document, "spec", "subsets")]
    return frozenset() if None in names else frozenset(filter(None, names))
