"""Any site that is built with Hugo."""

from typing import Final

from harness.sites.plain import BLOCK, PLAIN
from harness.sites.site_profile import Sign

CONFIG_FILES: Final = tuple(
    f"{folder}{name}.{ending}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for ending in ("toml", "yaml", "yml", "json")
)
HUGO: Final = PLAIN.extended(
    name="hugo",
    containers=frozenset(),
    signs=(Sign(paths=CONFIG_FILES, says=r"(?i)\b(?:baseURL|languageCode|theme|contentDir|module)\b"),),
    shortcodes={"highlight": BLOCK, "codeFromInline": BLOCK},
    values={"param": "{params.$0}", "siteparam": "{params.$0}"},
    config_files=CONFIG_FILES,
)
