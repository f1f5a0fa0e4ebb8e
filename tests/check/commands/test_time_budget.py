from collections.abc import Callable
from pathlib import Path

import pytest

from harness.check.catalogue.catalogue import builtin_catalogue
from harness.check.check_plan import check_plan
from harness.check.commands.time_budget import OVER
from harness.diagnostic import Severity
from harness.parse.parser import parse_page
from harness.plan.overrides.override import Overrides
from harness.plan.page_plan import plan_page
from harness.plan.step import PagePlan
from harness.settings import Settings
from harness.settings.sections import Timeouts

ERROR, WARNING = Severity.ERROR, Severity.WARNING
HOUR = Timeouts(page=3600, run=7200)


def found(plan: PagePlan, timeouts: Timeouts) -> list[tuple[int, Severity]]:
    findings = check_plan(plan, catalogue=builtin_catalogue(), known_variables=frozenset(), timeouts=timeouts)
    return [(one.at.line, one.severity) for one in findings if one.code == OVER.code]


@pytest.mark.parametrize(
    ("commands", "findings"),
    [
        pytest.param("$ sleep 2h", [(5, ERROR)], id="sleeps too long"),
        pytest.param("$ sleep infinity", [(5, ERROR)], id="sleeps for ever"),
        pytest.param("$ bash -c 'sleep 2h'", [(5, ERROR)], id="in a shell"),
        pytest.param("$ kubectl exec a -- sleep 2h", [(5, ERROR)], id="in a pod"),
        pytest.param("$ for i in 1 2; do sleep 2h; done", [(5, ERROR)], id="in a loop"),
        pytest.param("$ sleep 40m\n$ sleep 40m\n$ sleep 1m", [(6, ERROR)], id="too long together"),
        pytest.param("$ kubectl wait --for=condition=Ready pod/a --timeout=2h", [(5, WARNING)], id="may wait too long"),
        pytest.param("$ true || sleep 2h", [(5, WARNING)], id="may sleep too long"),
        pytest.param("$ sleep 30m", [], id="short enough"),
        pytest.param("$ sleep 2h &", [], id="in the background"),
        pytest.param("$ (sleep 2h; echo) &", [], id="a group in the background"),
        pytest.param("$ timeout 5 sleep 2h", [], id="under a time limit"),
        pytest.param("$ echo sleep 2h", [], id="only text"),
        pytest.param("$ kubectl run a --image=b -- sleep 2h", [], id="what a pod runs"),
    ],
)
def test_commands_over_budget(
    plan: Callable[[str], PagePlan], commands: str, findings: list[tuple[int, Severity]]
) -> None:
    assert found(plan(commands), HOUR) == findings


@pytest.mark.parametrize(
    ("timeouts", "findings"),
    [
        pytest.param(Timeouts(page=0, run=0), [], id="no limits"),
        pytest.param(Timeouts(page=0, run=60), [(5, ERROR)], id="the run's"),
        pytest.param(Timeouts(page=60, run=0), [(5, ERROR)], id="the page's"),
        pytest.param(Timeouts(), [(5, ERROR)], id="the defaults"),
    ],
)
def test_budgets(plan: Callable[[str], PagePlan], timeouts: Timeouts, findings: list[tuple[int, Severity]]) -> None:
    assert found(plan("$ sleep 1h"), timeouts) == findings


def test_what_is_not_run_takes_no_time() -> None:
    text = "---\ntitle: Page\n---\n{{< text syntax=bash snip_id=none >}}\n$ sleep 2h\n{{< /text >}}\n"
    page = parse_page(text, path=Path("page.md"))
    assert found(plan_page(page, Settings(), overrides=Overrides()), HOUR) == []
