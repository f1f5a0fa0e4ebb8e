"""Jekyll, which GitHub Pages builds sites with: Markdown with Liquid, whose values are those of ``_config.yml``."""

from typing import Final

from harness.sites.front_matter_keys import FrontMatterKeys
from harness.sites.plain import PLAIN
from harness.sites.site_profile import Sign

CONFIG_FILES: Final = ("_config.yml", "_config.yaml")
JEKYLL: Final = PLAIN.extended(
    name="jekyll",
    signs=(
        Sign(
            paths=CONFIG_FILES,
            says=r"^(?:baseurl|collections|defaults|kramdown|markdown|permalink|plugins|remote_theme|theme)\s*:",
        ),
    ),
    config_files=CONFIG_FILES,
    front_matter=FrontMatterKeys(weight=("nav_order", "weight"), path=("permalink",)),
    partials=("_includes", "_layouts"),
)
