"""The toolchain as settings describe it."""

from harness.cluster.toolchain import TOOLS, Toolchain, ToolchainOptions
from harness.session.user_folders import cache_folder
from harness.settings import Settings


def toolchain_of(settings: Settings) -> Toolchain:
    """``[tool.harness.tools]`` maps a tool to a path (it has a slash) or a part of the toolchain to a version."""
    paths = {name: settings.resolve(text) for name, text in settings.tools.items() if name in TOOLS and "/" in text}
    versions = {name: text for name, text in settings.tools.items() if name not in paths}
    given = settings.toolchain
    options = ToolchainOptions(paths=paths, versions=versions, mirrors=given.mirrors, downloads=given.downloads)
    return Toolchain(cache_folder(), options)
