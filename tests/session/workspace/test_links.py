from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from harness.parse.parser import parse_page
from harness.parse.shortcodes import values
from harness.plan import derived_variables
from harness.plan.overrides.override import Overrides
from harness.plan.page_plan import plan_page
from harness.session.workspace.links import PRESETS, links_of
from harness.settings import Settings

RELEASE = PRESETS["istio.io"]["samples"]
TOOLS = PRESETS["istio.io"]["tools/certs"]
CHARTS = PRESETS["istio.io"]["manifests"]


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
        pytest.param("kubectl apply -f @samples/a.yaml@", {"preset": ""}, {}, id="of another site"),
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
    page = parse_page(f"{{{{< text bash >}}}}\n$ {command}\n{{{{< /text >}}}}\n", path=Path("p.md"))
    assert links_of(said, plan_page(page, said, overrides=Overrides()).variants[0]) == links


def test_every_table_has_every_preset() -> None:
    named = set(get_args(get_type_hints(Settings)["preset"]))
    assert set(PRESETS) == set(derived_variables.PRESETS) == set(values.PRESETS) == named
