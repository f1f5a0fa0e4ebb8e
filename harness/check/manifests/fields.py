"""The fields of a manifest against the schema of its kind: names, sorts of values, enumerations, what must be there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import yaml

from harness.check.catalogue.catalogue import Catalogue
from harness.check.catalogue.field_shape import ANYTHING, Holds, Shape
from harness.check.manifests.field_value import (
    NUMBER,
    bound,
    fits,
    is_in_brackets,
    is_quoted,
    letter_lost,
    listed,
    meant_scalar,
    not_allowed,
    quoted,
    sort_of,
    type_remedy,
)
from harness.check.manifests.manifest_text import ManifestText, Reader
from harness.check.manifests.odd_value import MOST_PORTS, OddValue, free_value, odd_value
from harness.check.manifests.quantity import better_quantity, fits_quantity, is_quantity
from harness.check.manifests.usual_part import METADATA, usual_part
from harness.check.manifests.yaml_text import entries, is_null, known, merges
from harness.check.placeholder_value import is_placeholder
from harness.check.rule import Rule
from harness.check.typo import is_one_slip, typo_of
from harness.diagnostic import Diagnostic, Severity
from harness.fix import Fix, swap
from harness.source import Location
from harness.suggest import nearest

UNKNOWN_FIELD: Final = Rule.named("unknown-field")
WRONG_VALUE: Final = Rule.named("wrong-value")
WRONG_TYPE: Final = Rule.named("wrong-type")
MISSING_FIELD: Final = Rule.named("missing-field")
RULES: Final = (UNKNOWN_FIELD, WRONG_VALUE, WRONG_TYPE, MISSING_FIELD)

AMOUNT: Final = Shape(holds=Holds.SCALAR)
_AMOUNTS: Final = frozenset({"cpu", "memory", "ephemeral-storage"})
_DEEP: Final = 40  # an alias may hold itself
_SORTS: Final[Mapping[Holds, str]] = {
    Holds.TEXT: "text",
    Holds.TRUTH: "true or false",
    Holds.INTEGER: "a whole number",
    Holds.NUMBER: "a number",
    Holds.SCALAR: "text or a number",
    Holds.ONE_OF: "text",
    Holds.LIST: "a list",
    Holds.MAP: "a mapping",
    Holds.OBJECT: "a mapping",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """A walk over one resource. ``lenient`` fields come and go with versions: only what looks mistyped is an error.

    ``guessed`` is a part that kinds of all groups usually have alike: only what looks mistyped is reported at all.
    """

    text: ManifestText
    catalogue: Catalogue
    api_version: str
    kind: str
    lenient: bool = False
    guessed: bool = False

    def check(self, node: yaml.MappingNode) -> Iterator[Diagnostic]:
        yield from self.walk(node, self.catalogue.shape_of(self.api_version, self.kind), (), ANYTHING)

    def walk(self, node: yaml.Node, shape: Shape, path: tuple[str, ...], around: Shape) -> Iterator[Diagnostic]:
        """``around`` is the shape of the object that the node's own field stands in."""
        if shape.holds is Holds.ANYTHING:
            yield from self.free(node, path)
        of_parts = shape.holds in {Holds.LIST, Holds.MAP, Holds.OBJECT}
        if shape.holds is Holds.ANYTHING or is_null(node) or not (known(node) or (of_parts and is_quoted(node))):
            return
        if isinstance(node, yaml.MappingNode) and shape.holds in {Holds.OBJECT, Holds.MAP}:
            yield from self.mapping(node, shape, path, around)
        elif isinstance(node, yaml.SequenceNode) and shape.holds is Holds.LIST:
            inside = self.catalogue.shapes[shape.inside]
            for each in node.value:
                yield from self.walk(each, inside, path, around)
        elif isinstance(node, yaml.ScalarNode) and shape.holds not in {Holds.OBJECT, Holds.MAP, Holds.LIST}:
            yield from self.scalar(node, shape, path)
        elif not is_in_brackets(node, shape) and not self.is_partial(node):
            yield self.wrong_type(node, shape, path)

    def free(self, node: yaml.Node, path: tuple[str, ...], depth: int = _DEEP) -> Iterator[Diagnostic]:
        """Values that no schema knows, such as the configuration of a proxy: no method, no truth value."""
        if isinstance(node, yaml.SequenceNode) and depth:
            for each in node.value:
                yield from self.free(each, path, depth - 1)
        elif isinstance(node, yaml.MappingNode) and depth:
            part, sure = usual_part(node, path, self.kind, self.catalogue)
            if part != ANYTHING:
                own = replace(self, lenient=False, guessed=path != METADATA)
                found = own.walk(node, part, path, ANYTHING)
                yield from found if sure else (replace(each, severity=Severity.WARNING) for each in found)
                return
            above = ""
            for name, key, value in entries(node):
                yield from self.below_empty(name, key, above, path)
                yield from self.free(value, (*path, name), depth - 1)
                above = name if is_null(value) else ""
        elif isinstance(node, yaml.ScalarNode) and known(node) and path[:1] != ("metadata",):
            amount = path[-1:] and path[-1] in _AMOUNTS and path[-2:-1] in {("limits",), ("requests",)}
            if amount and node.value[:1].isdigit():
                yield from self.scalar(node, AMOUNT, path if "resources" in path else ("resources", *path))
                return
            if path[-1:] == ("kind",) and len(path) > 1 and (kind := self.other_kind(node.value)):
                near = is_one_slip(node.value, kind) or node.value.casefold() == kind.casefold()
                said = OddValue(message="no value of it", expected=kind, meant=kind) if near else None
            else:
                said = free_value(node.value, path, self.catalogue, quoted=bool(node.style))
                said = said if self.kind or said is None or said.sure else None  # values of a chart are its own
            yield from self.odd(node, path, said)

    def below_empty(self, name: str, key: yaml.ScalarNode, above: str, path: tuple[str, ...]) -> Iterator[Diagnostic]:
        """A key that nothing has, below one that is empty and that is a mapping everywhere."""
        if above in self.catalogue.nested and name not in self.catalogue.field_names:
            yield UNKNOWN_FIELD.found(
                self.place(key),
                f"{self.named(path)} has {name!r} beside {above!r}, which is empty",
                expected=f"a mapping below {above!r}, as everywhere",
                remedy=f"it belongs into {above!r}: indent it there",
                severity=Severity.WARNING,
            )

    def odd(self, node: yaml.ScalarNode, path: tuple[str, ...], said: OddValue | None) -> Iterator[Diagnostic]:
        if said is not None:
            yield WRONG_VALUE.found(
                self.place(node),
                f"{self.named(path)} cannot be {node.value!r}: that is {said.message}",
                expected=said.expected,
                remedy=f"write {said.meant!r}" if said.meant else "",
                severity=None if said.sure else Severity.WARNING,
                fix=swap(self.place(node), node.value, said.meant) if said.meant else None,
            )

    def mapping(
        self, node: yaml.MappingNode, shape: Shape, path: tuple[str, ...], around: Shape
    ) -> Iterator[Diagnostic]:
        if shape.holds is Holds.MAP:
            inside = self.catalogue.shapes[shape.inside]
            for name, _, value in entries(node):
                yield from self.walk(value, inside, (*path, name), ANYTHING)
            return
        given = set()
        above = ""
        for name, key, value in entries(node):
            given.add(name)
            partial = not above and (self.guessed or self.is_partial(node))
            if name in shape.fields:
                yield from self.walk(value, self.catalogue.shapes[shape.fields[name]], (*path, name), shape)
            elif shape.closed:
                yield from self.unknown(name, key, shape, path, around, partial=partial)
                yield from self.free(value, (*path, name)) if self.lenient else ()
            holds = self.catalogue.shapes[shape.fields.get(name, 0)].holds
            above = name if holds in {Holds.MAP, Holds.OBJECT} and is_null(value) else ""
        missing = [] if self.guessed or merges(node) else [name for name in shape.required if name not in given]
        if missing and self.text.reader is Reader.APPLY:
            yield MISSING_FIELD.found(
                self.place(node),
                f"{self.named(path)} lacks {quoted(missing)}",
                expected=f"every {self.kind} of {self.api_version} has it there",
            )

    def is_partial(self, node: yaml.Node) -> bool:
        return self.text.reader is Reader.READER and isinstance(node, yaml.MappingNode) and merges(node)

    def unknown(
        self, name: str, key: yaml.ScalarNode, shape: Shape, path: tuple[str, ...], around: Shape, *, partial: bool
    ) -> Iterator[Diagnostic]:
        """``partial``: the block leaves something out there, so that what is below may be of a field further in."""
        meant = typo_of(name, (each for each in shape.fields)) or letter_lost(name, shape.fields)
        if name == "..." or (partial and not meant):
            return
        severity, remedy = Severity.ERROR, f"did you mean {meant!r}?"
        if not meant:
            remedy = self.elsewhere(name, shape, path, around)
            lenient = self.lenient and path != METADATA
            severity = Severity.WARNING if lenient else Severity.ERROR
            if not remedy:
                severity = Severity.NOTE if lenient else Severity.ERROR
                near = nearest(name, shape.fields)
                remedy = f"did you mean {near!r}?" if near else ""
        yield UNKNOWN_FIELD.found(
            self.place(key),
            f"{self.named(path)} has no field {name!r}",
            expected=listed(shape.fields),
            remedy=remedy or "remove it, or check the version that the page is written for",
            severity=severity,
            fix=swap(self.place(key), name, meant) if meant else None,
        )

    def elsewhere(self, name: str, shape: Shape, path: tuple[str, ...], around: Shape) -> str:
        """Where else the field would be right: one level up or down, or in a kind of the same name elsewhere."""
        for inner, place in shape.fields.items():
            shapes = self.catalogue.shapes
            inside = shapes[place]
            inside = shapes[inside.inside] if inside.holds is Holds.LIST else inside
            if name in inside.fields and name not in {"name", "kind", "apiVersion"}:
                return f"it belongs into {inner!r}: indent it there"
        if name in around.fields:
            return f"it belongs beside {path[-1]!r}: indent it less"
        for version in self.catalogue.having(self.kind):
            if version != self.api_version and name in self.catalogue.shape_at(version, self.kind, path).fields:
                return f"{version} has it: did you mean 'apiVersion: {version}'?"
        return ""

    def scalar(self, node: yaml.ScalarNode, shape: Shape, path: tuple[str, ...]) -> Iterator[Diagnostic]:
        if is_quantity(path, shape) and not fits_quantity(node.value, path):
            if is_placeholder(node.value):
                return
            yield WRONG_VALUE.found(
                self.place(node),
                f"{self.named(path)} cannot be {node.value!r}: that is no quantity",
                expected="a number with one of m, k, M, G, T, Ki, Mi, Gi, Ti or nothing behind it",
                remedy="correct the number or its unit",
                fix=swap(self.place(node), node.value, better)
                if (better := better_quantity(node.value, path))
                else None,
            )
        elif (shape.most is None or shape.most > MOST_PORTS) and (said := odd_value(node.value, path)):
            yield from self.odd(node, path, said)
        elif path[-1:] == ("kind",) and len(path) > 1 and (meant := self.other_kind(node.value)):
            # Which of two kinds of roles was meant, the roles of the page tell.
            yield WRONG_VALUE.found(
                self.place(node),
                f"{self.named(path)} cannot be {node.value!r}: nothing has this kind",
                expected=f"a kind such as {meant}",
                remedy=f"did you mean '{meant}'?",
                fix=swap(self.place(node), node.value, meant, safe=path[-2] != "roleRef"),
            )
        elif not fits(node, shape.holds):
            if is_placeholder(node.value):
                return
            yield self.wrong_type(node, shape, path)
        elif not_allowed(node.value, shape):
            near = [each for each in shape.values if is_one_slip(node.value.casefold(), each.casefold())]
            sure = typo_of(node.value, shape.values) or (near[0] if len(near) == 1 else "")
            meant = sure or nearest(node.value, shape.values)
            yield WRONG_VALUE.found(
                self.place(node),
                f"{self.named(path)} cannot be {node.value!r}",
                expected=listed(shape.values),
                remedy=f"did you mean {meant!r}?" if meant else "choose one of these",
                fix=swap(self.place(node), node.value, meant, safe=bool(sure)) if meant else None,
            )
        elif shape.holds is Holds.INTEGER and NUMBER.fullmatch(node.value):
            number = float(node.value)
            if (shape.least is not None and number < shape.least) or (shape.most is not None and number > shape.most):
                least, most = bound(shape.least, "any"), bound(shape.most, "any")
                yield WRONG_VALUE.found(
                    self.place(node), f"{self.named(path)} cannot be {node.value}", expected=f"{least} to {most}"
                )

    def other_kind(self, name: str) -> str:
        """The kind that a reference to another resource means by one that nothing has."""
        kinds = {each for every in self.catalogue.kinds.values() for each in every}
        return "" if name in kinds else typo_of(name, kinds)

    def wrong_type(self, node: yaml.Node, shape: Shape, path: tuple[str, ...]) -> Diagnostic:
        return WRONG_TYPE.found(
            self.place(node),
            f"{self.named(path)} must be {_SORTS[shape.holds]}, got {sort_of(node)}",
            expected=f"{_SORTS[shape.holds]}, as every {self.kind} of {self.api_version} has there",
            remedy=type_remedy(node, shape),
            fix=self.retyped(node, shape),
        )

    def retyped(self, node: yaml.Node, shape: Shape) -> Fix | None:
        """A number without the quotes or brackets around it, or a text with the quotes that it lacks."""
        inner = node.value[0] if isinstance(node, yaml.SequenceNode) and len(node.value) == 1 else node
        if not isinstance(inner, yaml.ScalarNode) or "\n" in inner.value or inner.style in {"|", ">"}:
            return None
        mark = inner.style or ""
        if shape.holds is Holds.TEXT and inner is node and not mark:
            return swap(self.place(node), inner.value, f'"{inner.value}"')
        if shape.holds not in {Holds.INTEGER, Holds.NUMBER, Holds.TRUTH}:
            return None
        meant = meant_scalar(inner.value, shape.holds)
        if not fits(yaml.ScalarNode(inner.tag, meant), shape.holds):
            return None
        old = f"{mark}{inner.value}{mark}"
        return swap(self.place(node), old if inner is node else f"[{old}]", meant)

    def named(self, path: tuple[str, ...]) -> str:
        return f"{self.kind} {'.'.join(path)}".strip()

    def place(self, node: yaml.Node) -> Location:
        return self.text.start(node)
