"""Names of matchers, as plan files may use them: the matchers themselves belong to a later stage."""

from dataclasses import dataclass
from typing import Annotated, Final

from harness.settings.constraint import Problem
from harness.suggest import nearest

BUILT_IN_MATCHERS: Final = (
    *("contains", "elided", "exact", "first-line", "json", "lines", "listing", "log", "regex", "table", "tolerant"),
    "yaml",
)
"""Known without looking for plug-ins; a test holds them against the matchers."""


@dataclass(frozen=True, slots=True)
class KnownMatcher:
    """The name of a built-in matcher or of one that a plug-in adds."""

    def problem(self, value: str) -> Problem | None:
        if value in BUILT_IN_MATCHERS:
            return None
        from harness.extensions.manager import contributions  # noqa: PLC0415 - only for a name that is not built in

        known = contributions("harness_matchers")
        if value in known:
            return None
        near = nearest(value, known)
        return Problem(
            f"there is no matcher {value!r}", f"one of {', '.join(known)}", f"did you mean '{near}'?" if near else ""
        )


MatcherName = Annotated[str, KnownMatcher()]
