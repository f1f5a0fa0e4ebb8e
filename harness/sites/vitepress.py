"""VitePress: Markdown with groups of fences, and lines that show files."""

from typing import Final

from harness.sites.plain import PLAIN
from harness.sites.site_profile import Sign

CONFIG_FILES: Final = tuple(
    f"{folder}.vitepress/config.{ending}" for folder in ("", "docs/") for ending in ("ts", "mts", "js", "mjs")
)
VITEPRESS: Final = PLAIN.extended(
    name="vitepress",
    signs=(Sign(paths=CONFIG_FILES),),
    config_files=CONFIG_FILES,
    public_folder="public",
    navigation=CONFIG_FILES,
)
