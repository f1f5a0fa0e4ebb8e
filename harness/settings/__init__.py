"""What a user can set, in pyproject.toml or harness.toml: read once, checked, passed on as a value."""

from typing import TYPE_CHECKING

from harness.lazy_exports import lazily

if TYPE_CHECKING:
    from harness.settings.read import read_settings
    from harness.settings.sections import Settings

__all__ = ["Settings", "read_settings"]

# A site's profile needs single values of this package, and not the reader of settings.
__getattr__ = lazily(__name__, {"Settings": "sections", "read_settings": "read"})
