"""Liquid, the language of Jekyll's values, as far as it is another one than Jinja: the arguments of its filters.

{{ site.own-version | append: "-rc" }}   {{ site['own-version'] | append("-rc") }}
"""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from jinja2.runtime import Context

_TEXT: Final = r"\"[^\"]*\"|'[^']*'"
_PART: Final = re.compile(rf"{_TEXT}|\||[^|\"']+")
_ARGUMENTS: Final = re.compile(r"\s*(?P<name>\w+)\s*:\s*(?P<arguments>.+?)\s*", re.DOTALL)
_HYPHENS: Final = re.compile(r"\.([A-Za-z_]\w*(?:-\w+)+)")
_ABSOLUTE: Final = re.compile(r"\w+:|//")


def as_jinja(expression: str) -> str:
    """What stands between ``{{`` and ``}}`` in Liquid, in the words of Jinja."""
    pieces = [""]
    for part in _PART.findall(expression):
        if part == "|":
            pieces.append("")
        else:
            pieces[-1] += part if part[0] in "\"'" else _HYPHENS.sub(r"['\1']", part)
    first, *filters = pieces
    return " | ".join((first.strip(), *map(_filter, filters)))


def _filter(written: str) -> str:
    found = _ARGUMENTS.fullmatch(written)
    return written.strip() if found is None else f"{found['name']}({found['arguments']})"


def _default(value: Any, otherwise: Any = "") -> Any:
    from jinja2 import Undefined  # noqa: PLC0415 - few sites have macros

    return otherwise if isinstance(value, Undefined) or value in (None, "", False) else value


def _relative(context: "Context", path: Any) -> str:
    base = str(context.resolve("site").get("baseurl") or "").strip("/")
    text = str(path)
    return text if _ABSOLUTE.match(text) else f"/{'/'.join(filter(None, (base, text.lstrip('/'))))}"


def _absolute(context: "Context", path: Any) -> str:
    relative = _relative(context, path)
    return relative if _ABSOLUTE.match(relative) else str(context.resolve("site").get("url") or "") + relative


def filters() -> Mapping[str, Callable[..., Any]]:
    """Those that Jinja lacks or that do something else there."""
    from jinja2 import pass_context  # noqa: PLC0415 - see above

    return {
        "absolute_url": pass_context(_absolute),
        "append": lambda value, more: f"{value}{more}",
        "default": _default,
        "downcase": lambda value: str(value).lower(),
        "lstrip": lambda value: str(value).lstrip(),
        "minus": lambda value, other: value - other,
        "plus": lambda value, other: value + other,
        "prepend": lambda value, more: f"{more}{value}",
        "relative_url": pass_context(_relative),
        "remove": lambda value, part: str(value).replace(part, ""),
        "remove_first": lambda value, part: str(value).replace(part, "", 1),
        "replace_first": lambda value, part, other: str(value).replace(part, other, 1),
        "rstrip": lambda value: str(value).rstrip(),
        "size": len,
        "split": lambda value, separator: str(value).split(separator),
        "strip": lambda value: str(value).strip(),
        "upcase": lambda value: str(value).upper(),
    }
