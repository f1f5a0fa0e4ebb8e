"""JSON schemas out of protocol buffer files, as their JSON form has it: camel case, or the name as written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|[\w.]+|[{}<>=;,\[\]()-]')
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
NUMBERS = {"int32", "int64", "uint32", "uint64", "sint32", "sint64", "fixed32", "fixed64", "float", "double"}
WELL_KNOWN = {
    "IntOrString": {"type": "scalar"},
    "google.protobuf.BoolValue": {"type": "boolean"},
    "google.protobuf.StringValue": {"type": "string"},
    "google.protobuf.Duration": {"type": "string"},
    "google.protobuf.Timestamp": {"type": "string"},
    **{f"google.protobuf.{name}Value": {"type": "scalar"} for name in ("Int32", "Int64", "UInt32", "UInt64", "Double")},
}


@dataclass(slots=True)
class _Parser:
    strict: bool
    tokens: list[str]
    position: int = 0
    package: str = ""
    messages: dict[str, dict[str, tuple[str, bool]]] = field(default_factory=dict)  # field -> (type, repeated)
    enums: dict[str, list[str]] = field(default_factory=dict)

    def next(self) -> str:
        self.position += 1
        return self.tokens[self.position - 1]

    def skip_past(self, end: str) -> None:
        while self.next() != end:
            pass

    def block(self) -> None:
        """What ``{`` opens, to its ``}``, unread."""
        depth = 1
        while depth:
            depth += {"{": 1, "}": -1}.get(self.next(), 0)

    def file(self) -> None:
        while self.position < len(self.tokens):
            match self.next():
                case "package":
                    self.package = self.next()
                case "message":
                    self.message(self.package)
                case "enum":
                    self.enum(self.package)
                case "extend":
                    self.skip_past("{")
                    self.block()
                    continue
                case "syntax" | "import" | "option":
                    self.skip_past(";")

    def enum(self, scope: str) -> None:
        values = self.enums.setdefault(f"{scope}.{self.next()}", [])
        self.next()
        while (token := self.next()) != "}":
            if token not in {"option", "reserved"}:
                values.append(token)
            self.skip_past(";")

    def message(self, scope: str) -> None:
        name = f"{scope}.{self.next()}"
        self.messages[name] = {}
        self.next()
        self.fields(name)

    def fields(self, name: str) -> None:
        while (token := self.next()) != "}":
            match token:
                case "message":
                    self.message(name)
                case "enum":
                    self.enum(name)
                case "oneof":
                    self.skip_past("{")
                    self.fields(name)
                case "option" | "reserved" | "extensions":
                    self.skip_past(";")
                case ";":
                    continue
                case _:
                    self.field(name, token)

    def field(self, message: str, token: str) -> None:
        repeated = token == "repeated"
        kind = self.next() if token in {"repeated", "optional"} else token
        if kind == "map":
            self.skip_past(",")
            kind = f"map {self.next()}"
            self.next()
        name = self.next()
        options = []
        while (token := self.next()) != ";":
            options.append(token)
        json_name = camel(name)
        if "json_name" in options:
            json_name = options[options.index("json_name") + 2].strip("\"'")
        for each in dict.fromkeys((json_name, name)):
            self.messages[message][each] = (kind, repeated)

    def schema(self, kind: str, scope: str) -> dict[str, Any]:
        if kind.startswith("map "):
            # istioctl turns numbers and truth values in such a map into text.
            inside = {"type": "scalar"} if kind == "map string" else self.schema(kind[4:], scope)
            return {"type": "object", "additionalProperties": inside}
        if kind in WELL_KNOWN or kind in NUMBERS or kind in {"string", "bool", "bytes"}:
            if not self.strict:  # values of a chart: templates take text for numbers and numbers for text
                return {"type": "scalar"}
            basic = {"bool": {"type": "boolean"}, "string": {"type": "string"}, "bytes": {"type": "string"}}
            return WELL_KNOWN.get(kind) or basic.get(kind) or {"type": "scalar"}
        for full in candidates(kind, scope):
            if full in self.messages:
                return {"$ref": full}
            if full in self.enums:
                return {"type": "string", "enum": self.enums[full]} if self.strict else {"type": "scalar"}
        return {}


def candidates(name: str, scope: str) -> Iterator[str]:
    """The names a relative name can mean, the innermost scope first."""
    parts = scope.split(".")
    for count in range(len(parts), -1, -1):
        yield ".".join((*parts[:count], name))


def camel(name: str) -> str:
    return re.sub(r"_([a-z0-9])", lambda found: found[1].upper(), name)


def definitions(sources: Sequence[str], *, strict: bool) -> dict[str, Any]:
    """An object schema for each message, by its full name; ``strict`` keeps the types of single values."""
    parser = _Parser(strict, [])
    for source in sources:
        parser.tokens, parser.position = TOKEN.findall(COMMENT.sub("", source)), 0
        parser.file()
    found: dict[str, Any] = {}
    for name, fields in parser.messages.items():
        properties = {}
        for field_name, (kind, repeated) in fields.items():
            one = parser.schema(kind, name)
            properties[field_name] = {"type": "array", "items": one} if repeated else one
        found[name] = {"type": "object", "properties": properties}
    return found
