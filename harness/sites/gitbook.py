"""GitBook: Markdown with blocks between tags, such as ``{% tabs %}`` and ``{% code title="oven.yaml" %}``."""

from typing import Final

from harness.sites.container_roles import Containers
from harness.sites.plain import PLAIN
from harness.sites.site_profile import Sign

CONFIG_FILES: Final = (".gitbook.yaml", "book.json")
GITBOOK: Final = PLAIN.extended(
    name="gitbook",
    signs=(
        Sign(
            paths=(*CONFIG_FILES, "SUMMARY.md"),
            says=r"^(?:root|structure|redirects)\s*:|^\s*\"(?:gitbook|plugins)\"\s*:|^# Table of contents\s*\n+\* \[",
        ),
    ),
    public_folder=".gitbook/assets",
    page_sign=r"^\{% (?:hint style=|code title=|content-ref |stepper )",
    containers=frozenset({Containers.MARKS}),
)
