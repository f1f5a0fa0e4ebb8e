"""Shortcodes of the settings on top of those of a site's profile."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from harness.settings.shortcode_table import ShortcodeSetting
from harness.sites.including import FILES
from harness.sites.plain import BY_ROLE
from harness.sites.shortcode import Shortcode, ShortcodeRole
from harness.sites.site_profile import SiteProfile

Said = tuple[str, str | ShortcodeSetting]


def with_shortcodes(site: SiteProfile, said: Mapping[str, str | ShortcodeSetting]) -> SiteProfile:
    """The profile with these shortcodes; the same one for the same settings."""
    return _with(site, tuple(sorted(said.items(), key=lambda one: one[0])))


@lru_cache(maxsize=64)
def _with(site: SiteProfile, said: tuple[Said, ...]) -> SiteProfile:
    templates = {name: template for name, one in said if (template := _template(one)) is not None}
    others = {
        name: _shortcode(one) for name, one in said if isinstance(one, ShortcodeSetting) and name not in templates
    }
    return site.extended(values=templates, shortcodes=others)


def _template(said: str | ShortcodeSetting) -> str | None:
    """Of a value; ``None`` for a shortcode of another role."""
    if isinstance(said, str):
        return said
    return said.template if said.role is ShortcodeRole.VALUE else None


def _shortcode(said: ShortcodeSetting) -> Shortcode:
    """With the arguments that the settings name, and for those that they do not, such as are usual for the role."""
    role = said.role
    usual = BY_ROLE.get(role, Shortcode(role=role))
    arguments = ("group", "label", "value", "syntax", "file")
    named: dict[str, Any] = {name: (value,) for name in arguments if (value := getattr(said, name))}
    if role in FILES and (said.file or said.folders):
        usual = FILES[role]
    if said.folders:
        named["folders"] = said.folders
    return replace(usual, **named, usual_syntax=said.usual_syntax)
