from collections.abc import Callable

import pytest

from harness.parse.page import Page
from harness.plan.overrides.override import VariantsOverride
from harness.plan.variants.variant_choice import chosen_variants

TABSETS = (("install-type-cluster-1", "iop helm"), ("install-type-cluster-2", "iop helm"), ("os", "plain secure"))


@pytest.fixture
def tabbed(page: Callable[[str], Page]) -> Page:
    lines = []
    for category, values in TABSETS:
        lines.append(f'{{{{< tabset category-name="{category}" >}}}}')
        for value in values.split():
            lines += [f'{{{{< tab name="{value}" category-value="{value}" >}}}}', "{{< text bash >}}"]
            lines += [f"$ echo {value}", "{{< /text >}}", "{{< /tab >}}"]
        lines.append("{{< /tabset >}}")
    return page("\n".join(lines))


@pytest.mark.parametrize(
    ("selectors", "names"),
    [
        pytest.param([], ["iop+plain", "helm+secure"], id="all"),
        pytest.param(["helm"], ["helm+secure"], id="a value"),
        pytest.param(["helm+secure"], ["helm+secure"], id="a name"),
        pytest.param(["install=helm"], ["helm+secure"], id="a word of the category"),
        pytest.param(["cluster-2-install=iop"], ["iop+plain"], id="words of the category in any order"),
        pytest.param(["helm", "iop"], ["helm+secure", "iop+plain"], id="several, in the order asked for"),
        pytest.param(["helm", "secure"], ["helm+secure"], id="each once"),
        pytest.param(["helm,plain"], ["helm+plain"], id="a combination that no path has is made"),
        pytest.param(["os=plain+install=helm"], ["plain+helm"], id="with categories"),
        pytest.param(["gateway-api"], ["iop+plain", "helm+secure"], id="meant for other pages"),
        pytest.param(["os=helm"], ["iop+plain", "helm+secure"], id="another category"),
        pytest.param(["gateway-api", "helm"], ["helm+secure"], id="one for other pages, one for this"),
    ],
)
def test_selectors(tabbed: Page, selectors: list[str], names: list[str]) -> None:
    assert [each.name for each in chosen_variants(tabbed, VariantsOverride(), selectors)] == names


@pytest.mark.parametrize(
    ("said", "names"),
    [
        pytest.param(VariantsOverride(only=("helm",)), ["helm+secure"], id="only"),
        pytest.param(VariantsOverride(exclude=("helm",)), ["iop+plain"], id="exclude"),
        pytest.param(VariantsOverride(only=("iop",), exclude=("iop",)), [], id="nothing left"),
        pytest.param(VariantsOverride(named={"both": ("helm", "plain")}), ["both"], id="named stand in for inferred"),
        pytest.param(
            VariantsOverride(named={"a": ("iop",), "b": ("helm",)}, exclude=("b",)), ["a"], id="by their names"
        ),
    ],
)
def test_overrides(tabbed: Page, said: VariantsOverride, names: list[str]) -> None:
    assert [each.name for each in chosen_variants(tabbed, said, ())] == names


def test_the_command_line_chooses_among_what_overrides_leave(tabbed: Page) -> None:
    said = VariantsOverride(named={"both": ("helm", "plain"), "other": ("iop", "secure")})
    assert [each.name for each in chosen_variants(tabbed, said, ["helm"])] == ["both"]


def test_a_page_without_tabs_is_run_whatever_is_selected(page: Callable[[str], Page]) -> None:
    assert [each.name for each in chosen_variants(page("text"), VariantsOverride(), ["helm"])] == [""]
