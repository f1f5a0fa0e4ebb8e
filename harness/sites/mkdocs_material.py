"""MkDocs with the theme Material."""

from typing import Final

from harness.sites.containers import Containers
from harness.sites.plain import PLAIN
from harness.sites.profile import Sign

MKDOCS_MATERIAL: Final = PLAIN.extended(
    name="mkdocs_material",
    signs=(Sign(paths=("mkdocs.yml", "mkdocs.yaml")),),
    page_sign=r"""(?m)^[ ]*===[!+]?[ ]+["']""",
    containers=frozenset({Containers.INDENTED}),
)
