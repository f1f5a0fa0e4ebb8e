"""The line of a manifest that is indented wrongly, is there twice or is lost, and the change that makes all right."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from harness.check.catalogue.catalogue import Catalogue, group_of
from harness.check.manifests.manifest_text import ManifestText
from harness.fix import Edit, Fix, swap

STEP: Final = "  "

_TOP: Final = re.compile(r"(apiVersion|kind|metadata|spec):")

Clean = Callable[[ManifestText], bool]
"""Whether nothing is wrong with a text."""


def line_fix(text: ManifestText, line: int, clean: Clean) -> Fix | None:
    """Another indent of the line (from 0), or of one beside it, or one line less; ``None`` where no change will do.

    Where another line could be moved instead, it is not sure.
    """
    lines = text.text.split("\n")
    tried = ((number, indent, _with(text, lines, number, indent)) for number, indent in _candidates(lines, line))
    good = [(number, indent) for number, indent, other in tried if clean(other)]
    if not good:
        return None
    number, indent = good[0]
    if indent is None:
        return Fix(edits=(Edit(at=text.at.down(number), old=_whole(text, lines[number]), new=""),))
    old = _indent(lines[number])
    return swap(text.place(number, 0), old, indent, safe="\t" in old or {other for other, _ in good} == {number})


def lost_spec(text: ManifestText, line: int, clean: Clean) -> Fix | None:
    """The line ``spec:`` above what would be part of the metadata without it."""
    lines = text.text.split("\n")
    other = "\n".join([*lines[:line], "spec:", *lines[line:]])
    if lines[line][: len(STEP)] != STEP or not lines[line][len(STEP) :][:1].isalpha():
        return None
    edit = Edit(at=text.at.down(line), old="", new=_whole(text, "spec:"))
    return Fix(edits=(edit,)) if clean(replace(text, text=other)) else None


def missing_line(text: ManifestText, clean: Clean, catalogue: Catalogue) -> Fix | None:
    """The one line that makes all of it right where it is put in; of several the first, which is not sure."""
    lines = text.text.split("\n")
    tried = ((number, new, [*lines[:number], new, *lines[number:]]) for number, new in _missing(lines, catalogue))
    good = [(number, new) for number, new, other in tried if clean(replace(text, text="\n".join(other)))]
    if not good:
        return None
    number, new = good[0]
    # A kind of Kubernetes has its name before one of a project that may have fields of any name.
    whole = {new for _, new in good if group_of(new.removeprefix("apiVersion: ")) not in catalogue.partial}
    edit = Edit(at=text.at.down(number), old="", new=_whole(text, new))
    return Fix(edits=(edit,), safe=len(whole or {new for _, new in good}) == 1)


def _missing(lines: list[str], catalogue: Catalogue) -> Iterator[tuple[int, str]]:
    """Lines that may be lost, each with the number of the line that it may be before."""
    tops = {number: found[1] for number, line in enumerate(lines) if (found := _TOP.match(line))}
    names = list(tops.values())
    for number, name in tops.items():
        if name == "apiVersion" and number:
            yield number, "---"
        value = lines[number].partition(":")[2].strip(" \"'")
        if name == "kind" and "apiVersion" not in names[max(0, names.index(name) - 1) :][:1]:
            yield from ((number, f"apiVersion: {version}") for version in catalogue.having(value))
        if name == "apiVersion":
            yield from ((number + 1, f"kind: {kind}") for kind in catalogue.kinds.get(value, ()))
    for number, line in enumerate(lines):
        if line.startswith(STEP) and line[len(STEP) :][:1].isalpha():
            yield from ((number, f"{name}:") for name in ("metadata", "spec"))


def _whole(text: ManifestText, line: str) -> str:
    return f"{' ' * (text.at.column - 1)}{line}\n"


def _candidates(lines: list[str], line: int) -> Iterator[tuple[int, str | None]]:
    """Lines with the indents that their neighbours would give them; ``None``: the line is there twice."""
    if lines.count(lines[line]) > 1 and lines[line].strip() and lines[line] == lines[line - 1]:
        yield line, None
        return
    tabs = [number for number, each in enumerate(lines) if "\t" in _indent(each)]
    for number in tabs or dict.fromkeys((line, line - 1, line + 1, 0)):
        if not 0 <= number < len(lines) or not lines[number].strip():
            continue
        below = next((each for each in lines[number + 1 :] if each.strip()), "")
        above = next((each for each in reversed(lines[:number]) if each.strip()), "")
        likely = (_indent(below), _indent(above), _indent(above) + STEP, _indent(above) + STEP * 2, "")
        for indent in dict.fromkeys(each for each in likely if "\t" not in each):
            if indent != _indent(lines[number]):
                yield number, indent


def _with(text: ManifestText, lines: list[str], number: int, indent: str | None) -> ManifestText:
    line = [] if indent is None else [indent + lines[number].lstrip()]
    return replace(text, text="\n".join([*lines[:number], *line, *lines[number + 1 :]]))


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
