"""What a page stands on: its groups, their keys, and what runs of them on a fleet that has some already."""

from dataclasses import replace
from pathlib import Path

import pytest

from harness.cluster.fleet.failed_layers import FailedLayers
from harness.errors import PrerequisiteError
from harness.match.verdict import CommandResult, Failure, Outcome, Verdict
from harness.parse.parser import parse_page
from harness.plan.overrides.override import Overrides
from harness.plan.page_plan import plan_page
from harness.plan.step import Step, VariantPlan
from harness.session.start_state import StartState, bring_about, require_makeable, start_state
from harness.settings import Settings
from harness.settings.prerequisite_table import PrerequisiteSetting

SETTINGS = Settings(
    site="plain",
    prerequisites={
        "base": PrerequisiteSetting(links=("/docs/base/",), before=("kubectl create ns base", "export BASE=1")),
        "shop": PrerequisiteSetting(links=("/docs/shop/",), before=("kubectl create ns shop",), after=("kubectl x",)),
    },
)


def variant(*links: str) -> VariantPlan:
    steps = "".join(f"* Install [it](/docs/{one}/).\n" for one in links)
    text = f"## Before you begin\n\n{steps}\n## Use\n\n```console\n$ kubectl get pods\n```\n"
    page = parse_page(text, path=Path("docs/a.md"))
    return plan_page(page, SETTINGS, overrides=Overrides()).variants[0]


def state(*links: str) -> StartState:
    return start_state(variant(*links), {"kubernetes": "1"})


def test_a_chain_that_begins_alike_shares_its_first_layers() -> None:
    both, base = state("base", "shop"), state("base")
    assert [group.name for group in both.groups] == ["base", "shop"]
    assert both.keys[0] == base.keys[0] != both.keys[1]
    assert start_state(variant("base"), {"kubernetes": "2"}).keys != base.keys


def test_the_page_is_what_is_left() -> None:
    assert [step.prepares for step in state("base", "shop").rest.steps] == [""]
    assert state().groups == ()
    assert state().rest == variant()


def ran(
    state: StartState, at: str, root: Path, *, fails: str = "", failure: Failure = Failure.STATUS
) -> tuple[list[str], list[str]]:
    commands: list[str] = []
    kept: list[str] = []
    outcome = Outcome.ERROR if failure is Failure.INFRASTRUCTURE else Outcome.FAILED

    def run(step: Step) -> Verdict:
        texts = [command.text for command in step.commands]
        commands.extend(texts)
        bad = fails in texts
        why = failure if bad else None
        results = tuple(CommandResult(command=one, output=None, note="no", failure=why) for one in step.commands)
        passed = outcome if bad else Outcome.PASSED
        return Verdict(step=step, variant="", outcome=passed, sentence="no", failure=why, results=results)

    failed = FailedLayers(root=root, run="run-1-2.00")
    excused: list[str] = []
    bring_about(
        state,
        at,
        run=run,
        excuse=lambda step, reason: excused.append(reason),
        remember=lambda key, name: kept.append(key),
        failed=failed,
    )
    assert bool(excused) == (failure is Failure.INFRASTRUCTURE)
    return commands, kept


def test_all_is_made_on_a_new_fleet(tmp_path: Path) -> None:
    one = state("base", "shop")
    assert ran(one, "", tmp_path) == (
        ["kubectl create ns base", "export BASE=1", "kubectl create ns shop"],
        list(one.keys),
    )


def test_on_a_layer_only_the_shell_is_brought_up_to_it(tmp_path: Path) -> None:
    one = state("base", "shop")
    assert ran(one, one.keys[0], tmp_path) == (["export BASE=1", "kubectl create ns shop"], [one.keys[1]])
    assert ran(one, one.keys[1], tmp_path) == (["export BASE=1"], [])


def test_what_fails_is_told_with_its_line_once(tmp_path: Path) -> None:
    one = state("base", "shop")
    with pytest.raises(PrerequisiteError, match=r"docs/a\.md:4") as first:
        ran(one, "", tmp_path, fails="kubectl create ns shop")
    assert not first.value.known
    failed = FailedLayers(root=tmp_path, run="run-1-2.00")
    require_makeable(state("base"), failed)
    with pytest.raises(PrerequisiteError) as later:
        require_makeable(replace(one), failed)
    assert later.value.known


def test_what_only_this_machine_lacks_keeps_nothing_else_from_being_made(tmp_path: Path) -> None:
    one = state("base", "shop")
    commands, kept = ran(one, "", tmp_path, fails="kubectl create ns base", failure=Failure.INFRASTRUCTURE)
    assert commands == ["kubectl create ns base", "export BASE=1", "kubectl create ns shop"]
    assert kept == list(one.keys)


def test_commands_with_sources_of_this_machine_make_the_same_layers() -> None:
    one = state("base")
    steps = [replace(step, commands=()) for step in one.path.steps]
    other = one.with_steps(steps)
    assert other.keys == one.keys
    assert [step.commands for step in other.path.steps] == [(), ()]
