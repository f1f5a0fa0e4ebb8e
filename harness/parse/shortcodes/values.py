"""Value shortcodes: the words that stand for versions and addresses of a site, also inside its blocks.

A template's ``{key}`` is a value of the site's data (``{version}``, ``{compatibility.latest}``), ``{0}`` the
shortcode's first argument, ``{$repo}`` the one that is called so, ``{$repo=site}`` likewise with what stands there
without it. A filter may follow a colon: see ``FILTERS``.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any, Final

from harness.parse.shortcodes.macro_language import MacroLanguage
from harness.parse.shortcodes.tag import Role, Tag
from harness.settings.value_template import FIELD
from harness.sites.shortcode import ShortcodeRole
from harness.sites.site_profile import ByArgument, Choice, SiteProfile, Template

_ARGUMENT: Final = re.compile(r"\$(\d)")
_NAMED: Final = re.compile(r"\$([A-Za-z]\w*)")


def _versions(support: Any) -> str:
    """The Kubernetes versions that the newest release supports; the list's first entry is the one in the making."""
    versions = support[1]["k8sVersions"]
    return ", ".join(map(str, versions)) if isinstance(versions, list) else str(versions)


FILTERS: Final[Mapping[str, Callable[[Any], str]]] = MappingProxyType(
    {
        "bare": lambda value: str(value).removeprefix("v"),  # v1.35 -> 1.35
        "dashes": lambda value: str(value).replace(".", "-"),  # 1.27 -> 1-27
        "release": lambda value: str(value).removesuffix(".0"),  # 1.27.0 -> 1.27
        "versions": _versions,
    }
)


def _minor(version: str, distance: int, separator: str = ".") -> str:
    """The version some minor ones away: ``v1.35`` -> ``1.34``."""
    major, minor = version.removeprefix("v").split(".")[:2]
    return f"{major}{separator}{int(minor) + distance}"


MINORS: Final[Mapping[str, Callable[[str, Sequence[str]], str]]] = MappingProxyType(
    {
        "minor": lambda value, arguments: _minor(value, int(arguments[1]), (*arguments, "")[2] or "."),
        "next": lambda value, _: _minor(value, 1),
        "previous": lambda value, _: _minor(value, -1),
        "oldest": lambda value, _: _minor(value, -2),
    }
)
"""Filters of a version that look at the shortcode's arguments, too."""


class UnknownValueError(LookupError):
    """A shortcode has no template, or its template names data that there is not; ``key`` is then that name."""

    def __init__(self, key: str | None = None) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """``data`` is what value files say; ``shortcodes`` maps a shortcode's name to its template.

    ``marks`` maps regular expressions likewise, whose groups are arguments. ``wrappers`` stand for the text between
    their tags. With ``macros``, ``{{ name }}`` is a value as well.
    """

    data: Mapping[str, Any] = field(default_factory=dict)
    shortcodes: Mapping[str, Template] = field(default_factory=dict)
    wrappers: frozenset[str] = frozenset()
    macros: MacroLanguage | None = None
    marks: Mapping[str, Template] = field(default_factory=dict)

    def expand(self, tag: Tag) -> str:
        """What a shortcode stands for."""
        template = self.shortcodes.get(tag.name)
        if template is None:
            raise UnknownValueError
        return self._filled(template, tag)

    def marked(self, line: str) -> tuple[str, str]:
        """A line with the values of its marks, and the first mark that has none."""
        unknown: list[str] = []

        def value(match: re.Match[str], template: Template) -> str:
            try:
                return self._filled(template, Tag(0, 0, Role.ALONE, match[0], match.groups("")))
            except UnknownValueError:
                unknown.append(match[0])
                return match[0]

        for pattern, template in self.marks.items():
            line = re.sub(pattern, partial(value, template=template), line)
        return line, unknown[0] if unknown else ""

    def _filled(self, template: Template, tag: Tag) -> str:
        if isinstance(template, Choice):
            template = template.if_true if self.data.get(template.key) else template.if_false
        elif isinstance(template, ByArgument):
            template = _by_argument(template, tag)
        return FIELD.sub(lambda match: self._field(match, tag), template) if "{" in template else template

    def _field(self, match: re.Match[str], tag: Tag) -> str:
        if (named := _NAMED.fullmatch(match[1])) is not None:
            return FILTERS.get(match[3] or "", str)(_argument(tag, named[1], match[2]))
        key = _ARGUMENT.sub(lambda argument: _positional(tag, int(argument[1])).lower(), match[1])
        if key.isdecimal():
            return _positional(tag, int(key))
        try:
            value = self._value(key)
            if match[3] in MINORS:
                return MINORS[match[3]](str(value), tag.positional)
            return FILTERS.get(match[3] or "", str)(value)
        except (LookupError, TypeError, ValueError) as error:
            raise UnknownValueError(key) from error

    def _value(self, key: str) -> Any:
        value: Any = self.data
        try:
            for part in key.split("."):
                value = value[part]
        except (LookupError, TypeError) as error:
            raise UnknownValueError(key) from error
        return value


def _positional(tag: Tag, index: int) -> str:
    if index >= len(tag.positional):
        raise UnknownValueError(f"argument {index + 1}")
    return tag.positional[index]


def _argument(tag: Tag, name: str, otherwise: str | None) -> str:
    found = tag.named.get(name, otherwise)
    if found is None:
        raise UnknownValueError(f"argument {name}")
    return found


def _by_argument(known: ByArgument, tag: Tag) -> str:
    argument = _positional(tag, 0)
    if argument not in known.templates:
        raise UnknownValueError(argument)
    return known.templates[argument]


def values_of(site: SiteProfile, data: Mapping[str, Any] = MappingProxyType({})) -> Values:
    """What value shortcodes are on a site with such data."""
    wrappers = frozenset(name for name, known in site.shortcodes.items() if known.role is ShortcodeRole.WRAPPER)
    return Values(data=data, shortcodes=site.values, wrappers=wrappers, marks=site.marks)
