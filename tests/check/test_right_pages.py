"""Pages of many sorts in which nothing is wrong: no error and no warning."""

import re
from pathlib import Path

import pytest

from harness.diagnostic import Severity
from harness.session.checking import check
from harness.session.site import Site

TEXT = Path(__file__).with_name("right_pages.txt").read_text(encoding="utf-8")
PAGES = dict(re.findall(r"^@@ (\S+)\n(.*?)(?=^@@ |\Z)", TEXT, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_reported(tmp_path: Path, name: str) -> None:
    page, site = tmp_path / "page.md", Site(settings_file=None, plan_files=False)
    page.write_text(f"---\ntitle: Page\ntest: yes\n---\n\n{PAGES[name]}", encoding="utf-8")

    found = check(site.plan(page), site.settings(page))

    assert [str(each) for each in found if each.severity is not Severity.NOTE] == []
