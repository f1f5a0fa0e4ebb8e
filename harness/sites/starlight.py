"""Starlight, the theme for documentation of Astro: Markdown with elements (MDX), tabs among them."""

from typing import Final

from harness.sites.docusaurus import DOCUSAURUS
from harness.sites.front_matter_keys import FrontMatterKeys
from harness.sites.site_profile import Sign

CONFIG_FILES: Final = tuple(f"astro.config.{ending}" for ending in ("mjs", "ts", "js", "mts"))
STARLIGHT: Final = DOCUSAURUS.extended(
    name="starlight",
    signs=(Sign(paths=CONFIG_FILES, says="starlight"),),
    config_files=CONFIG_FILES,
    navigation=CONFIG_FILES,
    public_folder="public",
    front_matter=FrontMatterKeys(weight=("sidebar.order",)),
    page_sign=r"^import .* from ['\"]@astrojs/",
)
