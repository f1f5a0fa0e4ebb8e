"""Every hook that built-in parts and plug-ins implement. Each returns a sequence of values with a ``name``."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import pluggy

if TYPE_CHECKING:
    from harness.cluster.provider_entry import ProviderEntry

GROUP: Final = "docs_harness"
"""The entry point group of plug-ins, and pluggy's name for the project."""

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@hookspec
def harness_providers() -> "Sequence[ProviderEntry]":  # type: ignore[empty-body]
    """Where clusters can come from. ``--provider NAME`` and ``[cluster] provider`` take the names."""
