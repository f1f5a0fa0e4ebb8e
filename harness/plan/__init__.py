"""Pages in, plans out: which paths a page has, what is run on each, in which order, and what that needs."""

from typing import TYPE_CHECKING

from harness.public import lazily

if TYPE_CHECKING:
    from harness.plan.override_file import load_overrides
    from harness.plan.overrides import Overrides
    from harness.plan.page_plan import plan_page
    from harness.plan.site import read_site_page

__all__ = ["Overrides", "load_overrides", "plan_page", "read_site_page"]

__getattr__ = lazily(
    __name__,
    {
        "Overrides": "overrides",
        "load_overrides": "override_file",
        "plan_page": "page_plan",
        "read_site_page": "site",
    },
)
