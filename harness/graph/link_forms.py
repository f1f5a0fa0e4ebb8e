"""The forms that links have beside ``[text](target)``, brought into this one."""

import re
from collections.abc import Mapping
from typing import Final

from harness.source import PAGE_ENDINGS

_DEFINITION: Final = re.compile(r"^ {0,3}\[(?!\^)([^\]\n]+)\]:[ \t]+<?([^\s<>]+)", re.MULTILINE)
_REFERENCE: Final = re.compile(r"(?<!\])\[([^\[\]]+)\](?:\[([^\[\]]*)\])?(?![(:\[])")
_HUGO: Final = re.compile(r"\]\(\s*\{\{[<%]\s*(?:rel)?ref\s+[\"`]?([^\s\"`>%]+)[\"`]?\s*[>%]\}\}([^)]*)\)")
_SPHINX: Final = re.compile(r"\{doc\}`(?:([^`<]*?)\s*<([^`>]+)>|([^`<>]+))`")


_LIQUID: Final = re.compile(
    r"\]\(\s*(?:\{\{-?\s*site\.(?:base)?url\s*-?\}\})*(?=[/{])"
    r"(?:\{%-?\s*link\s+(?P<file>[^\s%]+)\s*-?%\}"
    r"|\{\{-?\s*[\"'](?P<path>[^\"'{}]+)[\"']\s*\|\s*(?:relative|absolute)_url\s*-?\}\})?"
)


def definitions(text: str) -> Mapping[str, str]:
    """The targets of reference links by their labels in small letters."""
    return {found[1].casefold(): found[2] for found in _DEFINITION.finditer(text)} if "]: " in text else {}


def inline(line: str, defined: Mapping[str, str]) -> str:
    """A line with links of Hugo (``relref``), Jekyll (``link``), Sphinx (``{doc}``) and by reference as inline ones."""
    if "ref" in line and "{{" in line:
        line = _HUGO.sub(lambda link: f"]({as_file(link[1])}{link[2].strip()})", line)
    if "]({" in line.replace(" ", ""):
        line = _LIQUID.sub(lambda link: _of_site(link["file"] or link["path"]), line)
    if "{doc}" in line:
        line = _SPHINX.sub(lambda link: f"[{link[1] or link[3] or link[2]}]({as_file(link[2] or link[3])})", line)
    if defined and "]" in line:
        line = _REFERENCE.sub(lambda link: _referred(link, defined), line)
    return line


def as_file(name: str) -> str:
    """Of a name that means a file with or without its ending, the file; paths from the root mean both anyway."""
    path, mark, part = name.partition("#")
    whole = not path or path.startswith("/") or path.endswith((*PAGE_ENDINGS, "/"))
    return name if whole else f"{path}.md{mark}{part}"


def _of_site(path: str | None) -> str:
    return "](" if path is None else f"](/{path.lstrip('/')}"


def _referred(link: re.Match[str], defined: Mapping[str, str]) -> str:
    target = defined.get((link[2] or link[1]).casefold())
    return link[0] if target is None else f"[{link[1]}]({target})"
