"""One way to get a tool that did not work out, and why: the raw material of ``ToolchainError``."""


class UnavailableError(Exception):
    """A way that is closed; the message says why. The next way is tried, so users see it only when all are closed."""
