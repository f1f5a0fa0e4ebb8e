"""What a user can set, in pyproject.toml or harness.toml: read once, checked, passed on as a value."""

from typing import TYPE_CHECKING

from harness.lazy_exports import lazily

if TYPE_CHECKING:
    from harness.settings.sections import Settings
    from harness.settings.settings_file import read_settings

__all__ = ["Settings", "read_settings"]

# A site's profile needs single values of this package, and not the reader of settings.
__getattr__ = lazily(__name__, {"Settings": "sections", "read_settings": "settings_file"})
