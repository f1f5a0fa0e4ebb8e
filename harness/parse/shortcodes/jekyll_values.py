"""Values of a Jekyll site: ``{{ site.version }}`` of ``_config.yml``, ``{{ site.data.oven }}`` of ``_data``."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from harness.parse.shortcodes.layouts import SiteValues, site_table
from harness.parse.shortcodes.macro_language import MacroLanguage
from harness.parse.shortcodes.published_urls import published_urls

_DATA: Final = frozenset({".yml", ".yaml", ".json"})
_ALWAYS: Final = {"baseurl": "", "url": ""}  # where the configuration says nothing


@lru_cache(maxsize=64)
def jekyll_values(config: Path) -> SiteValues:
    """Of the site whose configuration this is; ``SettingsError`` where it, or a file of its data, cannot be read."""
    files = (file for file in sorted(config.parent.glob("_data/*")) if file.suffix in _DATA)
    site = {**_ALWAYS, **{name: value for name, value in _read(config).items() if value is not None}}
    return SiteValues(
        data={"site": {**site, "data": {file.stem: _read(file) for file in files}}, "include": {}},
        macros=MacroLanguage.LIQUID,
        published=published_urls(
            config.read_text(encoding="utf-8", errors="replace"),
            address=f"{str(site['url']).rstrip('/')}/{str(site['baseurl']).strip('/')}",
            folder="",
        ),
    )


def _read(file: Path) -> Any:
    return site_table(file, yaml.safe_load, expected="a YAML file that Jekyll can read")
