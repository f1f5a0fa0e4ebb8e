"""How long a page and the whole run may take, as settings say."""

import math
from dataclasses import dataclass

from harness.duration import duration_text
from harness.settings.sections import Timeouts


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """``name`` is that of the setting below ``timeouts``; ``seconds`` are infinite where there is no limit."""

    name: str
    seconds: float = math.inf

    @property
    def used_up(self) -> str:
        return f"{self.name} budget of {duration_text(self.seconds)} used up"


def page_budget(timeouts: Timeouts) -> Budget:
    return Budget(name="page", seconds=timeouts.page or math.inf)


def run_budget(timeouts: Timeouts) -> Budget:
    return Budget(name="run", seconds=timeouts.run or math.inf)


def tightest(timeouts: Timeouts) -> Budget:
    """The smaller of the two: no command can take longer."""
    return min(page_budget(timeouts), run_budget(timeouts), key=lambda one: one.seconds)
