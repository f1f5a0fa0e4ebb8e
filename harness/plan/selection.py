"""Which steps are run when a reader asks for some, and in which order pages are."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from harness.plan.step import PagePlan, Role, Step, VariantPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """A step that is to be run; ``set_up`` ones were not asked for but stand before one that was."""

    step: Step
    set_up: bool


def selected_steps(path: VariantPlan, ids: Collection[str]) -> tuple[Selected, ...]:
    """The steps asked for, what stands before the last of them, and all cleanup, which always runs."""
    asked = [index for index, step in enumerate(path.steps) if step.id in ids]
    last = max(asked, default=-1)
    return tuple(
        Selected(step=step, set_up=step.id not in ids)
        for index, step in enumerate(path.steps)
        if index <= last or (asked and step.role is Role.CLEANUP)
    )


def in_order(plans: Iterable[PagePlan]) -> tuple[PagePlan, ...]:
    """Pages without clusters first, as they tell soonest; a page that others name in ``before`` comes before them."""
    given = sorted(plans, key=needs_clusters)  # stable: otherwise in the order given
    by_path = {plan.page.path: plan for plan in given}
    ordered: dict[Path, PagePlan] = {}
    for plan in given:
        add(plan, by_path, ordered, frozenset())
    return tuple(ordered.values())


def add(
    plan: PagePlan, by_path: Mapping[Path, PagePlan], ordered: dict[Path, PagePlan], waiting: frozenset[Path]
) -> None:
    """Put a page behind those it waits for; one that waits for itself is left where it is."""
    path = plan.page.path
    if path in ordered or path in waiting:
        return
    for other in plan.before:
        if other in by_path:
            add(by_path[other], by_path, ordered, waiting | {path})
    ordered[path] = plan


def needs_clusters(plan: PagePlan) -> bool:
    return any(path.needs.clusters for path in plan.variants)
