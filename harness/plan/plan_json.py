"""A plan as JSON values, in a shape that stays: whatever changes its meaning gets a new ``version``."""

from typing import Any, Final

from harness.diagnostic import Diagnostic
from harness.json_values import chosen
from harness.plan.step import Command, Needs, PagePlan, Step, VariantPlan
from harness.plan.unread import blockers

VERSION: Final = 1


def plan_to_json(plan: PagePlan) -> dict[str, Any]:
    """What ``harness plan --json`` prints for one page."""
    return {
        "version": VERSION,
        "path": str(plan.page.path),
        "language": plan.page.language,
        "tested": plan.tested,
        "runnable": not blockers(plan),
        "variants": [variant_json(each) for each in plan.variants],
        "unreached": list(plan.unreached),
        "before": [str(path) for path in plan.before],
        "topology": plan.topology or None,
        "variables": dict(plan.variables),
        "boilerplates": list(plan.page.boilerplates),
        "diagnostics": [diagnostic_json(each) for each in plan.diagnostics],
    }


def variant_json(path: VariantPlan) -> dict[str, Any]:
    return {
        "name": path.variant.name,
        **({"elsewhere": path.variant.elsewhere} if path.variant.elsewhere else {}),
        "tabs": {str(tabset): value for tabset, value in path.variant.taken.items()},
        "read_only": path.read_only,
        "needs": needs_json(path.needs),
        "steps": [step_json(each) for each in path.steps],
    }


def needs_json(needs: Needs) -> dict[str, Any]:
    return {
        **chosen(needs, "clusters networks contexts"),
        "tools": sorted(needs.tools),
        "capabilities": sorted(needs.capabilities),
    }


def step_json(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "at": str(step.at),
        **chosen(step, "role added skip"),
        "commands": [command_json(each) for each in step.commands],
    }


def command_json(command: Command) -> dict[str, Any]:
    return {
        "at": str(command.at),
        **chosen(command, "text documented expected matcher effect read_only background stays ports timeout retry"),
        **chosen(command, "expect_failure may_fail answers", reads="variables"),
        **chosen(command, "contexts settles fills"),
        "tools": sorted(command.tools),
        "needs": sorted(command.needs),
        "replaced": [chosen(each, "url source if_unreachable") for each in command.replacements],
        **chosen(command, "skip notes"),
    }


def diagnostic_json(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        **chosen(diagnostic, "code severity"),
        "at": str(diagnostic.at),
        "column": diagnostic.at.column,
        **chosen(diagnostic, "message expected remedy"),
    }
