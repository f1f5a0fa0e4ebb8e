from pathlib import Path
from typing import Any

import pytest

from harness.parse.parser import parse_page
from harness.plan.overrides.override import Overrides
from harness.plan.page_plan import plan_page
from harness.session.workspace.linked_folders import links_of
from harness.settings import Settings
from harness.sites.detection import site_of
from harness.sites.istio_io import ISTIO_IO

RELEASE = ISTIO_IO.links["samples"]
TOOLS = ISTIO_IO.links["tools/certs"]
CHARTS = ISTIO_IO.links["manifests"]


@pytest.mark.parametrize(
    ("command", "settings", "links"),
    [
        pytest.param("kubectl apply -f @samples/a.yaml@", {}, {"samples": RELEASE}, id="a page of the site"),
        pytest.param("ls", {}, {}, id="one that needs none"),
        pytest.param("kubectl apply -f samples/a.yaml", {}, {"samples": RELEASE}, id="one that does not mark the file"),
        pytest.param("make -f ../tools/certs/Makefile a", {}, {"tools/certs": TOOLS}, id="from a folder of its own"),
        pytest.param("helm install base ./manifests/charts/base", {}, {"manifests": CHARTS}, id="charts"),
        pytest.param("make -f other/tools/certs/Makefile a", {}, {}, id="tools of something else"),
        pytest.param("mkdir samples && touch samples/a", {}, {}, id="one with samples of its own"),
        pytest.param("cat more/samples/a", {}, {}, id="another folder"),
        pytest.param("kubectl apply -f @samples/a.yaml@", {"site": "plain"}, {}, id="of another site"),
        pytest.param(
            "kubectl apply -f @samples/a.yaml@",
            {"links": {"samples": "/here"}},
            {"samples": "/here"},
            id="settings win",
        ),
        pytest.param("ls", {"links": {"more": "/there"}}, {"more": "/there"}, id="settings alone"),
    ],
)
def test_links(command: str, settings: dict[str, Any], links: dict[str, str]) -> None:
    said = Settings(**settings)
    text = f"{{{{< text bash >}}}}\n$ {command}\n{{{{< /text >}}}}\n"
    page = parse_page(text, path=Path("p.md"), site=site_of(said.site, Path("p.md"), text))
    assert links_of(said, page.site, plan_page(page, said, overrides=Overrides()).variants[0]) == links
