from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from harness.plan.overrides import OverrideTable
from harness.plan.selection import in_order, selected_steps
from harness.plan.step import Needs, PagePlan, Variant, VariantPlan

PAGE = """
## One

{{< text bash >}}
$ echo 1
{{< /text >}}

{{< text bash >}}
$ echo 2
{{< /text >}}

{{< text bash >}}
$ echo 3
{{< /text >}}

## Cleanup

{{< text bash >}}
$ rm x
{{< /text >}}
"""


@pytest.mark.parametrize(
    ("ids", "selected"),
    [
        pytest.param(["one_2"], ["(one_1)", "one_2", "(cleanup_1)"], id="with what stands before and cleanup"),
        pytest.param(["one_1"], ["one_1", "(cleanup_1)"], id="the first"),
        pytest.param(["one_1", "one_3"], ["one_1", "(one_2)", "one_3", "(cleanup_1)"], id="two with one in between"),
        pytest.param(["cleanup_1"], ["(one_1)", "(one_2)", "(one_3)", "cleanup_1"], id="cleanup itself"),
        pytest.param([], [], id="none"),
        pytest.param(["nobody"], [], id="not on this path"),
    ],
)
def test_selected(plan: Callable[..., PagePlan], ids: list[str], selected: list[str]) -> None:
    steps = selected_steps(plan(PAGE).variants[0], ids)
    assert [f"({each.step.id})" if each.set_up else each.step.id for each in steps] == selected


def test_predecessors(plan: Callable[..., PagePlan]) -> None:
    path = plan(PAGE, OverrideTable(cleanup=("one_1",))).variants[0]
    assert [step.id for step in path.predecessors("one_3")] == ["one_2"]


def page_plan(plan: PagePlan, name: str, *, clusters: int, before: tuple[str, ...] = ()) -> PagePlan:
    path = VariantPlan(variant=Variant(name=""), steps=(), needs=Needs(clusters=clusters))
    page = replace(plan.page, path=Path(name))
    return replace(plan, page=page, variants=(path,), before=tuple(Path(each) for each in before))


def test_order_of_pages(plan: Callable[..., PagePlan]) -> None:
    blank = plan("text")
    pages = [
        page_plan(blank, "a", clusters=1, before=("c", "elsewhere")),
        page_plan(blank, "b", clusters=2),
        page_plan(blank, "c", clusters=2, before=("d",)),
        page_plan(blank, "d", clusters=1, before=("a",)),
        page_plan(blank, "e", clusters=0),
        page_plan(blank, "f", clusters=0),
    ]
    assert [str(each.page.path) for each in in_order(pages)] == ["e", "f", "d", "c", "a", "b"]
