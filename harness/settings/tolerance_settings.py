"""``[tolerances]``: rules of comparison switched off, and rules that are patterns of one's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from harness.settings.build import Builder
from harness.settings.constraint import NewShape, Problem
from harness.settings.open_table import OTHER_KEYS
from harness.settings.tolerance import Tolerance, known_tolerances


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomTolerance:
    """``[[tolerances.custom]]``: two texts that ``pattern`` matches agree. Reports say ``name``."""

    name: str
    pattern: Annotated[str, NewShape()]
    accepts: str = ""

    @property
    def rule(self) -> Tolerance:
        return Tolerance(name=self.name, accepts=self.accepts, pattern=self.pattern)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToleranceSettings:
    """``switched`` says of rules by name whether they hold; all do that it does not name."""

    switched: Mapping[str, bool] = field(default_factory=dict, metadata=OTHER_KEYS)
    custom: tuple[CustomTolerance, ...] = ()

    @property
    def added(self) -> tuple[Tolerance, ...]:
        return tuple(one.rule for one in self.custom)


def require_known(settings: ToleranceSettings, builder: Builder, keys: Sequence[str]) -> None:
    """Raises ``SettingsError`` for a new rule whose name is taken and for a name that no rule has.

    ``keys`` are where the table is. Plug-ins are looked for only if there is something to look up.
    """
    if not settings.custom and not settings.switched:
        return
    known = dict(known_tolerances())
    for number, added in enumerate(settings.custom):
        if added.name in known:
            problem = Problem(
                f"there is a rule {added.name!r} already", "a name of its own for each rule", "choose another name"
            )
            raise builder.refused(problem, (*keys, "custom", number, "name"))
        known[added.name] = added.rule
    for name in settings.switched:
        if name not in known:
            raise builder.unknown(name, list(known), tuple(keys))
