"""Macros of MkDocs, where a plug-in fills them in: ``{{ version }}``, ``{{ artifact(repo="oven") }}``; and of Jekyll.

What is none is left as it is: ``{{ .Values.name }}`` of Helm, and all between ``{% raw %}`` and ``{% endraw %}``.
"""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from harness.parse.shortcodes.liquid import as_jinja, filters
from harness.parse.shortcodes.macro_language import MacroLanguage
from harness.parse.shortcodes.tag import Role, Tag
from harness.parse.shortcodes.values import Values

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

_MARK: Final = re.compile(
    r"\{%[-+]?\s*(?P<raw>raw|endraw)\s*[-+]?%\}|\{\{(?![<%{])(?P<macro>.*?)\}\}|\{%[-+]?\s*(?P<statement>\w+)"
)
_SET: Final = re.compile(r"\{%[-+]?\s*(?:set|assign)\s+(\w+)\s*=\s*((?:\"[^\"\n]*\"|'[^'\n]*'|[^\"'\n])+?)\s*[-+]?%\}")
_LANGUAGE: Final = frozenset({"range", "dict", "lipsum", "cycler", "joiner", "namespace"})  # always there
_SITE: Final = "site"  # which filters of Liquid ask for its address


class UnknownNameError(LookupError):
    """An expression uses this name, which nobody knows."""


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


def with_set(text: str, values: Values) -> Values:
    """With what a text itself sets, wherever it does: ``{% set name = … %}``, ``{% assign name = … %}``."""
    for name, expression in _SET.findall(text) if "{%" in text else ():
        with suppress(*_no_value()):  # what shows it has none, which is told there
            values = replace(values, data={**values.data, name: evaluated(expression, values)})
    return values


def including(values: Values, arguments: Mapping[str, str]) -> Values:
    """For a text that is included with arguments, which are expressions: Jekyll has them below ``include``."""
    given: dict[str, Any] = {}
    for name, expression in arguments.items():
        with suppress(*_no_value()):  # likewise
            given[name] = evaluated(expression, values)
    return replace(values, data={**values.data, "include": given})


def evaluated(expression: str, values: Values) -> Any:
    """``UnknownNameError``, or an error of Jinja for what is no expression or has no value."""
    liquid = values.macros is MacroLanguage.LIQUID
    written = as_jinja(expression) if liquid else expression
    names = _names(written, liquid=liquid)
    if missing := sorted(names - values.data.keys() - values.shortcodes.keys() - _LANGUAGE):
        raise UnknownNameError(missing[0])
    shown = (names | {_SITE}) - _LANGUAGE
    context = {name: _Macro(name, values) for name in shown & values.shortcodes.keys()}
    context |= {name: values.data[name] for name in shown & (values.data.keys() - values.shortcodes.keys())}
    return _expression(written, liquid=liquid)(context)


def _shown(mark: re.Match[str], values: Values, unknown: Callable[[int, str], None]) -> str:
    from jinja2 import TemplateAssertionError, TemplateSyntaxError  # noqa: PLC0415 - few sites have macros

    expression = mark["macro"].strip().strip("-").strip()
    try:
        value = evaluated(expression, values)
        return "" if value is None else " ".join(str(value).splitlines())
    except TemplateAssertionError:
        unknown(mark.start(), expression)  # a filter that there is not
    except TemplateSyntaxError:
        return mark[0]  # of another language
    except UnknownNameError as error:
        unknown(mark.start(), str(error))
    except _no_value():
        unknown(mark.start(), expression)
    return mark[0]


def _no_value() -> tuple[type[Exception], ...]:
    """What is raised for an expression that has no value, or is none."""
    from jinja2 import TemplateError  # noqa: PLC0415 - see above

    return TemplateError, LookupError, TypeError, ValueError


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
def _names(expression: str, *, liquid: bool) -> frozenset[str]:
    """The names that an expression uses; ``TemplateSyntaxError`` for what is none."""
    from jinja2 import meta  # noqa: PLC0415 - see above

    return frozenset(meta.find_undeclared_variables(_environment(liquid=liquid).parse(f"{{{{ {expression} }}}}")))


@lru_cache(maxsize=1024)
def _expression(expression: str, *, liquid: bool) -> Callable[[Mapping[str, Any]], Any]:
    return _environment(liquid=liquid).compile_expression(expression, undefined_to_none=False)


@cache
def _environment(*, liquid: bool) -> "SandboxedEnvironment":
    from jinja2 import StrictUndefined  # noqa: PLC0415 - see above
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415 - see above

    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    if liquid:
        environment.filters.update(filters())
    return environment
