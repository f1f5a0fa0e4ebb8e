"""MkDocs with the theme Material."""

from dataclasses import replace
from typing import Final

from harness.sites.container_roles import Containers
from harness.sites.fences import SHOWN
from harness.sites.plain import PLAIN
from harness.sites.site_profile import Sign

CONFIG_FILES: Final = ("mkdocs.yml", "mkdocs.yaml")
MKDOCS_MATERIAL: Final = PLAIN.extended(
    name="mkdocs_material",
    signs=(Sign(paths=CONFIG_FILES),),
    page_sign=r"""^[ ]*===[!+]?[ ]+["']|^[ \t]*-+8<-+(?:[ \t]+["']|$)""",
    containers=frozenset({Containers.INDENTED}),
    config_files=CONFIG_FILES,
    navigation=CONFIG_FILES,
    fences=replace(SHOWN, output_classes=frozenset({"no-copy", "no-select"})),
)
