"""Two trees of YAML side by side: what differs, and where."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import yaml

from harness.match.documents.document import is_gap, is_gap_item
from harness.match.lines.gap import fits, has_gap
from harness.match.lines.line_key import Scanner, scanner
from harness.match.lines.shape import NODE_PORTS
from harness.match.match import Mark
from harness.settings import tolerance

CLIENT: Final = "user-agent"
VOLATILE_FIELDS: Final = frozenset({
    "clusterIP", "clusterIPs", "creationTimestamp", "deployment.kubernetes.io/revision", "generation",
    "kubectl.kubernetes.io/last-applied-configuration", "lastProbeTime", "lastTransitionTime", "lastUpdateTime",
    "managedFields", "observedGeneration", "resourceVersion", "selfLink", "uid",
})  # fmt: skip

SIZES_OF_NODES: Final = ("cpu", "ephemeral-storage", "memory", "pods")
OF_CLUSTER: Final = {
    "serverAddress": tolerance.IP,  # where its API answers: a host and a port, each of any kind
    "nodeName": tolerance.MACHINE,
    "healthCheckNodePort": tolerance.PORT,  # which it gives out where a manifest names none
    "nodePort": tolerance.PORT,
    **dict.fromkeys(  # of nodes, and of the machines that they are
        (
            "architecture", "bootID", "containerRuntimeVersion", "kernelVersion", "kubeProxyVersion", "kubeletVersion",
            "machineID", "osImage", "podCIDR", "podCIDRs", "providerID", "systemUUID",
        ),
        tolerance.MACHINE,
    ),
    **{f"{of}.{what}": tolerance.MACHINE for of in ("allocatable", "capacity") for what in SIZES_OF_NODES},
}  # fmt: skip
"""Fields that a cluster fills in as it likes, by rule; ``a.b`` is ``b`` in ``a``."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference: the expected node and the actual one, one of them ``None`` where a side has none.

    ``key`` is the expected node's key, which stands on a line of its own before a nested value.
    """

    path: str
    mark: Mark
    expected: yaml.Node | None
    actual: yaml.Node | None
    rule: str = ""
    key: yaml.Node | None = None

    @property
    def telling(self) -> str:
        name = self.path or "the document"
        if self.expected is None:
            return f"{name} is in the output, not on the page"
        if self.actual is None:
            return f"{name} is missing from the output"
        return f"{name}: expected {shown(self.expected)}, got {shown(self.actual)}"


class TreeComparison:
    """Each pair of nodes is compared once, since aliases make a tree a graph; ``compared`` counts them."""

    def __init__(self, scan: Scanner, rules: tolerance.Tolerances) -> None:
        self._scan, self._rules = scan, rules
        self._seen: set[tuple[int, int]] = set()
        self.compared = 0

    def nodes(self, path: str, left: yaml.Node, right: yaml.Node) -> Iterator[Finding]:
        """Every difference between an expected node and an actual one."""
        if (id(left), id(right)) in self._seen or is_gap(left):
            return
        self._seen.add((id(left), id(right)))
        self.compared += 1
        if isinstance(left, yaml.MappingNode) and isinstance(right, yaml.MappingNode):
            yield from self._mappings(path, left, right)
        elif isinstance(left, yaml.SequenceNode) and isinstance(right, yaml.SequenceNode):
            yield from self._sequences(path, left, right)
        elif isinstance(left, yaml.ScalarNode) and isinstance(right, yaml.ScalarNode):
            yield from self._scalars(path, left, right)
        else:
            rule = tolerance.ELISION.name if isinstance(left, yaml.ScalarNode) and self._elides(left) else ""
            yield Finding(path, Mark.ACCEPTED if rule else Mark.WRONG, left, right, rule)

    def _mappings(self, path: str, left: yaml.MappingNode, right: yaml.MappingNode) -> Iterator[Finding]:
        there = {name_of(key): value for key, value in right.value}
        open_ended = False
        for key, value in left.value:
            name = name_of(key)
            place = f"{path}.{name}" if path else name
            if is_gap(key):
                open_ended = True
            elif name not in there:
                gone = self._is_volatile(name) and not is_filled(value)
                mark, rule = (Mark.ACCEPTED, tolerance.VOLATILE_FIELD.name) if gone else (Mark.MISSING, "")
                yield Finding(place, mark, value, None, rule, key=key)
            elif self._is_volatile(name):
                if any(self.nodes(place, value, there[name])):
                    filled = is_filled(value) == is_filled(there[name])
                    mark, rule = (Mark.ACCEPTED, tolerance.VOLATILE_FIELD.name) if filled else (Mark.WRONG, "")
                    yield Finding(place, mark, value, there[name], rule)
                del there[name]
            elif (given := self._of_cluster(place, value, there[name])) is not None:
                yield Finding(place, Mark.ACCEPTED, value, there.pop(name), given.name)
            else:
                comparison = self._of_clients() if name.lower() == CLIENT else self
                yield from comparison.nodes(place, value, there.pop(name))
        for name, value in there.items():
            if not open_ended:
                yield self._extra(f"{path}.{name}" if path else name, value, volatile=self._holds_volatile(name, value))

    def _of_cluster(self, place: str, left: yaml.Node, right: yaml.Node) -> tolerance.Tolerance | None:
        """The rule by which two different values agree that a cluster gave: where something is, or its port."""
        inner, _, name = place.rpartition(".")
        rule = OF_CLUSTER.get(name) or OF_CLUSTER.get(f"{inner.rpartition('.')[2]}.{name}")
        if rule is None or not is_filled(left) or not is_filled(right):
            return None
        values = [
            str(node.value) if isinstance(node, yaml.ScalarNode) else yaml.serialize(node) for node in (left, right)
        ]
        if values[0] == values[1]:
            return None
        given = all(value.isdecimal() and int(value) in NODE_PORTS for value in values)
        return rule if rule in self._rules and (given or rule is not tolerance.PORT) else None

    def _of_clients(self) -> "TreeComparison":
        """A field that says which program asked: of that the version may differ."""
        return TreeComparison(scanner(self._scan.rules | ({tolerance.VERSION} & self._rules.held)), self._rules)

    def _sequences(self, path: str, left: yaml.SequenceNode, right: yaml.SequenceNode) -> Iterator[Finding]:
        """Each expected item comes after the one before it, right after it unless a gap is between."""
        at = 0
        free = False
        for item in left.value:
            if is_gap_item(item):
                free = True
                continue
            place = self._place(item, right, at) if free else at
            if place is None or place >= len(right.value):
                yield Finding(f"{path}[{at}]", Mark.MISSING, item, None)
                continue
            yield from self.nodes(f"{path}[{place}]", item, right.value[place])
            at, free = place + 1, False
        if not free:
            for number, other in enumerate(right.value[at:], start=at):
                yield self._extra(f"{path}[{number}]", other)

    def _place(self, item: yaml.Node, right: yaml.SequenceNode, start: int) -> int | None:
        for number in range(start, len(right.value)):
            found = TreeComparison(self._scan, self._rules).nodes("", item, right.value[number])
            if all(finding.mark is Mark.ACCEPTED for finding in found):
                return number
        return None

    def _scalars(self, path: str, left: yaml.ScalarNode, right: yaml.ScalarNode) -> Iterator[Finding]:
        if left.value == right.value and left.tag == right.tag:
            return
        if self._elides(left) and fits(self._scan, left.value, right.value):
            yield Finding(path, Mark.ACCEPTED, left, right, tolerance.ELISION.name)
        elif left.tag == right.tag and left.value != right.value and self._same_key(left.value, right.value):
            for rule in self._scan.accepted(left.value, right.value):
                yield Finding(path, Mark.ACCEPTED, left, right, rule)
        else:
            yield Finding(path, Mark.WRONG, left, right)

    def _same_key(self, expected: str, actual: str) -> bool:
        return self._scan.key(expected) == self._scan.key(actual)

    def _elides(self, node: yaml.ScalarNode) -> bool:
        return tolerance.ELISION in self._rules and has_gap(node.value)

    def _is_volatile(self, name: str) -> bool:
        return tolerance.VOLATILE_FIELD in self._rules and name in VOLATILE_FIELDS

    def _holds_volatile(self, name: str, value: yaml.Node) -> bool:
        """Whether a field is one that the API server fills in, or holds only such fields."""
        if self._is_volatile(name):
            return True
        fields = value.value if isinstance(value, yaml.MappingNode) else []
        return bool(fields) and all(self._is_volatile(name_of(key)) for key, _ in fields)

    def _extra(self, path: str, node: yaml.Node, *, volatile: bool = False) -> Finding:
        mark, rule = (Mark.ACCEPTED, tolerance.VOLATILE_FIELD.name) if volatile else (Mark.EXTRA, "")
        return Finding(path, mark, None, node, rule)


def is_filled(node: yaml.Node) -> bool:
    """Whether a field has a value; the address of a headless service is ``None``."""
    return not isinstance(node, yaml.ScalarNode) or node.value not in {"", "None", "null", "~"}


def name_of(key: yaml.Node) -> str:
    """A key as text; keys that are no scalars have none."""
    return str(key.value) if isinstance(key, yaml.ScalarNode) else "?"


def shown(node: yaml.Node) -> str:
    """A value as short as a sentence needs it."""
    if isinstance(node, yaml.MappingNode):
        return "a mapping"
    if isinstance(node, yaml.SequenceNode):
        return f"a list of {len(node.value)}"
    quoted = isinstance(node, yaml.ScalarNode) and node.style in {"'", '"'}
    return f'"{node.value}"' if quoted else str(node.value) or "nothing"
