"""What the text of a page refers to."""

from dataclasses import dataclass

from harness.parse.shortcodes.boilerplate import Boilerplates
from harness.parse.shortcodes.included_file import IncludedFiles
from harness.parse.shortcodes.values import Values
from harness.sites.site_profile import SiteProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a page's text refers to."""

    site: SiteProfile
    values: Values
    boilerplates: Boilerplates
    files: IncludedFiles
    language: str
    base: str
