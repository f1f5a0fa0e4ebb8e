"""The toolchain as settings describe it."""

import os
from pathlib import Path

from harness.cluster.toolchain import TOOLS, Toolchain, ToolchainOptions
from harness.settings import Settings

APPLICATION = "docs-harness"


def toolchain_of(settings: Settings) -> Toolchain:
    """``[tool.harness.tools]`` maps a tool to a path (it has a slash) or a part of the toolchain to a version."""
    paths = {name: settings.resolve(text) for name, text in settings.tools.items() if name in TOOLS and "/" in text}
    versions = {name: text for name, text in settings.tools.items() if name not in paths}
    given = settings.toolchain
    options = ToolchainOptions(paths=paths, versions=versions, mirrors=given.mirrors, downloads=given.downloads)
    return Toolchain(cache_folder(), options)


def cache_folder() -> Path:
    """Where what is expensive is kept: the user's cache folder."""
    import platformdirs  # noqa: PLC0415 - not needed to list pages

    return Path(platformdirs.user_cache_dir(APPLICATION))


def fleets_folder() -> Path:
    """Where fleets live: the user's state folder, so that a next run finds what a killed one left."""
    import platformdirs  # noqa: PLC0415 - not needed to list pages

    return Path(os.environ.get("HARNESS_FLEETS") or platformdirs.user_state_dir(APPLICATION)) / "fleets"


def evidence_folder() -> Path:
    """Where what clusters say of failures goes when no report folder is given; a next run writes over it."""
    return fleets_folder().with_name("evidence")
