"""Schemas boiled down to what a check of a manifest uses, each distinct shape stored once.

A shape is a list whose first entry says what it is; shapes refer to each other by their place in ``Shapes.nodes``:

    ["any"]  ["boolean"]  ["integer", least, most]  ["number"]
    ["string"]  ["string", [usual values]]  ["scalar"]  the last is text or a number
    ["enum", [values]]  ["list", shape]  ["map", shape of every value]
    ["object", {field: shape}, [required], closed]  closed: 1 when no other field is allowed
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Schema = Mapping[str, Any]
ANYTHING = 0
SCALARS = {"string", "boolean", "integer", "number", "enum", "scalar"}
QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity"
SCALAR_TYPES = {QUANTITY, "io.k8s.apimachinery.pkg.util.intstr.IntOrString"}
OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"


@dataclass(slots=True)
class Shapes:
    """``definitions`` are what ``$ref`` points to, by the last part of the reference."""

    definitions: dict[str, Schema] = field(default_factory=dict)
    nodes: list[list[Any]] = field(default_factory=lambda: [["any"]])
    _places: dict[str, int] = field(default_factory=lambda: {"['any']": ANYTHING})
    _open: set[str] = field(default_factory=set)
    _done: dict[str, int] = field(default_factory=dict)

    def intern(self, node: list[Any]) -> int:
        key = repr(node)
        if key not in self._places:
            self._places[key] = len(self.nodes)
            self.nodes.append(node)
        return self._places[key]

    def of(self, schema: Schema) -> int:  # noqa: PLR0911 - a return for each sort of schema
        """The place of a JSON schema's shape."""
        if "$ref" in schema:
            return self.referred(schema["$ref"].rpartition("/")[2])
        if len(schema.get("allOf", ())) == 1:
            return self.of(schema["allOf"][0])
        if schema.get("x-kubernetes-int-or-string") or schema.get("format") == "int-or-string":
            return self.intern(["scalar"])
        values = schema.get("enum")
        if values and all(isinstance(value, str) for value in values):
            return self.intern(["enum", sorted(value for value in values if value)])
        match kind := schema.get("type"):
            case "object":
                return self.object(schema)
            case "array":
                return self.intern(["list", self.of(schema.get("items", {}))])
            case "integer":
                return self.intern(["integer", schema.get("minimum"), schema.get("maximum")])
        return self.intern([kind]) if kind in SCALARS else ANYTHING

    def referred(self, name: str) -> int:
        if name in SCALAR_TYPES:
            return self.intern(["scalar"])
        if name in self._open or name not in self.definitions:
            return ANYTHING  # a schema that holds itself, such as that of a CustomResourceDefinition
        if name not in self._done:
            self._open.add(name)
            self._done[name] = self.of(self.definitions[name])
            self._open.discard(name)
        return self._done[name]

    def object(self, schema: Schema) -> int:
        properties = schema.get("properties")
        if not properties:
            values = schema.get("additionalProperties")
            return self.intern(["map", self.of(values)]) if isinstance(values, Mapping) else ANYTHING
        closed = not (schema.get("x-kubernetes-preserve-unknown-fields") or schema.get("additionalProperties"))
        fields = {name: self.of(each) for name, each in sorted(properties.items())}
        return self.intern(["object", fields, sorted(schema.get("required", ())), int(closed)])

    def resource(self, schema: Schema) -> int:
        """The shape of a whole kind: what every kind has, and of its state nothing, since nobody writes that."""
        properties = {
            **schema.get("properties", {}),
            "apiVersion": {"type": "string"},
            "kind": {"type": "string"},
            "metadata": {"$ref": OBJECT_META},
        }
        properties = {name: ({} if name == "status" else each) for name, each in properties.items()}
        return self.of({**schema, "type": "object", "properties": properties})

    def merged(self, left: int, right: int) -> int:  # noqa: PLR0911 - a return for each pair of sorts
        """What either of two versions of a shape allows."""
        one, other = self.nodes[left], self.nodes[right]
        if left == right:
            return left
        match one[0], other[0]:
            case "object", "object":
                return self.merged_objects(one, other)
            case ("list", "list") | ("map", "map"):
                return self.intern([one[0], self.merged(one[1], other[1])])
            case "enum", "enum":
                return self.intern(["enum", sorted({*one[1], *other[1]})])
            case "integer", "integer":
                return self.intern(["integer", None, None])
            case ("enum", "string") | ("string", "enum"):
                return self.intern(["string"])
        return self.intern(["scalar"]) if {one[0], other[0]} <= SCALARS else ANYTHING

    def merged_objects(self, one: list[Any], other: list[Any]) -> int:
        fields = dict(sorted({**one[1], **other[1]}.items()))
        for name in one[1].keys() & other[1].keys():
            fields[name] = self.merged(one[1][name], other[1][name])
        return self.intern(["object", fields, sorted({*one[2]} & {*other[2]}), one[3] & other[3]])

    def with_usual(self, place: int, path: Sequence[str], values: Sequence[str]) -> int:
        """A shape whose text at ``path`` is known to have usual values, although its schema takes any."""
        node = self.nodes[place]
        if node[0] in {"list", "map"}:
            return self.intern([node[0], self.with_usual(node[1], path, values)])
        if not path:
            return self.intern(["string", sorted(values)])
        fields = {**node[1], path[0]: self.with_usual(node[1][path[0]], path[1:], values)}
        return self.intern(["object", fields, *node[2:]])
