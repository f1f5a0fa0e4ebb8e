from pathlib import Path

import pytest

from harness.check import links
from harness.check.catalogue.catalogue import builtin_catalogue
from harness.check.commands import data_flow
from harness.check.partial import is_partial
from harness.check.rule import Subject
from harness.parse.parser import parse_page
from harness.plan.overrides.override import Overrides
from harness.plan.page_plan import plan_page
from harness.settings import Settings
from harness.sites.jekyll import JEKYLL


@pytest.mark.parametrize(
    ("path", "partial"),
    [
        ("docs/_includes/steps.md", True),
        ("docs/_steps.mdx", True),
        ("docs/_parts/oven/steps.md", True),
        ("docs/_index.md", False),
        ("docs/steps.md", False),
        ("_work/one/two/three/docs/steps.md", False),
    ],
)
def test_partials(path: str, *, partial: bool) -> None:
    assert is_partial(parse_page("", path=Path(path))) is partial


@pytest.mark.parametrize(("path", "partial"), [("_lessons/oven.md", False), ("_includes/steps.md", True)])
def test_a_collection_of_jekyll_holds_pages(path: str, *, partial: bool) -> None:
    assert is_partial(parse_page("", path=Path(path), site=JEKYLL)) is partial


@pytest.mark.parametrize(("path", "found"), [("docs/_includes/steps.md", 0), ("docs/steps.md", 2)])
def test_only_the_including_page_knows_what_is_around_a_partial(path: str, found: int) -> None:
    page = parse_page("[it](#oven)\n\n```bash\nkubectl get pods -n $OVEN\n```\n", path=Path(path))
    subject = Subject(plan=plan_page(page, Settings(), overrides=Overrides()), catalogue=builtin_catalogue())
    assert len([*links.check(subject), *data_flow.check(subject)]) == found
