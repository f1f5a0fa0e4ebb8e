"""mdBook: Markdown with marks of its preprocessors, for files that are included, and tabs."""

from typing import Final

from harness.sites.container_roles import Containers
from harness.sites.plain import PLAIN
from harness.sites.site_profile import Sign

CONFIG_FILES: Final = ("book.toml",)
MDBOOK: Final = PLAIN.extended(
    name="mdbook",
    signs=(Sign(paths=CONFIG_FILES, says=r"^\s*\[(?:book|output|preprocessor)\b"),),
    config_files=CONFIG_FILES,
    public_folder="src",
    page_sign=r"^[ \t]*\{\{#(?:include|playground|rustdoc_include|tabs?)\b",
    navigation=("SUMMARY.md",),
    containers=frozenset({Containers.DIRECTIVES, Containers.MARKS}),
)
