"""What a user can set, in pyproject.toml or harness.toml: read once, checked, passed on as a value."""

from harness.settings.read import read_settings
from harness.settings.sections import Settings

__all__ = ["Settings", "read_settings"]
