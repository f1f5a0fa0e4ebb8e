"""Where the harness is extended: hooks of pluggy, kept by built-in parts and by packages of others alike.

A package names a module under the entry point group ``docs_harness``; its functions marked ``hookimpl`` return what it
adds. ``hooks.py`` lists every hook with what it takes.
"""

from harness.extensions.hooks import GROUP, hookimpl

__all__ = ["GROUP", "hookimpl"]
