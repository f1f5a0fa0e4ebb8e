"""Paths through a page's alternatives."""

from pathlib import Path

from harness.parse import parse_page
from harness.plan.overrides.override import Overrides
from harness.plan.page_plan import plan_page
from harness.plan.step import PagePlan
from harness.settings.sections import Settings

PAGE = """
If it is on, run:

```bash
echo a
```

Otherwise, run this:

```bash
echo b
```

## GKE

```bash
echo c
```
"""


def planned(text: str, alternatives: str) -> PagePlan:
    page = parse_page(text, path=Path("page.md"))
    return plan_page(page, Settings(pages="all"), overrides=Overrides(), alternatives=alternatives)


def run_on(plan: PagePlan) -> dict[str, list[str]]:
    """By path, the commands that are run."""
    return {
        path.variant.name: [step.snippet.body for step in path.steps if step.skip is None] for path in plan.variants
    }


def test_the_first_is_run() -> None:
    assert run_on(planned(PAGE, "first")) == {"": ["echo a"]}


def test_each_has_a_path_of_its_own() -> None:
    assert run_on(planned(PAGE, "all")) == {"": ["echo a"], "alternative-2": ["echo b"]}


def test_what_is_for_a_platform_that_is_not_here_is_unsupported() -> None:
    steps = planned(PAGE, "first").variants[0].steps
    assert [step.unprovided for step in steps] == [False, False, True]


def test_a_page_without_alternatives_has_its_paths_once() -> None:
    assert list(run_on(planned("```bash\necho a\n```\n", "all"))) == [""]
