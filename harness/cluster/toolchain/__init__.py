"""Programs that clusters and pages need: found, downloaded and verified, or built from Go modules; each only once.

``versions.toml`` and the wrapper modules below ``modules/`` are package data, because an installed package must be able
to build what it needs; the repository's own ``tools/`` holds what only the repository needs.
"""

from harness.cluster.toolchain.toolchain import Got, Toolchain, ToolchainOptions
from harness.cluster.toolchain.tools import EMBEDDED, TOOLS

__all__ = ["EMBEDDED", "TOOLS", "Got", "Toolchain", "ToolchainOptions"]
