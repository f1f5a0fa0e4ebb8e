"""Every hook that built-in parts and plug-ins implement. Each returns a sequence of values with a ``name``."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pluggy

from harness.extensions.installed import GROUP

if TYPE_CHECKING:
    from harness.check.rule import Family
    from harness.cluster.provider_entry import ProviderEntry
    from harness.match.matchers import NamedMatcher
    from harness.programs.program_profile import KnownProgram
    from harness.report.writer import ReportWriter
    from harness.settings.tolerance import Tolerance
    from harness.sites.site_profile import SiteProfile

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@hookspec
def harness_providers() -> "Sequence[ProviderEntry]":  # type: ignore[empty-body]
    """Where clusters can come from. ``--provider NAME`` and ``[cluster] provider`` take the names."""


@hookspec
def harness_sites() -> "Sequence[SiteProfile]":  # type: ignore[empty-body]
    """Kinds of sites, found at a site's root before the built-in ones; ``site`` in the settings takes the names."""


@hookspec
def harness_tolerances() -> "Sequence[Tolerance]":  # type: ignore[empty-body]
    """Rules of comparison that hold beside the built-in ones; ``[tolerances]`` switches them off by name."""


@hookspec
def harness_matchers() -> "Sequence[NamedMatcher]":  # type: ignore[empty-body]
    """Ways to compare an output as a whole; plan files and the front matter of pages name them."""


@hookspec
def harness_rules() -> "Sequence[Family]":  # type: ignore[empty-body]
    """Families of rules that ``harness check`` looks for; ``[[rules]]`` names their codes."""


@hookspec
def harness_programs() -> "Sequence[KnownProgram]":  # type: ignore[empty-body]
    """What programs do that pages call: serve, watch, ask, edit; by which lines they say that they failed."""


@hookspec
def harness_reports() -> "Sequence[ReportWriter]":  # type: ignore[empty-body]
    """Reports that ``--report-dir`` and ``harness merge`` write into their folder."""
