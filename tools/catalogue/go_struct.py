"""JSON schemas out of Go source: its structs, the tags of their fields, and the constants of its string types."""

import re
from collections.abc import Mapping
from typing import Any

STRUCT = re.compile(r"^type (\w+) struct \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
FIELD = re.compile(r'^\s*(?P<name>\w+)\s+(?P<type>[\w.*\[\]]+)\s+`(?:yaml:"[^"]*" )?json:"(?P<json>[\w-]+)[^`]*`$')
EMBEDDED = re.compile(r"^\s*(\w+)$")
CONSTANT = re.compile(r'^\s*\w+\s+(\w+)\s*=\s*"([^"]*)"', re.MULTILINE)
PACKAGES = {  # as the two files import them
    "corev1": "io.k8s.api.core.v1",
    "appsv1": "io.k8s.api.apps.v1",
    "autoscaling": "io.k8s.api.autoscaling.v2",
    "policy": "io.k8s.api.policy.v1",
    "metav1": "io.k8s.apimachinery.pkg.apis.meta.v1",
}
BASIC = {"string": "string", "bool": "boolean", "BoolValue": "boolean"}


def definitions(source: str) -> dict[str, Any]:
    """One object schema for each struct, by its name; none requires a field, since Go leaves them empty."""
    values: dict[str, list[str]] = {}
    for type_name, value in CONSTANT.findall(source):
        values.setdefault(type_name, []).append(value)
    structs = dict(STRUCT.findall(source))
    found: dict[str, Any] = {}
    for name, body in structs.items():
        properties: dict[str, Any] = {}
        for line in body.splitlines():
            if match := FIELD.match(line):
                if match["json"] != "-":
                    properties[match["json"]] = schema(match["type"], values)
            elif (match := EMBEDDED.match(line)) and match[1] in found:
                properties |= found[match[1]]["properties"]
        found[name] = {"type": "object", "properties": properties}
    return found


def schema(go_type: str, enums: Mapping[str, list[str]]) -> dict[str, Any]:
    go_type = go_type.lstrip("*")
    if go_type.startswith("[]"):
        return {"type": "array", "items": schema(go_type[2:], enums)}
    if go_type.startswith("map[string]"):
        return {"type": "object", "additionalProperties": schema(go_type[len("map[string]") :], enums)}
    if go_type in enums:
        return {"type": "string", "enum": enums[go_type]}
    if go_type in BASIC or re.fullmatch(r"u?int\d*", go_type):
        return {"type": BASIC.get(go_type, "integer")}
    package, _, name = go_type.rpartition(".")
    if package and package not in PACKAGES:
        return {}
    return {"$ref": f"{PACKAGES[package]}.{name}" if package else name}  # `any` refers to nothing, which is anything
