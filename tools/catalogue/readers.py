"""Kinds and their JSON schemas out of the files of a module, one reader for each sort of file."""

import json
import re
from pathlib import Path
from typing import Any

import go_struct
import proto

from harness.check.catalogue.crd import Kind, crd
from harness.check.catalogue.schema_shapes import Schema

__all__ = ["Kind", "crd", "go_kinds", "istio_operator", "kubernetes"]

ENUM_TYPE = re.compile(r"^func schema_(\w+)\(")
ENUM_FIELD = re.compile(r'^\t{5}"([^"]+)": \{')
ENUM_VALUES = re.compile(r"^\s*Enum:\s+\[\]interface\{\}\{(.*)\},$")


def kubernetes(swagger: str, generated: str) -> tuple[dict[str, Schema], list[Kind]]:
    """Definitions and kinds of Kubernetes itself; the values of enumerations stand only in the generated Go source."""
    definitions: dict[str, Any] = json.loads(swagger)["definitions"]
    by_go_name = {re.sub(r"\W", "_", go_name(name)): name for name in definitions}
    holder = field = ""
    for line in generated.splitlines():
        if found := ENUM_TYPE.match(line):
            holder = by_go_name.get(found[1], "")
        elif found := ENUM_FIELD.match(line):
            field = found[1]
        elif (found := ENUM_VALUES.match(line)) and holder:
            schema = definitions[holder]["properties"][field]
            # Lists and maps of enumerated values show the values one level further in.
            schema = schema.get("items", schema)
            if schema.get("type") == "string":
                schema["enum"] = [json.loads(value) for value in re.findall(r'"(?:[^"\\]|\\.)*"', found[1])]
    kinds: list[Kind] = []
    for schema in definitions.values():
        for gvk in schema.get("x-kubernetes-group-version-kind", ()):
            # Every group and version also knows DeleteOptions and its like, even where it serves nothing any more.
            if "metadata" in schema.get("properties", {}):
                group = f"{gvk['group']}/" if gvk["group"] else ""
                kinds.append((f"{group}{gvk['version']}", gvk["kind"], schema))
    return definitions, kinds


def go_name(definition: str) -> str:
    """``io.k8s.api.core.v1.Pod`` is ``k8s.io/api/core/v1.Pod`` in Go, where only letters and digits remain of it."""
    return re.sub(r"^io_k8s_", "k8sio_", definition.replace(".", "_"))


def istio_operator(types: str, values: str, mesh: list[Path]) -> tuple[dict[str, Schema], Kind]:
    """IstioOperator from its Go structs; what these pass on unread comes from the messages it is read into later."""
    definitions = go_struct.definitions(types)
    definitions |= proto.definitions([values], strict=False)
    definitions |= proto.definitions([path.read_text(encoding="utf-8") for path in mesh], strict=True)
    spec = definitions["IstioOperatorSpec"]["properties"]
    spec["values"] = {"$ref": "istio.operator.v1alpha1.Values"}
    spec["meshConfig"] = {"$ref": "istio.mesh.v1alpha1.MeshConfig"}
    return definitions, ("install.istio.io/v1alpha1", "IstioOperator", definitions["IstioOperator"])


def go_kinds(texts: list[str], api_version: str, roots: tuple[str, ...]) -> tuple[dict[str, Schema], list[Kind]]:
    """The kinds of a version that are structs of these Go files, which are one package."""
    prefix = f"{api_version.replace('/', '.')}."
    definitions = go_struct.definitions("\n".join(texts), prefix)
    return definitions, [(api_version, name, definitions[f"{prefix}{name}"]) for name in roots]
