"""The built-in kinds of sites, as a plug-in would give its own."""

from collections.abc import Sequence

from harness.extensions import hookimpl
from harness.sites.built_in import SITES
from harness.sites.site_profile import SiteProfile


@hookimpl
def harness_sites() -> Sequence[SiteProfile]:
    return SITES
