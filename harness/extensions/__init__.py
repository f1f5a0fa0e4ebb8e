"""Where the harness is extended: hooks of pluggy, kept by built-in parts and by packages of others alike.

A package names a module under the entry point group ``docs_harness``; its functions marked ``hookimpl`` return what it
adds. ``hooks.py`` lists every hook with what it takes.
"""

from typing import TYPE_CHECKING

from harness.lazy_exports import lazily

if TYPE_CHECKING:
    from harness.extensions.hooks import hookimpl
    from harness.extensions.installed import GROUP

__all__ = ["GROUP", "hookimpl"]

# What looks for plug-ins does not need pluggy before it has found one.
__getattr__ = lazily(__name__, {"GROUP": "installed", "hookimpl": "hooks"})
