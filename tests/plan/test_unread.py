from dataclasses import replace
from pathlib import Path

import pytest

from harness.errors import SettingsError
from harness.parse.parser import parse_page
from harness.plan.overrides.override import Overrides
from harness.plan.page_plan import plan_page
from harness.plan.plan_json import plan_to_json
from harness.plan.plan_text import plan_lines
from harness.plan.step import PagePlan
from harness.plan.unread import blockers, blocks_of, told_once, unread_page
from harness.session.checking import check
from harness.settings import Settings
from harness.settings.sections import RulesSetting

PAGE = Path("page.md")
STRAY = "{{< text bash >}}\n$ true\n{{< /text >}}\n\n{{< /tip >}}\n\n```bash\ntrue\n```\n"


def planned(text: str) -> PagePlan:
    return plan_page(parse_page(text, path=PAGE), Settings(), overrides=Overrides())


def test_a_page_without_errors_can_be_run() -> None:
    plan = planned("```bash\ntrue\n```\n")
    assert (blockers(plan), unread_page(plan), plan_to_json(plan)["runnable"]) == ((), None, True)


def test_an_unread_page_says_how_many_blocks_and_why() -> None:
    plan = planned(STRAY)
    finding = unread_page(plan)
    assert finding is not None
    assert (finding.code, finding.at.line, blocks_of(plan)) == ("unread-page", 5, 2)
    assert all(part in finding.message for part in ("2 blocks", "stray-close"))
    assert plan_to_json(plan)["runnable"] is False
    assert any("[unread-page]" in line for line in plan_lines(plan))


def test_its_error_says_what_it_means() -> None:
    found = check(planned(STRAY), Settings())
    unread, error = (one for one in found if one.severity == "error")
    (told,) = (one for one in told_once(found) if one.severity == "error")
    assert (unread.code, error.code, unread.remedy) == ("unread-page", "stray-close", "")
    assert (told.code, told.remedy) == ("stray-close", error.remedy)
    assert all(part in told.message for part in ("2 blocks", error.message))


def test_without_its_error_it_is_told_itself() -> None:
    left = [one for one in check(planned(STRAY), Settings()) if one.code != "stray-close"]
    assert [one.code for one in told_once(left) if one.severity == "error"] == ["unread-page"]


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param({"off": ("stray-close",)}, id="switched off"),
        pytest.param({"severity": {"stray-close": "warning"}}, id="lowered"),
    ],
)
def test_rules_do_not_make_a_page_read(rule: dict[str, object]) -> None:
    settings = replace(Settings(), rules=(RulesSetting(**rule),))  # type: ignore[arg-type]
    findings = check(planned(STRAY), settings)
    assert [one.code for one in findings if one.severity == "error"] == ["unread-page"]


def test_the_finding_itself_cannot_be_switched_off() -> None:
    with pytest.raises(SettingsError) as caught:
        check(planned(STRAY), replace(Settings(), rules=(RulesSetting(off=("unread-page",)),)))
    assert "'unread-page'" in str(caught.value)
