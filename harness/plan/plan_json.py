"""A plan as JSON values, in a shape that stays: whatever changes its meaning gets a new ``version``."""

from typing import Any, Final

from harness.diagnostic import Diagnostic
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
        "clusters": needs.clusters,
        "networks": needs.networks,
        "contexts": list(needs.contexts),
        "tools": sorted(needs.tools),
        "capabilities": sorted(needs.capabilities),
    }


def step_json(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "at": str(step.at),
        "role": str(step.role),
        "added": step.added,
        "skip": step.skip,
        "commands": [command_json(each) for each in step.commands],
    }


def command_json(command: Command) -> dict[str, Any]:
    return {
        "at": str(command.at),
        "text": command.text,
        "documented": command.documented,
        "expected": command.expected,
        "matcher": command.matcher,
        "effect": str(command.effect),
        "read_only": command.read_only,
        "background": command.background,
        "stays": None if command.stays is None else str(command.stays),
        "ports": list(command.ports),
        "timeout": command.timeout,
        "retry": command.retry,
        "expect_failure": command.expect_failure,
        "may_fail": command.may_fail,
        "answers": [{"prompt": each.prompt, "reply": each.reply} for each in command.answers],
        "reads": list(command.variables),
        "contexts": list(command.contexts),
        "settles": list(command.settles),
        "fills": list(command.fills),
        "tools": sorted(command.tools),
        "needs": sorted(command.needs),
        "replaced": [
            {"url": each.url, "source": each.source, "if_unreachable": each.if_unreachable}
            for each in command.replacements
        ],
        "skip": command.skip,
        "notes": list(command.notes),
    }


def diagnostic_json(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "at": str(diagnostic.at),
        "column": diagnostic.at.column,
        "message": diagnostic.message,
        "expected": diagnostic.expected,
        "remedy": diagnostic.remedy,
    }
