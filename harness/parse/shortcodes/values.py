"""Value shortcodes: the words that stand for versions and addresses of a site, also inside its blocks.

A template's ``{key}`` is a value of the site's data (``{version}``, ``{compatibility.latest}``), ``{0}`` the
shortcode's first argument. A filter may follow a colon: see ``FILTERS``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from harness.parse.shortcodes.tag import Tag
from harness.sites.profile import Choice, SiteProfile, Template
from harness.sites.shortcode import ShortcodeRole

_FIELD: Final = re.compile(r"\{([\w.]+)(?::(\w+))?\}")


def _versions(support: Any) -> str:
    """The Kubernetes versions that the newest release supports; the list's first entry is the one in the making."""
    versions = support[1]["k8sVersions"]
    return ", ".join(map(str, versions)) if isinstance(versions, list) else str(versions)


FILTERS: Final[Mapping[str, Callable[[Any], str]]] = MappingProxyType(
    {
        "dashes": lambda value: str(value).replace(".", "-"),  # 1.27 -> 1-27
        "release": lambda value: str(value).removesuffix(".0"),  # 1.27.0 -> 1.27
        "versions": _versions,
    }
)


class UnknownValueError(LookupError):
    """A shortcode has no template, or its template names data that there is not; ``key`` is then that name."""

    def __init__(self, key: str | None = None) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """``data`` is what value files say; ``shortcodes`` maps a shortcode's name to its template.

    ``wrappers`` stand for the text between their tags.
    """

    data: Mapping[str, Any] = field(default_factory=dict)
    shortcodes: Mapping[str, Template] = field(default_factory=dict)
    wrappers: frozenset[str] = frozenset()

    def expand(self, tag: Tag) -> str:
        """What a shortcode stands for."""
        template = self.shortcodes.get(tag.name)
        if template is None:
            raise UnknownValueError
        if isinstance(template, Choice):
            template = template.if_true if self.data.get(template.key) else template.if_false
        return _FIELD.sub(lambda match: self._field(match, tag), template) if "{" in template else template

    def _field(self, match: re.Match[str], tag: Tag) -> str:
        key, filtering = match[1], FILTERS.get(match[2] or "", str)
        if key.isdecimal():
            if int(key) >= len(tag.positional):
                raise UnknownValueError(f"argument {int(key) + 1}")
            return tag.positional[int(key)]
        try:
            return filtering(self._value(key))
        except (LookupError, TypeError) as error:
            raise UnknownValueError(key) from error

    def _value(self, key: str) -> Any:
        value: Any = self.data
        try:
            for part in key.split("."):
                value = value[part]
        except (LookupError, TypeError) as error:
            raise UnknownValueError(key) from error
        return value


def values_of(site: SiteProfile, data: Mapping[str, Any] = MappingProxyType({})) -> Values:
    """What value shortcodes are on a site with such data."""
    wrappers = frozenset(name for name, known in site.shortcodes.items() if known.role is ShortcodeRole.WRAPPER)
    return Values(data=data, shortcodes=site.values, wrappers=wrappers)
