from pathlib import Path

import pytest

from harness.check import links
from harness.check.catalogue.catalogue import builtin_catalogue
from harness.check.rule import Subject
from harness.parse.parser import parse_page
from harness.plan.overrides.override import Overrides
from harness.plan.page_plan import plan_page
from harness.settings import Settings


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        pytest.param("See [it](/docs/tasks/bakign/).", "/docs/tasks/baking/", id="a page"),
        pytest.param("See [it](/docs/tasks/baking/).", "", id="a page that is there"),
        pytest.param("See [it](/docs/tasks/sleeping/).", "", id="a page like no other"),
        pytest.param("See [it](other.md).", "", id="a file beside it"),
        pytest.param("See [it](othr.md).", "other.md", id="a file mistyped"),
        pytest.param("![x](ovens.svg)", "oven.svg", id="an image"),
        pytest.param('{{< image link="./oevn.svg" >}}', "./oven.svg", id="an image of a shortcode"),
        pytest.param("See [it](#the-ovne).", "#the-oven", id="an anchor"),
        pytest.param("See [it](#the-oven).", "", id="an anchor that is there"),
        pytest.param("See [it](https://zebra.dev/othr.md).", "", id="another site"),
        pytest.param("```\n[it](othr.md)\n```", "", id="code"),
    ],
)
def test_links(tmp_path: Path, line: str, meant: str) -> None:
    folder = tmp_path / "content/en/docs/tasks"
    (folder / "baking").mkdir(parents=True)
    for name in ("baking/index.md", "other.md", "oven.svg"):
        (folder / name).write_text("")
    page = parse_page(f"## The oven\n{line}\n", path=folder / "page.md")
    plan = plan_page(page, Settings(), overrides=Overrides())
    found = list(links.check(Subject(plan=plan, catalogue=builtin_catalogue())))
    assert [(each.at.line, meant in each.expected) for each in found] == ([(2, True)] if meant else [])
