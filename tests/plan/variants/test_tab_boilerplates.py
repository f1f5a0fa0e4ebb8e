"""Boilerplates for the readers of one tab."""

from pathlib import Path

import pytest

from harness.parse.parser import parse_page
from harness.parse.shortcodes.boilerplate import BoilerplateTexts
from harness.plan.overrides.override import Overrides, OverrideTable, SnippetOverride
from harness.plan.page_plan import plan_page
from harness.settings import Settings
from harness.sites.istio_io import ISTIO_IO
from harness.sites.plain import PLAIN
from harness.sites.site_profile import SiteProfile

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
    ("boilerplate", "site", "other", "left_out"),
    [
        pytest.param("gateway-api-crds", ISTIO_IO, "gateway-api", "istio-apis", id="for the other tab's readers"),
        pytest.param("start-shop", ISTIO_IO, "gateway-api", None, id="for everybody"),
        pytest.param("gateway-api-crds", ISTIO_IO, "other", None, id="no tab has its value"),
        pytest.param("gateway-api-crds", PLAIN, "gateway-api", None, id="another site"),
    ],
)
def test_who_runs_it(boilerplate: str, site: SiteProfile, other: str, left_out: str | None) -> None:
    text = f"{{{{< boilerplate {boilerplate} >}}}}\n{TABS % other}"
    known = BoilerplateTexts(texts={"en": {boilerplate: CRDS}})
    page = parse_page(text, path=Path("index.md"), boilerplates=known, site=site)
    plan = plan_page(page, Settings(), overrides=Overrides())
    skipped = {path.variant.name: path.steps[0].skip for path in plan.variants if path.steps[0].skip}
    reason = f"the boilerplate {boilerplate} is for readers of the tab gateway-api"
    assert skipped == ({left_out: reason} if left_out else {})
