# ruff: noqa: RUF001 - other languages have letters of their own
"""Blocks that are for readers of one tab, by the text above them."""

from pathlib import Path

import pytest

from harness.parse import parse_page
from harness.plan.variants.tab_condition import for_another_tab, tabs_meant
from harness.plan.variants.variant import paths_of as all_paths

TABS = """
{{< tabset category-name="api" >}}
{{< tab name="Istio APIs" category-value="istio" >}}
{{< text bash >}}
$ one
{{< /text >}}
{{< /tab >}}
{{< tab name="Gateway API" category-value="gateway" >}}
If you use the `Gateway API`, do this too:

{{< text bash >}}
$ two
{{< /text >}}
{{< /tab >}}
{{< /tabset >}}
"""


def paths_of(text: str) -> dict[str, bool]:
    """By path, whether the first block of a page with such tabs is on it."""
    page = parse_page(f"{text}\n\n```bash\n$ first\n```\n{TABS}", path=Path("page.md"))
    meant, first = tabs_meant(page), page.snippets[0].id
    return {one.name: for_another_tab(meant, first, one) is None for one in all_paths(page).variants}


@pytest.mark.parametrize(
    "text",
    [
        "If you are going to use the `Gateway API` instructions, you can install less:",
        "If you use the Gateway API, run:",
        "Install it. When you choose **Gateway API**, run:",
        "如果您打算使用 `Gateway API`，运行：",
        "Якщо ви використовуєте `Gateway API`, виконайте:",
    ],
)
def test_for_the_tab_that_a_condition_names(text: str) -> None:
    assert paths_of(text) == {"istio": False, "gateway": True}


@pytest.mark.parametrize(
    "text",
    [
        "Install the Gateway API:",
        "If you have it, the Gateway API is there:",
        "If you do not use the Gateway API, run:",
        "If you use the Istio APIs or the Gateway API, run:",
        "If your cluster is new, run:",
    ],
)
def test_else_for_all(text: str) -> None:
    assert paths_of(text) == {"istio": True, "gateway": True}


@pytest.mark.parametrize(
    ("cleanup", "runs"),
    [
        pytest.param("$ kubectl delete -f two.yaml", {"istio": False, "gateway": True}, id="what one tab makes"),
        pytest.param("$ kubectl delete -f all.yaml", {"istio": True, "gateway": True}, id="what both make"),
        pytest.param("$ kubectl delete -f two.yaml -f all.yaml", {"istio": True, "gateway": True}, id="and more"),
        pytest.param("$ kubectl delete -f other.yaml", {"istio": True, "gateway": True}, id="what nobody makes"),
    ],
)
def test_cleaning_up_what_is_made_in_a_tab(cleanup: str, runs: dict[str, bool]) -> None:
    apply = "$ kubectl apply -f all.yaml\n$ kubectl apply -f"
    tabs = TABS.replace("$ one", f"{apply} one.yaml").replace("$ two", f"{apply} two.yaml")
    page = parse_page(f"{tabs}\n## Cleanup\n\n```bash\n{cleanup}\n```\n", path=Path("page.md"))
    meant, last = tabs_meant(page), page.snippets[-1].id
    assert {one.name: for_another_tab(meant, last, one) is None for one in all_paths(page).variants} == runs


def test_what_is_in_a_tab_is_not_asked() -> None:
    page = parse_page(TABS, path=Path("page.md"))
    assert tabs_meant(page) == {}
