"""A scalar of a manifest and what a field of its kind holds: whether it fits, and how both are told."""

import re
from collections.abc import Iterable
from typing import Final

import yaml

from harness.check.catalogue.field_shape import Holds, Shape
from harness.check.typo import is_one_slip, only_slip, typo_of

_EITHER: Final = re.compile(r"\s*(?:[|/,]|\bor\b)\s*")
_INTEGER: Final = re.compile(r"[-+]?(?:\d+(?:\.0*)?|0o[0-7]+|0x[0-9a-fA-F]+)")
NUMBER: Final = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|0o[0-7]+|0x[0-9a-fA-F]+")
_TRUTH: Final = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})
_LIKE_DIGITS: Final = str.maketrans("Ool", "001")
# YAML 1.1 reads these as true and false, YAML 1.2 as text; readers of manifests differ.
_TRUTH_OR_TEXT: Final = re.compile(r"y|n|yes|no|on|off", re.IGNORECASE)


def fits(node: yaml.ScalarNode, holds: Holds) -> bool:
    """Whether a scalar is of a sort. Numbers are those of Go's YAML, which has none in base 60."""
    plain = not node.style  # None or, by the C parser, empty
    number = plain and NUMBER.fullmatch(node.value) is not None
    truth = plain and node.value in _TRUTH
    match holds:
        case Holds.TEXT:
            return not number and not truth
        case Holds.TRUTH:
            return truth or (plain and _TRUTH_OR_TEXT.fullmatch(node.value) is not None)
        case Holds.INTEGER:
            return plain and _INTEGER.fullmatch(node.value) is not None
        case Holds.NUMBER:
            return number
    return True


def meant_scalar(value: str, holds: Holds) -> str:
    """The truth value or the number that a text was meant to be; the text itself where nobody knows."""
    if holds is Holds.TRUTH:
        return only_slip(value.lower(), ("true", "false")) or value
    return value.translate(_LIKE_DIGITS) if value[:1].isdigit() else value


def not_allowed(value: str, shape: Shape) -> bool:
    """Whether an enumeration lacks the value, or the value is misspelt."""
    if not value or value in shape.values:
        return False
    if set(_EITHER.split(value)) <= set(shape.values):
        return False  # all that the reader may choose from
    # Protocols are taken in any case; among so few words one slip is a slip even in three letters.
    mistyped = value.upper() not in shape.values and (
        typo_of(value, shape.values) != "" or any(len(value) > 1 and is_one_slip(value, each) for each in shape.values)
    )
    return shape.holds is Holds.ONE_OF or (shape.holds is Holds.TEXT and mistyped)


def letter_lost(name: str, fields: Iterable[str]) -> str:
    """The only field that has one letter more than a short name, as ``spec`` for ``pec``."""
    if len(name) != len("pec"):
        return ""
    return only_slip(name, (each for each in fields if len(each) > len(name)))


def sort_of(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "a mapping"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    if not isinstance(node, yaml.ScalarNode):
        return "something else"
    if not node.style and NUMBER.fullmatch(node.value):
        return f"the number {node.value}"
    if not node.style and node.value in _TRUTH:
        return str(node.value)
    first, *more = node.value.splitlines() or [""]
    return f"the text {first + (' ...' if more else '')!r}"


def type_remedy(node: yaml.Node, shape: Shape) -> str:
    if isinstance(node, yaml.ScalarNode):
        if shape.holds is Holds.TEXT:
            return f'quote it: "{node.value}"'
        if shape.holds is Holds.LIST:
            return (
                f"write it as an entry: - {node.value}"
                if "\n" not in node.value
                else "write it as an entry, after '- '"
            )
        if node.style in {"'", '"'} and fits(yaml.ScalarNode(node.tag, node.value), shape.holds):
            return f"remove the quotes: {node.value}"
    if isinstance(node, yaml.MappingNode) and shape.holds is Holds.LIST:
        return "put '- ' before its first key"
    if isinstance(node, yaml.SequenceNode) and shape.holds in {Holds.OBJECT, Holds.MAP}:
        return "remove the '- '"
    return ""


def listed(names: Iterable[str], most: int = 8) -> str:
    """``a, b or c``; of many only how many there are beyond the first ones."""
    every = sorted(names)
    every = [name for name in every if "_" not in name or name.isupper()] or every  # only one spelling of each
    if len(every) > most:
        return f"{', '.join(every[:most])} or one of {len(every) - most} more"
    return " or ".join(filter(None, (", ".join(every[:-1]), every[-1]))) if every else ""


def quoted(names: Iterable[str]) -> str:
    return ", ".join(map(repr, names))


def bound(limit: float | None, without: str) -> str:
    return without if limit is None else f"{limit:g}"


def is_quoted(node: yaml.Node) -> bool:
    """Whether a value is text, whatever a variable in it may be."""
    return isinstance(node, yaml.ScalarNode) and node.style in {"'", '"'}


def is_in_brackets(node: yaml.Node, shape: Shape) -> bool:
    """Whether words in brackets say what the value of a field is to be: ``port: [port number]``."""
    if not isinstance(node, yaml.SequenceNode) or not node.flow_style or len(node.value) != 1:
        return False
    (word,) = node.value
    number = shape.holds in {Holds.INTEGER, Holds.NUMBER, Holds.SCALAR}
    return isinstance(word, yaml.ScalarNode) and (" " in word.value or (number and not NUMBER.match(word.value)))
