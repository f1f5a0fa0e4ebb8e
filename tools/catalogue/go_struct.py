"""JSON schemas out of Go source: its structs, the tags of their fields, and the constants of its string types."""

import re
from collections.abc import Mapping
from typing import Any

STRUCT = re.compile(r"^type (\w+) struct \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
FIELD = re.compile(r'^\s*(?P<name>\w+)\s+(?P<type>[\w.*\[\]]+)\s+`(?:yaml:"[^"]*" )?json:"(?P<json>[\w-]+)[^`]*`$')
EMBEDDED = re.compile(r"^\s*\*?([\w.]+)(?:\s+`json:\",inline[^`]*`)?$")
CONSTANT = re.compile(r'^\s*\w+\s+(\w+)\s*=\s*"([^"]*)"', re.MULTILINE)
PACKAGES = {  # as the two files import them
    "corev1": "io.k8s.api.core.v1",
    "appsv1": "io.k8s.api.apps.v1",
    "autoscaling": "io.k8s.api.autoscaling.v2",
    "policy": "io.k8s.api.policy.v1",
    "metav1": "io.k8s.apimachinery.pkg.apis.meta.v1",
}
OF_OTHER_PACKAGES = {
    "corev1.HostPathType": (
        *("BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"),
    ),
}
"""Enumerations whose constants are in no file that is read here."""
BASIC = {"string": "string", "[]byte": "string", "bool": "boolean", "BoolValue": "boolean"}


def definitions(source: str, prefix: str = "") -> dict[str, Any]:
    """One object schema for each struct, by its name behind a prefix; none requires a field: Go leaves them empty.

    A struct that embeds one of another package may have fields that are not known here.
    """
    values = {name: [*words] for name, words in OF_OTHER_PACKAGES.items()}
    for type_name, value in CONSTANT.findall(source):
        values.setdefault(type_name, []).append(value)
    structs = dict(STRUCT.findall(source))

    def of(name: str) -> dict[str, Any]:
        properties: dict[str, Any] = {}
        whole = True
        for line in structs[name].splitlines():
            if match := FIELD.match(line):
                if match["json"] != "-":
                    properties[match["json"]] = schema(match["type"], values, prefix)
            elif (match := EMBEDDED.match(line)) and match[1] in structs:
                properties |= of(match[1])["properties"]
            elif match and not match[1].endswith("TypeMeta"):
                whole = False
        return {"type": "object", "properties": properties, **({} if whole else {"additionalProperties": True})}

    return {f"{prefix}{name}": of(name) for name in structs}


def schema(go_type: str, enums: Mapping[str, list[str]], prefix: str = "") -> dict[str, Any]:
    go_type = go_type.lstrip("*")
    if go_type in BASIC or re.fullmatch(r"u?int\d*", go_type):
        return {"type": BASIC.get(go_type, "integer")}
    if go_type.startswith("[]"):
        return {"type": "array", "items": schema(go_type[2:], enums, prefix)}
    if go_type.startswith("map[string]"):
        return {"type": "object", "additionalProperties": schema(go_type[len("map[string]") :], enums, prefix)}
    if go_type in enums:
        return {"type": "string", "enum": enums[go_type]}
    package, _, name = go_type.rpartition(".")
    if package and package not in PACKAGES:
        return {}
    return {
        "$ref": f"{PACKAGES[package]}.{name}" if package else f"{prefix}{name}"
    }  # `any` refers to nothing, which is anything
