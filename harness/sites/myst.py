"""Sphinx with MyST, which writes Sphinx's directives in Markdown."""

from typing import Final

from harness.sites.container_roles import Containers
from harness.sites.plain import PLAIN
from harness.sites.site_profile import Sign

_FOLDERS: Final = ("", "source/", "docs/", "doc/", "docs/source/", "doc/source/")
CONFIG_FILES: Final = tuple(f"{folder}conf.py" for folder in _FOLDERS)
MYST: Final = PLAIN.extended(
    name="myst",
    signs=(Sign(paths=CONFIG_FILES, says=r"\bmyst[_-](?:parser|nb)\b"),),
    config_files=CONFIG_FILES,
    public_folder="",
    page_sign=r"^(?:`{3,}|:{3,})\{(?:code-block|literalinclude|tab-set)\}",
    containers=frozenset({Containers.DIRECTIVES}),
)
