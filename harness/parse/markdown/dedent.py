"""Taking the indent off a block's body, as Hugo's layouts do it."""

from dataclasses import dataclass
from typing import Final

_STEPS: Final = (16, 12, 8, 4)


@dataclass(frozen=True, slots=True)
class Dedented:
    """``lines`` without their indent; ``indent`` is how many characters that was.

    ``odd`` is true where the indent holds tabs or no-break spaces.
    """

    lines: list[str]
    indent: int
    odd: bool = False


def dedent(lines: list[str], tag_indent: str) -> Dedented:
    """Take 16, 12, 8 or 4 spaces off each line that has them, as many as the first line with text has.

    Where that leaves blanks that the tag itself is indented by too (an item of a list can be indented by three), the
    tag's indent is taken off: Hugo refuses such a block, other readers do not.
    """
    first = next((line for line in lines if line.strip()), "")
    blanks = first[: len(first) - len(first.lstrip(" \t\xa0"))]
    if blanks.strip(" "):
        indent = len(tag_indent) if tag_indent and blanks.startswith(tag_indent) else len(blanks)
        return Dedented([_without(line, indent, " \t\xa0") for line in lines], indent, odd=True)
    indent = next((step for step in _STEPS if len(blanks) >= step), 0)
    if len(tag_indent) > indent and blanks.startswith(tag_indent):
        indent = len(tag_indent)
    if indent == 0:
        return Dedented(lines, 0)
    prefix = " " * indent
    return Dedented([line[indent:] if line.startswith(prefix) else line for line in lines], indent)


def _without(line: str, indent: int, blanks: str) -> str:
    return line[indent:] if not line[:indent].strip(blanks) else line
