"""Nextra, the theme for documentation of Next.js: Markdown with elements (MDX), tabs among them."""

from typing import Final

from harness.sites.docusaurus import DOCUSAURUS
from harness.sites.front_matter_keys import FrontMatterKeys
from harness.sites.site_profile import Sign

CONFIG_FILES: Final = tuple(f"next.config.{ending}" for ending in ("mjs", "js", "ts", "cjs"))
NEXTRA: Final = DOCUSAURUS.extended(
    name="nextra",
    signs=(Sign(paths=CONFIG_FILES, says=r"\bnextra\b"),),
    config_files=CONFIG_FILES,
    navigation=(),
    public_folder="public",
    front_matter=FrontMatterKeys(),
    page_sign=r"^import .* from ['\"]nextra(?:-theme-docs)?/components['\"]",
)
