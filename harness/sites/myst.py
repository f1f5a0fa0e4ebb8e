"""Sphinx with MyST, which writes Sphinx's directives in Markdown."""

from typing import Final

from harness.sites.container_roles import Containers
from harness.sites.plain import PLAIN
from harness.sites.site_profile import Sign

_FOLDERS: Final = ("", "source/", "docs/", "doc/", "docs/source/", "doc/source/")
MYST: Final = PLAIN.extended(
    name="myst",
    signs=(Sign(paths=tuple(f"{folder}conf.py" for folder in _FOLDERS), says=r"\bmyst[_-](?:parser|nb)\b"),),
    page_sign=r"^(?:`{3,}|:{3,})\{(?:code-block|literalinclude|tab-set)\}",
    containers=frozenset({Containers.DIRECTIVES}),
)
