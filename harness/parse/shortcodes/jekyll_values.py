"""Values of a Jekyll site: ``{{ site.version }}`` of ``_config.yml``, ``{{ site.data.oven }}`` of ``_data``."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from harness.parse.shortcodes.layouts import SiteValues, site_table
from harness.parse.shortcodes.published_urls import published_urls

_DATA: Final = frozenset({".yml", ".yaml", ".json"})


@lru_cache(maxsize=64)
def jekyll_values(config: Path) -> SiteValues:
    """Of the site whose configuration this is; ``SettingsError`` where it, or a file of its data, cannot be read."""
    files = (file for file in sorted(config.parent.glob("_data/*")) if file.suffix in _DATA)
    return SiteValues(
        data={"site": {**_read(config), "data": {file.stem: _read(file) for file in files}}},
        macros=True,
        published=published_urls(config.read_text(encoding="utf-8", errors="replace"), folder=""),
    )


def _read(file: Path) -> Any:
    return site_table(file, yaml.safe_load, expected="a YAML file that Jekyll can read")
