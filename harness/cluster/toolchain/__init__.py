"""Programs that clusters and pages need: found, downloaded and verified, or built from Go modules; each only once."""

from harness.cluster.toolchain.toolchain import Got, Toolchain, ToolchainOptions
from harness.cluster.toolchain.tools import EMBEDDED, TOOLS

__all__ = ["EMBEDDED", "TOOLS", "Got", "Toolchain", "ToolchainOptions"]
