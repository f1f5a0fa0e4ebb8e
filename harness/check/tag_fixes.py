"""Fixes of shortcodes: a misspelt name, a lost sign, a closing tag that is missing."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from harness.check.typo import is_one_slip, only_slip
from harness.diagnostic import Diagnostic
from harness.fix import Fix, swap

_OPENS: Final = re.compile(r"\s*(\{\{[<%]?)[ \t]*([\w-]+)([^{}\n]*?[>%]?\}\})")
_CLOSES: Final = re.compile(r"\s*\{\{[<%][ \t]*/[ \t]*([\w-]+)[ \t]*[>%]\}\}")
_ANY: Final = re.compile(r"\s*\{\{[<%]")
_SYNTAX: Final = re.compile(r"\{\{[<%][ \t]*text[ \t]+(?:syntax=)?[\"']?(\w+)|^\s*(?:```|~~~)(\w+)")
_SYNTAXES: Final = ("bash", "yaml", "json", "plain", "console", "shell")
_DATA: Final = frozenset({"yaml", "json"})
_PROMPT: Final = re.compile(r"\s*\$ [a-z]")
_PERHAPS: Final = re.compile(r"'([\w/.-]+)', perhaps")
_PROSE: Final = re.compile(r"\s*(?:#{1,6} |[*-] |\d+[.)] |[A-Z][a-z]* [\w`\[]|\[|`)")


def known_syntax(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    found = _SYNTAX.search(lines[finding.at.line - 1])
    if found is None:
        return None
    group = 1 if found[1] else 2
    near = only_slip(found[group], _SYNTAXES)
    return swap(replace(finding.at, column=found.start(group) + 1), found[group], near) if near else None


def boilerplate_there(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """The name that the finding expects, in the place of the only one on the line that is like it."""
    meant = _PERHAPS.match(finding.expected)
    line = lines[finding.at.line - 1]
    words = re.finditer(r"[\w/.-]+", line)
    near = [each for each in words if meant and is_one_slip(each[0], meant[1])]
    if meant is None or len(near) != 1:
        return None
    return swap(replace(finding.at, column=near[0].start() + 1), near[0][0], meant[1])


def opening_tag(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """The tag above a closing one, where its name is misspelt or a sign of it is lost."""
    line, above = lines[finding.at.line - 1], lines[finding.at.line - 2]
    closing = _CLOSES.match(line)
    if closing and line.strip() == above.strip():
        return swap(replace(finding.at, column=1), f"{line}\n", "")
    for number in range(finding.at.line - 2, -1, -1) if closing else ():
        if closing is None or _CLOSES.match(lines[number]):
            return None
        found = _OPENS.match(lines[number])
        if found is None:
            continue
        sign, name, _ = found.groups()
        at = replace(finding.at, line=number + 1)
        if name == closing[1] and sign == "{{":
            return swap(replace(at, column=found.start(1) + 1), "{{", "{{<")
        if is_one_slip(name, closing[1]) and sum(f"< {name} " in line for line in lines) == 1:
            return swap(replace(at, column=found.start(2) + 1), name, closing[1])
        return None
    return None


def closing_tag(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """The closing tag below an opening one: a misspelt one, or a new one where the text goes on."""
    start = finding.at.line - 1
    opened = _OPENS.match(lines[start], finding.at.column - 1)
    if opened is None:
        return None
    name = opened[2]
    for number in range(start + 1, len(lines)):
        line = lines[number]
        closing = _CLOSES.match(line)
        if closing is not None and is_one_slip(closing[1], name):
            return swap(replace(finding.at, line=number + 1, column=closing.start(1) + 1), closing[1], name)
        if re.match(rf"\s*\{{\{{?[<%]?[ \t]*/[ \t]*{name}\b", line) and closing is None:
            return None  # its closing tag lacks a sign
        after = next((each for each in lines[number + 1 :] if each.strip()), "")
        if _ANY.match(line) or (not line.strip() and (not after or _PROSE.match(after) or _ANY.match(after))):
            return inserted(finding, lines, number, name) if name == "text" else None
    return None


def inserted(finding: Diagnostic, lines: Sequence[str], number: int, name: str) -> Fix:
    """The tag on an empty line that is one too many, or on a line of its own before ``number``."""
    opening = lines[finding.at.line - 1]
    tag = f"{opening[: len(opening) - len(opening.lstrip())]}{{{{< /{name} >}}}}"
    beside = lines[number : number + 2]
    if len(beside) > 1 and not beside[0].strip() and not beside[1].strip():
        return swap(replace(finding.at, line=number + 1, column=1), beside[0], tag)
    if not lines[number].strip() or lines[number - 1].strip():
        return swap(replace(finding.at, line=number + 1, column=1), "", f"{tag}\n")
    return swap(replace(finding.at, line=number, column=1), lines[number - 1], tag)


def shell_syntax(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """Commands behind a prompt, in a block that says that it is data."""
    for number in range(finding.at.line - 1, max(-1, finding.at.line - 3), -1):
        found = _SYNTAX.search(lines[number])
        group = 1 if found and found[1] else 2
        if found and found[group] in _DATA and _PROMPT.match(lines[number + 1]):
            return swap(replace(finding.at, line=number + 1, column=found.start(group) + 1), found[group], "bash")
    return None
