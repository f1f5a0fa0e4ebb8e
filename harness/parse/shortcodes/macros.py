"""Macros of MkDocs, in blocks of sites with a plug-in for them: ``{{ version }}``, ``{{ artifact(repo="serving") }}``.

What is none is left as it is: ``{{ .Values.name }}`` of Helm, and all between ``{% raw %}`` and ``{% endraw %}``.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from harness.parse.shortcodes.tag import Role, Tag
from harness.parse.shortcodes.values import UnknownValueError, Values

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

_MARK: Final = re.compile(
    r"\{%[-+]?\s*(?P<raw>raw|endraw)\s*[-+]?%\}|\{\{(?![<%{])(?P<macro>.*?)\}\}|\{%[-+]?\s*(?P<statement>\w+)"
)
_LANGUAGE: Final = frozenset({"range", "dict", "lipsum", "cycler", "joiner", "namespace"})  # always there


class Raw:
    """Whether the text is between the marks for what is shown as it is."""

    def __init__(self, *, inside: bool = False) -> None:
        self.inside = inside


def may_have_macros(line: str) -> bool:
    return "{{" in line or "{%" in line


def with_macros(line: str, values: Values, raw: Raw, unknown: Callable[[int, str], None]) -> str:
    """A line with its macros filled in. ``unknown`` is told of those without a value, by their place and name."""
    pieces: list[str] = []
    position = 0
    for mark in _MARK.finditer(line):
        pieces.append(line[position : mark.start()])
        position = mark.end()
        if mark["raw"]:
            raw.inside = mark["raw"] == "raw"
            continue
        pieces.append(mark[0])
        if not raw.inside and mark["statement"]:
            unknown(mark.start(), f"{{% {mark['statement']} %}}")
        elif not raw.inside:
            pieces[-1] = _shown(mark, values, unknown)
    return "".join((*pieces, line[position:]))


def raw_before(text: str, offset: int) -> bool:
    """Whether an offset is between the marks for what is shown as it is."""
    last = [mark["raw"] for mark in _MARK.finditer(text, 0, offset) if mark["raw"]]
    return bool(last) and last[-1] == "raw"


def _shown(mark: re.Match[str], values: Values, unknown: Callable[[int, str], None]) -> str:
    from jinja2 import TemplateError, TemplateSyntaxError  # noqa: PLC0415 - few sites have macros

    expression = mark["macro"].strip().strip("-").strip()
    try:
        names = _names(expression)
    except TemplateSyntaxError:
        return mark[0]  # of another language
    missing = sorted(names - values.data.keys() - values.shortcodes.keys() - _LANGUAGE)
    if missing:
        unknown(mark.start(), missing[0])
        return mark[0]
    context = {
        name: _Macro(name, values) if name in values.shortcodes else values.data[name] for name in names - _LANGUAGE
    }
    try:
        return " ".join(_environment().from_string(f"{{{{ {expression} }}}}").render(context).splitlines())
    except (TemplateError, UnknownValueError, TypeError, ValueError):
        unknown(mark.start(), expression)
        return mark[0]


class _Macro:
    """What the name of a template stands for, called or not."""

    def __init__(self, name: str, values: Values) -> None:
        self._name, self._values = name, values

    def __call__(self, *arguments: object, **named: object) -> str:
        shown: Mapping[str, str] = {key: str(value) for key, value in named.items()}
        tag = Tag(0, 0, Role.ALONE, self._name, tuple(map(str, arguments)), shown)
        return self._values.expand(tag)

    def __str__(self) -> str:
        return self()


@lru_cache(maxsize=1024)
def _names(expression: str) -> frozenset[str]:
    """The names that an expression uses; ``TemplateSyntaxError`` for what is none."""
    from jinja2 import meta  # noqa: PLC0415 - see above

    return frozenset(meta.find_undeclared_variables(_environment().parse(f"{{{{ {expression} }}}}")))


@cache
def _environment() -> "SandboxedEnvironment":
    from jinja2 import StrictUndefined  # noqa: PLC0415 - see above
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415 - see above

    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
