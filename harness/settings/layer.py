"""Settings files on top of each other: ``extends`` names the file whose tables lie below.

Tables are merged key by key; a value or a list on top takes the place of what is below. Relative paths start at
the file that set them, and errors are told there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

from harness.settings.build import hints
from harness.settings.toml_place import KeyPath, holds, line_of
from harness.source import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One settings file: its ``table`` stands at ``keys`` of ``text``, and relative paths start at ``folder``."""

    path: Path
    text: str
    keys: KeyPath
    table: Mapping[str, Any]
    folder: Path

    def place(self, inner: KeyPath) -> Location:
        return Location(path=self.path, line=line_of(self.text, (*self.keys, *inner)))


def layer_of(layers: Sequence[Layer], keys: KeyPath) -> Layer:
    """The layer, of ``layers`` from top to bottom, that set ``keys``; the lowest for what none has set."""
    return next((layer for layer in layers if holds(layer.table, keys)), layers[-1])


def merged(kind: type[Any], layers: Sequence[Layer]) -> Mapping[str, Any]:
    """One table for a ``kind`` of all ``layers``, from top to bottom."""
    table: Mapping[str, Any] = layers[-1].table
    for layer in reversed(layers[:-1]):
        table = on_top(layer.table, table, kind)
    return table


def on_top(upper: Any, lower: Any, hint: Any) -> Any:
    """``upper`` over ``lower``, which are both values of type ``hint``."""
    if not (isinstance(upper, Mapping) and isinstance(lower, Mapping)):
        return upper
    types = hints(hint) if isinstance(hint, type) and is_dataclass(hint) else {}
    of_values = get_args(hint)[-1] if get_origin(hint) is not None else object

    def name(key: str) -> str:
        # A field may be written in two ways; where users choose the names, `a-b` and `a_b` are two.
        return key.replace("-", "_") if types else key

    written = {name(key) for key in upper}
    below = {name(key): value for key, value in lower.items()}
    kept = {key: value for key, value in lower.items() if name(key) not in written}
    return kept | {
        key: on_top(value, below.get(name(key)), types.get(name(key), of_values)) for key, value in upper.items()
    }
