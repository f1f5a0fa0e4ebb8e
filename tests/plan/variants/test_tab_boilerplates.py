"""Boilerplates for the readers of one tab."""

from pathlib import Path
from typing import Literal

import pytest

from harness.parse.parser import parse_page
from harness.parse.shortcodes.boilerplate import BoilerplateTexts
from harness.plan.overrides.override import Overrides, OverrideTable, SnippetOverride
from harness.plan.page_plan import plan_page
from harness.settings import Settings

CRDS = "{{< text bash >}}\n$ kubectl get crd\n{{< /text >}}\n"
TABS = """
{{< tabset category-name="config-api" >}}
{{< tab name="Istio" category-value="istio-apis" >}}

{{< text bash >}}
$ echo istio
{{< /text >}}

{{< /tab >}}
{{< tab name="Gateway" category-value="%s" >}}

{{< text bash >}}
$ echo gateway
{{< /text >}}

{{< /tab >}}
{{< /tabset >}}
"""


def test_a_plan_file_may_run_it_all_the_same() -> None:
    known = BoilerplateTexts(texts={"en": {"gateway-api-crds": CRDS}})
    text = f"{{{{< boilerplate gateway-api-crds >}}}}\n{TABS % 'gateway-api'}"
    page = parse_page(text, path=Path("index.md"), boilerplates=known)
    table = OverrideTable(snippets={page.snippets[0].id: SnippetOverride(run=True)})
    plan = plan_page(page, Settings(), overrides=Overrides(table=table))
    assert [path.steps[0].skip for path in plan.variants] == [None, None]


@pytest.mark.parametrize(
    ("boilerplate", "preset", "other", "left_out"),
    [
        pytest.param("gateway-api-crds", "istio.io", "gateway-api", "istio-apis", id="for the other tab's readers"),
        pytest.param("start-shop", "istio.io", "gateway-api", None, id="for everybody"),
        pytest.param("gateway-api-crds", "istio.io", "other", None, id="no tab has its value"),
        pytest.param("gateway-api-crds", "", "gateway-api", None, id="no preset"),
    ],
)
def test_who_runs_it(boilerplate: str, preset: Literal["", "istio.io"], other: str, left_out: str | None) -> None:
    text = f"{{{{< boilerplate {boilerplate} >}}}}\n{TABS % other}"
    known = BoilerplateTexts(texts={"en": {boilerplate: CRDS}})
    page = parse_page(text, path=Path("index.md"), boilerplates=known)
    plan = plan_page(page, Settings(preset=preset), overrides=Overrides())
    skipped = {path.variant.name: path.steps[0].skip for path in plan.variants if path.steps[0].skip}
    reason = f"the boilerplate {boilerplate} is for readers of the tab gateway-api"
    assert skipped == ({left_out: reason} if left_out else {})
