"""Docusaurus: Markdown with elements (MDX), tabs among them."""

from typing import Final

from harness.sites.container_roles import Containers
from harness.sites.front_matter_keys import FrontMatterKeys
from harness.sites.plain import PLAIN
from harness.sites.site_profile import Sign

CONFIG_FILES: Final = tuple(f"docusaurus.config.{ending}" for ending in ("js", "ts", "mjs", "cjs"))
DOCUSAURUS: Final = PLAIN.extended(
    name="docusaurus",
    signs=(Sign(paths=CONFIG_FILES),),
    config_files=CONFIG_FILES,
    navigation=tuple(f"sidebars.{ending}" for ending in ("js", "ts", "json")),
    page_sign=r"^[ \t]*<Tabs\b|^import .* from ['\"]@(?:theme|site)/",
    containers=frozenset({Containers.ELEMENTS}),
    front_matter=FrontMatterKeys(
        weight=("sidebar_position",), previous=("pagination_prev",), next=("pagination_next",)
    ),
)
