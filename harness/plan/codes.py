"""Every diagnostic that planning a page can give beyond the checks' own: its code, how much it matters, its meaning."""

from typing import Final

from harness.diagnostic import Severity
from harness.parse.codes import Code, codes_in

BAD_OVERRIDE: Final = Code(
    "bad-override", Severity.ERROR, "What the page's front matter says under `harness` makes no sense."
)
UNREACHED_TAB: Final = Code("unreached-tab", Severity.WARNING, "No path through the page takes a tab.")
UNREAD_PAGE: Final = Code(
    "unread-page", Severity.ERROR, "None of a page's blocks is run, because an error keeps it from being read."
)
OTHER_MACHINE: Final = Code(
    "other-machine", Severity.NOTE, "A path takes a tab for another system, shell or processor, so it is not run here."
)
IGNORE_WITHOUT_REASON: Final = Code(
    "ignore-without-reason", Severity.WARNING, "A finding is ignored without a reason why it is none."
)
UNUSED_IGNORE: Final = Code("unused-ignore", Severity.WARNING, "An ignore that ignores no finding.")
PLAN_CODES: Final = tuple(codes_in(globals()).values())
