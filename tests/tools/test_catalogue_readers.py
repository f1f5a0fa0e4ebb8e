"""The readers behind the catalogue of kinds: scripts outside the package, loaded from their folder."""

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from harness.check.catalogue import schema_shapes

Load = Callable[[str], Any]
TOOLS = Path(__file__).resolve().parents[2] / "tools/catalogue"


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Load:
    monkeypatch.syspath_prepend(str(TOOLS))

    return importlib.import_module


PROTO = """
syntax = "proto3";
package demo.v1;
// A comment with a { brace.
message Mesh {
  enum Mode { OFF = 0; ON = 1; }
  Mode mode_of_it = 1 [deprecated = true];
  repeated Part parts = 2;
  map<string, Part> by_name = 3;
  oneof choice { string one = 4; google.protobuf.BoolValue two = 5; }
  google.protobuf.Struct any_thing = 6 [json_name = "any-thing"];
  message Part { int32 count = 1; }
}
"""


def test_messages(load: Load) -> None:
    found = load("proto").definitions([PROTO], strict=True)
    part = {"$ref": "demo.v1.Mesh.Part"}
    mode = {"type": "string", "enum": ["OFF", "ON"]}

    assert found == {
        "demo.v1.Mesh": {
            "type": "object",
            "properties": {
                "modeOfIt": mode,
                "mode_of_it": mode,
                "parts": {"type": "array", "items": part},
                "byName": {"type": "object", "additionalProperties": part},
                "by_name": {"type": "object", "additionalProperties": part},
                "one": {"type": "string"},
                "two": {"type": "boolean"},
                "any-thing": {},
                "any_thing": {},
            },
        },
        "demo.v1.Mesh.Part": {"type": "object", "properties": {"count": {"type": "scalar"}}},
    }


GO = """
type Base struct {
	// Size of it.
	Size *int32 `json:"size,omitempty"`
	Hidden string `json:"-"`
}

type Thing struct {
	Base
	Role  Role              `yaml:"role,omitempty" json:"role,omitempty"`
	Parts []*corev1.EnvVar  `json:"parts,omitempty"`
	Names map[string]string `json:"names,omitempty"`
	Any   any               `json:"any,omitempty"`
}

type Role string

const (
	Worker Role = "worker"
)
"""


def test_structs(load: Load) -> None:
    assert load("go_struct").definitions(GO)["Thing"] == {
        "type": "object",
        "properties": {
            "size": {"type": "integer"},
            "role": {"type": "string", "enum": ["worker"]},
            "parts": {"type": "array", "items": {"$ref": "io.k8s.api.core.v1.EnvVar"}},
            "names": {"type": "object", "additionalProperties": {"type": "string"}},
            "any": {"$ref": "any"},
        },
    }


def test_equal_shapes_are_stored_once_and_recursion_ends(load: Load) -> None:
    shapes = schema_shapes.Shapes(
        definitions={"Tree": {"type": "object", "properties": {"left": {"$ref": "Tree"}, "name": {"type": "string"}}}}
    )
    tree = {"type": "object", "properties": {"one": {"$ref": "#/x/Tree"}, "two": {"$ref": "#/x/Tree"}}}

    assert shapes.nodes[shapes.of(tree)] == ["object", {"one": 2, "two": 2}, [], 1]
    assert shapes.nodes[:3] == [["any"], ["string"], ["object", {"left": 0, "name": 1}, [], 1]]


def test_two_versions_allow_what_either_allows(load: Load) -> None:
    shapes = schema_shapes.Shapes()
    old = {
        "type": "object",
        "required": ["a", "b"],
        "properties": {"a": {"type": "string", "enum": ["x"]}, "b": {"type": "integer"}},
    }
    new = {
        "type": "object",
        "required": ["a"],
        "properties": {"a": {"type": "string", "enum": ["y"]}, "c": {"type": "boolean"}},
    }

    _, fields, required, closed = shapes.nodes[shapes.merged(shapes.of(old), shapes.of(new))]

    assert {name: shapes.nodes[place] for name, place in fields.items()} == {
        "a": ["enum", ["x", "y"]],
        "b": ["integer", None, None],
        "c": ["boolean"],
    }
    assert (required, closed) == (["a"], 1)


def test_usual_values_stand_at_their_path(load: Load) -> None:
    shapes = schema_shapes.Shapes()
    place = shapes.of(
        {
            "type": "object",
            "properties": {
                "ports": {"type": "array", "items": {"type": "object", "properties": {"protocol": {"type": "string"}}}}
            },
        }
    )

    changed = shapes.with_usual(place, ["ports", "protocol"], ["TCP", "HTTP"])

    ports = shapes.nodes[shapes.nodes[changed][1]["ports"]]
    protocol = shapes.nodes[shapes.nodes[ports[1]][1]["protocol"]]
    assert protocol == ["string", ["HTTP", "TCP"]]
    assert shapes.nodes[place] != shapes.nodes[changed]
