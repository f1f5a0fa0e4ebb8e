"""Variables whose values a page expects its reader to have found out elsewhere."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from harness.capability import Capability
from harness.plan.overrides.override import OverrideTable
from harness.plan.step import PagePlan, Role, Step
from harness.plan.unknown_variable import unknown_variables
from harness.settings import Settings

Planner = Callable[..., PagePlan]
ASK_A, ASK_B = "kubectl get a", 'echo "$A:1"'


def page(*commands: str, heading: str = "") -> str:
    blocks = [f"{{{{< text bash >}}}}\n$ {command}\n{{{{< /text >}}}}" for command in commands]
    return "\n".join([*blocks[:-1], heading, blocks[-1]])


def steps(plan: PagePlan) -> list[Step]:
    return list(plan.variants[0].steps)


@pytest.mark.parametrize(
    ("commands", "run"),
    [
        pytest.param(["echo 1", "echo $A"], ["echo 1", ASK_A, "echo $A"], id="in front of the first reading"),
        pytest.param(["echo $A", "echo $A"], [ASK_A, "echo $A", "echo $A"], id="once"),
        pytest.param(["A=1", "echo $A"], ["A=1", "echo $A"], id="what the page sets is not asked for"),
        pytest.param(["echo ${A:-1}"], ["echo ${A:-1}"], id="what can be missing is not asked for"),
        pytest.param(["echo $B"], [ASK_A, ASK_B, "echo $B"], id="what its own command reads comes first"),
        pytest.param(["echo $A", "echo $B"], [ASK_A, "echo $A", ASK_B, "echo $B"], id="and is known then"),
        pytest.param(["A=2", "echo $B"], ["A=2", ASK_B, "echo $B"], id="unless the page sets that"),
        pytest.param(["echo $B $A"], [ASK_A, ASK_B, "echo $B $A"], id="in whatever order they are read"),
        pytest.param(["echo $C"], ["echo $C"], id="nobody knows"),
        pytest.param(["unset A", "echo $A"], ["unset A", ASK_A, "echo $A"], id="unset"),
    ],
)
def test_what_is_asked_for_when(plan: Planner, commands: list[str], run: list[str]) -> None:
    settings = Settings(variables_from={"A": ASK_A, "B": ASK_B})
    texts = [command.text for step in steps(plan(page(*commands), settings=settings)) for command in step.commands]
    names = {ASK_A: "A", ASK_B: "B"}
    assert texts == [f'{names[text]}="$({text})" && export {names[text]}' if text in names else text for text in run]


def test_the_step_says_whose_value_it_is_and_waits_for_it(plan: Planner) -> None:
    asked, _ = steps(plan(page("echo $A", heading="## Title"), settings=Settings(variables_from={"A": ASK_A})))
    assert (asked.id, asked.role, asked.added) == ("title_1.value_of_A", Role.PAGE, True)
    [command] = asked.commands
    assert command.settles == ("A",)
    assert command.retry > 0


@pytest.mark.parametrize(
    ("said", "table", "asked"),
    [
        pytest.param({}, {}, True, id="what is known of the site"),
        pytest.param({"INGRESS_HOST": ""}, {}, False, id="not with these settings"),
        pytest.param({}, {"INGRESS_HOST": ""}, False, id="not on this page"),
        pytest.param({"INGRESS_HOST": ""}, {"INGRESS_HOST": "echo 1"}, True, id="the plan file wins"),
    ],
)
def test_who_says_how(plan: Planner, said: Mapping[str, str], table: Mapping[str, str], *, asked: bool) -> None:
    made = plan(
        page("echo $INGRESS_HOST"),
        OverrideTable(variables_from=table),
        settings=Settings(site="istio_io", variables_from=said),
    )
    assert len(steps(made)) == 1 + asked


def test_a_variable_with_a_value_is_not_asked_for(plan: Planner) -> None:
    made = plan(page("echo $A"), OverrideTable(variables={"A": "1"}, variables_from={"A": ASK_A}))
    assert len(steps(made)) == 1


def test_what_only_the_site_knows_is_still_a_finding(plan: Planner) -> None:
    """A page that misspells where it sets INGRESS_HOST must not hide behind the profile."""
    made = plan(page("export INGRESS_HOTS=1", "echo $INGRESS_HOST"), settings=Settings(site="istio_io"))
    assert [each.name for each in unknown_variables(made, ())] == ["INGRESS_HOST"]
    said = Settings(site="istio_io", variables_from={"INGRESS_HOST": "echo 1"})
    assert unknown_variables(plan(page("echo $INGRESS_HOST"), settings=said), ()) == ()


def test_another_site_asks_for_nothing(plan: Planner) -> None:
    made = plan(page("echo $INGRESS_HOST"), settings=replace(Settings(), site="plain"))
    assert len(steps(made)) == 1


@pytest.mark.parametrize(
    ("command", "needs"),
    [
        pytest.param("curl http://$B/", {Capability.API, Capability.LB_ADDRESS, Capability.LB_TRAFFIC}, id="traffic"),
        pytest.param("echo $B", {Capability.API, Capability.LB_ADDRESS}, id="the address alone"),
    ],
)
def test_asking_needs_what_the_reader_needs(plan: Planner, command: str, needs: set[Capability]) -> None:
    """Where no traffic gets there, nobody has to know the address."""
    said = {"A": "kubectl get svc a -o jsonpath='{.status.loadBalancer.ingress[0].ip}'", "B": 'echo "$A:1"'}
    *asked, _ = steps(plan(page(command), settings=Settings(variables_from=said)))
    assert [step.asks for step in asked] == ["A", "B"]
    assert [step.needs >= needs - {Capability.API} for step in asked] == [True, True]
    assert all((Capability.LB_TRAFFIC in step.needs) is (Capability.LB_TRAFFIC in needs) for step in asked)
