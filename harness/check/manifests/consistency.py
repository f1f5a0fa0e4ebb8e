"""Parts of one resource that have to agree with each other, and names that an API server would refuse."""

import re
from collections.abc import Iterator
from typing import Final

import yaml

from harness.check.catalogue.catalogue import group_of
from harness.check.commands.namespace_name import is_slip
from harness.check.manifests.manifest_text import LEFT_OUT, ManifestText, Reader
from harness.check.manifests.yaml_text import entries, known, merges, text_of, value_of
from harness.check.odd_one import is_odd_one
from harness.check.placeholder_value import is_placeholder
from harness.check.rule import Rule
from harness.diagnostic import Diagnostic
from harness.fix import Fix, swap

SELECTOR: Final = Rule.named("selector-mismatch")
NAME: Final = Rule.named("invalid-name")
RULES: Final = (SELECTOR, NAME)

_WORKLOADS: Final = frozenset({"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"})
_NAME: Final = re.compile(r"[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?")
_LABEL: Final = re.compile(r"[a-z](?:[-a-z0-9]*[a-z0-9])?")
_LABEL_VALUE: Final = re.compile(r"[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?")
_LABELS: Final = (
    ("metadata", "labels"),
    ("spec", "selector", "matchLabels"),
    ("spec", "podSelector", "matchLabels"),
    ("spec", "namespaceSelector", "matchLabels"),
    ("spec", "workloadSelector", "labels"),
    ("spec", "workloadSelector", "matchLabels"),
    ("spec", "selector"),
    ("spec", "template", "metadata", "labels"),
)
_LONGEST_LABEL: Final = 63
_LONGEST_NAME: Final = 253
# Names of roles may hold colons and capitals; names in a configuration of kind or Backstage are another program's.
_OTHER_NAMES: Final = frozenset({"rbac.authorization.k8s.io", "kind.x-k8s.io", "backstage.io"})


def check_consistency(
    document: yaml.MappingNode, text: ManifestText, api_version: str, kind: str
) -> Iterator[Diagnostic]:
    if group_of(api_version) == "apps" and kind in _WORKLOADS:
        yield from selector(document, text, kind)
    yield from odd_labels(document, text, kind)
    yield from odd_name(document, text, api_version, kind)


def odd_name(document: yaml.MappingNode, text: ManifestText, api_version: str, kind: str) -> Iterator[Diagnostic]:
    """A name that an API server refuses, whatever the kind."""
    if text.reader in {Reader.APPLY, Reader.READER} and group_of(api_version) not in _OTHER_NAMES:
        node = node_at(document, "metadata", "name")
        name = text_of(node)
        if node is not None and name and not fits(name, kind) and (" " in name or not is_placeholder(name)):
            better = better_name(name)
            yield NAME.found(
                text.start(node),
                f"{kind} cannot have the name {name!r}",
                expected="small letters, digits, '-' and '.', with a letter or digit at both ends",
                remedy=f"write {better!r}" if better else "choose another name",
                fix=swap(text.start(node), name, better, safe=False) if better else None,
            )


def odd_labels(document: yaml.MappingNode, text: ManifestText, kind: str) -> Iterator[Diagnostic]:
    """Values of labels that an API server refuses."""
    labels = (node_at(document, *path) for path in _LABELS)
    for _, _, node in (each for every in labels if isinstance(every, yaml.MappingNode) for each in entries(every)):
        value = text_of(node)
        filled_in = text.reader is Reader.READER and any(sign in (value or "") for sign in "<>$[]{}.")
        if value and known(node) and not filled_in and not _LABEL_VALUE.fullmatch(value):
            yield NAME.found(
                text.start(node),
                f"a label of the {kind} cannot be {value!r}",
                expected="at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends",
                remedy="change the value",
            )


def fits(name: str, kind: str) -> bool:
    """A Service's name becomes one label of a host's name, so it has no dots and starts with a letter."""
    if kind == "Service":
        return _LABEL.fullmatch(name) is not None and len(name) <= _LONGEST_LABEL
    return _NAME.fullmatch(name) is not None and len(name) <= _LONGEST_NAME


def selector(document: yaml.MappingNode, text: ManifestText, kind: str) -> Iterator[Diagnostic]:
    wanted = node_at(document, "spec", "selector", "matchLabels")
    labels = node_at(document, "spec", "template", "metadata", "labels")
    pod = node_at(document, "spec", "template", "spec")
    whole = labels is None and isinstance(pod, yaml.MappingNode) and not LEFT_OUT.search(text.text)
    if not isinstance(wanted, yaml.MappingNode) or not (whole or isinstance(labels, yaml.MappingNode)):
        return
    if merges(wanted) or (isinstance(labels, yaml.MappingNode) and merges(labels)):
        return
    given = {name: value for name, _, value in entries(labels)} if isinstance(labels, yaml.MappingNode) else {}
    for name, key, value in entries(wanted):
        has = given.get(name)
        if not known(value) or (has is not None and (not known(has) or text_of(has) == text_of(value))):
            continue
        said = "do not have it" if has is None else f"say {text_of(has)!r}"
        fix = None if has is None else same_value(text, value, has)
        yield SELECTOR.found(
            text.start(key),
            f"the {kind} selects {name}={text_of(value)}, and the labels of its own pods {said}",
            expected="every label of spec.selector.matchLabels in spec.template.metadata.labels",
            remedy="make both the same",
            fix=fix,
        )


def same_value(text: ManifestText, wanted: yaml.Node, has: yaml.Node) -> Fix | None:
    """The value that the text has less often becomes the other one; ``None`` where they are not one slip apart."""
    one, other = text_of(wanted) or "", text_of(has) or ""
    if is_slip(one, other) or is_slip(other, one):
        for node, old, new in ((has, other, one), (wanted, one, other)):
            if is_odd_one(old, new, text.text):
                return swap(text.start(node), old, new)
    return None


def node_at(node: yaml.Node | None, *names: str) -> yaml.Node | None:
    for name in names:
        node = value_of(node, name) if isinstance(node, yaml.MappingNode) else None
    return node


def better_name(name: str) -> str:
    return re.sub(r"[^a-z0-9.]+", "-", name.lower()).strip("-.")
