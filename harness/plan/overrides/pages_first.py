"""Pages that a plan file puts before its own: what they bring with them."""

from harness.diagnostic import Diagnostic, Severity
from harness.plan.overrides.override import Overrides, OverrideTable, with_placeholders
from harness.plan.step import PagePlan


def pages_first(overrides: Overrides) -> list[PagePlan]:
    """The plans of other pages that run before this one."""
    return [each.page for each in overrides.before if each.page is not None]


def errors_of_pages_first(overrides: Overrides) -> list[Diagnostic]:
    """What keeps a page from being run keeps those from it that need it first."""
    return [one for plan in pages_first(overrides) for one in plan.diagnostics if one.severity is Severity.ERROR]


def variables_of(overrides: Overrides) -> dict[str, str]:
    """Templates of a page and of those that run before it."""
    earlier = {name: text for each in pages_first(overrides) for name, text in each.variables.items()}
    return {**earlier, **own_variables(overrides.table)}


def own_variables(table: OverrideTable) -> dict[str, str]:
    """Templates of a page's own."""
    return {**table.variables, **with_placeholders(table.contexts)}
