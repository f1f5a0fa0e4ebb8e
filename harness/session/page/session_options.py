"""How a page is run."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from harness.capability import Capability, Fidelity
from harness.plan.step import Command
from harness.session.page.chart_copies import NO_COPIES, ChartCopies
from harness.settings.tolerance import Tolerances


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOptions:
    """How a page is run. ``capabilities`` are the fleet's, all NONE without one; ``rules`` ``None`` means every one.

    ``stand_ins`` are patterns of images that do not hold what those of their names do; ``charts`` are copies of Helm
    repositories that may lack versions.
    """

    capabilities: Mapping[Capability, Fidelity] = field(default_factory=dict)
    rules: Tolerances | None = None
    strict: bool = False
    stop_page: bool = False
    dry_run: bool = False  # change nothing but the page's own folders
    stand_ins: tuple[str, ...] = ()
    charts: ChartCopies = NO_COPIES

    def lacking(self, command: Command) -> frozenset[Capability]:
        """What a command needs and the fleet does not have, or only simulates in a strict run."""
        least = Fidelity.REAL if self.strict else Fidelity.SIMULATED
        return frozenset(need for need in command.needs if self.capabilities.get(need, Fidelity.NONE) < least)
