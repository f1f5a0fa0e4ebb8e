"""Manifests as fields: comments, order of keys and layout are gone."""

import re
from collections.abc import Hashable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

import yaml

from harness.check.drift_kind import Kind

NO_TEXT: Final = re.compile(r"true|false|null|~|[-+]?\d+(?:\.\d+)?")
Fields = Mapping[str, str]


@lru_cache(maxsize=4096)
def documents(text: str) -> tuple[Fields, ...] | None:
    """The documents of a text, each as its fields by path; ``None`` where the text is no YAML of maps."""
    if "\t" in text or ":" not in text:
        return None
    try:
        found = [one for one in yaml.load_all(text, Loader=yaml.CSafeLoader) if one is not None]
    except (yaml.YAMLError, ValueError, TypeError):
        return None
    if not found or not all(isinstance(one, dict | list) for one in found):
        return None
    return tuple(dict(_fields(one, "")) for one in found)


def _fields(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and value:
        for key, each in value.items():
            yield from _fields(each, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list) and value:
        for index, each in enumerate(value):
            yield from _fields(each, f"{path}[{_name(each, index)}]")
    else:
        yield path, _scalar(value)


def _scalar(value: object) -> str:
    """A number in quotes is another value than the number."""
    if isinstance(value, str):
        return repr(value) if NO_TEXT.fullmatch(value) else value
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _name(item: Any, index: int) -> Hashable:
    name = item.get("name") if isinstance(item, dict) else None
    return f"{index}" if name is None else f"{index}:{name}"


def name_of(fields: Fields) -> tuple[str, str]:
    return fields.get("kind", ""), fields.get("metadata.name", "")


def kind_of(path: str) -> Kind:
    """What it means that a field differs."""
    last = path.rpartition(".")[2]
    known = {
        "apiVersion": Kind.API_VERSION,
        "kind": Kind.RESOURCE_KIND,
        "image": Kind.IMAGE,
        "namespace": Kind.NAMESPACE,
    }
    return known.get(last, Kind.FIELD)
