"""Names of other resources in a manifest: one slip off a name that the page makes or uses."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import yaml

from harness.check.manifests.consistency import node_at
from harness.check.manifests.page_names import Named
from harness.check.manifests.page_resource import Resource
from harness.check.manifests.yaml_text import known, text_of
from harness.check.rule import Rule
from harness.diagnostic import Diagnostic, Severity

REFERENCE: Final = Rule(
    code="unknown-reference",
    severity=Severity.WARNING,
    meaning="The name of another resource, one slip off one that the page makes.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where a name of another resource is: the path to it, with ``*`` for every entry of a list, and its kinds."""

    path: tuple[str, ...]
    kinds: tuple[str, ...]


def _reference(path: str, *kinds: str) -> Reference:
    return Reference(path=tuple(path.split(".")), kinds=kinds)


_OF_POD: Final = (
    _reference("serviceAccountName", "ServiceAccount"),
    _reference("volumes.*.configMap.name", "ConfigMap"),
    _reference("volumes.*.secret.secretName", "Secret"),
    _reference("volumes.*.persistentVolumeClaim.claimName", "PersistentVolumeClaim"),
    _reference("imagePullSecrets.*.name", "Secret"),
    _reference("containers.*.envFrom.*.configMapRef.name", "ConfigMap"),
    _reference("containers.*.envFrom.*.secretRef.name", "Secret"),
    _reference("containers.*.env.*.valueFrom.configMapKeyRef.name", "ConfigMap"),
    _reference("containers.*.env.*.valueFrom.secretKeyRef.name", "Secret"),
)
_OF_SPEC: Final = (
    _reference("parentRefs.*.name", "Gateway", "Service"),
    _reference("rules.*.backendRefs.*.name", "Service", "ServiceImport", "InferencePool"),
    _reference("rules.*.http.paths.*.backend.service.name", "Service"),
    _reference("defaultBackend.service.name", "Service"),
    _reference("scaleTargetRef.name", "Deployment", "StatefulSet", "ReplicaSet"),
    _reference("listeners.*.tls.certificateRefs.*.name", "Secret"),
    _reference("tls.*.secretName", "Secret", "Certificate"),
    _reference("gateways.*", "Gateway"),
    _reference("http.*.route.*.destination.host", "Service", "ServiceEntry"),
    _reference("gatewayClassName", "GatewayClass"),
    _reference("ingressClassName", "IngressClass"),
    _reference("servers.*.tls.credentialName", "Secret"),
    _reference("serviceName", "Service"),
)
_OF_ALL: Final = (_reference("roleRef.name", "Role", "ClusterRole"), _reference("subjects.*.name", "ServiceAccount"))


def references(resource: Resource, page: Named) -> Iterator[Diagnostic]:
    spec = node_at(resource.document, "spec")
    places = ((resource.pod, _OF_POD), (spec, _OF_SPEC), (resource.document, _OF_ALL))
    for root, table in places:
        for each in table if root is not None else ():
            for node in at_path(root, each.path):
                name = text_of(node) or ""
                if meant := page.meant(name, each.kinds):
                    message = f"nothing on the page makes the {each.kinds[0]} '{name}'"
                    yield resource.found(REFERENCE, node, message, expected=f"one that is made: '{meant}'", meant=meant)


def at_path(node: yaml.Node | None, path: tuple[str, ...]) -> Iterator[yaml.Node]:
    if node is None or not known(node):
        return
    if not path:
        yield node
    elif path[0] == "*":
        for each in node.value if isinstance(node, yaml.SequenceNode) else ():
            yield from at_path(each, path[1:])
    else:
        yield from at_path(node_at(node, path[0]), path[1:])
