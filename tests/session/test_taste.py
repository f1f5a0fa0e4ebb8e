"""Matters of taste on sites that care and on others."""

from pathlib import Path

import pytest

from harness.parse.parser import parse_page
from harness.plan.overrides.override import Overrides
from harness.plan.page_plan import plan_page
from harness.session.checking import all_codes, check
from harness.settings import Settings
from harness.settings.sections import RulesSetting
from harness.sites.istio_io import ISTIO_IO
from harness.sites.plain import PLAIN
from harness.sites.site_profile import MATTERS_OF_TASTE, SiteProfile

TEXT = "```bahs\nx\n```\n```bash\nkubectl  get pods\n```\n"


@pytest.mark.parametrize(
    ("site", "rules", "severities"),
    [
        pytest.param(ISTIO_IO, (), {"unknown-syntax": "warning", "double-space": "note"}, id="a site that cares"),
        pytest.param(PLAIN, (), {"unknown-syntax": "note"}, id="another"),
        pytest.param(
            PLAIN,
            (RulesSetting(paths=("*",), on=("double-space", "unknown-syntax")),),
            {"unknown-syntax": "warning", "double-space": "note"},
            id="settings that name them",
        ),
    ],
)
def test_taste(site: SiteProfile, rules: tuple[RulesSetting, ...], severities: dict[str, str]) -> None:
    plan = plan_page(parse_page(TEXT, path=Path("page.md"), site=site), Settings(), overrides=Overrides())
    found = {each.code: str(each.severity) for each in check(plan, Settings(rules=rules))}
    assert {code: found[code] for code in ("unknown-syntax", "double-space") if code in found} == severities


def test_every_matter_of_taste_is_a_code() -> None:
    assert set(all_codes()) >= MATTERS_OF_TASTE
