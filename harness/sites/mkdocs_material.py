"""MkDocs with the theme Material."""

from dataclasses import replace
from typing import Final

from harness.sites.containers import Containers
from harness.sites.fences import SHOWN
from harness.sites.plain import PLAIN
from harness.sites.profile import Sign

MKDOCS_MATERIAL: Final = PLAIN.extended(
    name="mkdocs_material",
    signs=(Sign(paths=("mkdocs.yml", "mkdocs.yaml")),),
    page_sign=r"""(?m)^[ ]*===[!+]?[ ]+["']""",
    containers=frozenset({Containers.INDENTED}),
    fences=replace(SHOWN, output_classes=frozenset({"no-copy", "no-select"})),
)
