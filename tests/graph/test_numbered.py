"""Series that pages tell by their numbers and links."""

from pathlib import Path

import pytest

from harness.graph.edge import Why, edges_of
from harness.graph.tree import SiteTree


@pytest.mark.parametrize(
    ("pages", "before"),
    [
        pytest.param(
            {"01-mix.md": "[Next](02-bake.md)", "02-bake.md": ""}, "01-mix.md", id="the one before links here"
        ),
        pytest.param({"01-mix.md": "", "02-bake.md": "[Back](01-mix.md)"}, "01-mix.md", id="this one links there"),
        pytest.param(
            {"mix.md": "# Part 1: Mix", "bake.md": "# Part 2: Bake\n\n[Part 1](mix.md)"}, "mix.md", id="by titles"
        ),
        pytest.param(
            {"bread-part-1.md": "", "bread-part-2.md": "[Back](bread-part-1.md)"}, "bread-part-1.md", id="at the end"
        ),
        pytest.param({"step1/index.md": "", "step2/index.md": "[Back](../step1/)"}, "step1/index.md", id="folders"),
        pytest.param({"01-mix.md": "", "02-bake.md": ""}, None, id="numbers without a link"),
        pytest.param({"mix.md": "", "bake.md": "See [mix](mix.md)"}, None, id="a link without numbers"),
        pytest.param({"01-mix.md": "", "03-bake.md": "[Back](01-mix.md)"}, None, id="a gap"),
        pytest.param({"v1.md": "", "v2.md": "Changes since [v1](v1.md)"}, None, id="versions"),
        pytest.param({"01-mix.md": "[Next](02-bake.md)"}, None, id="the first one"),
    ],
)
def test_the_page_before(tmp_path: Path, pages: dict[str, str], before: str | None) -> None:
    for name, text in pages.items():
        file = tmp_path / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{text}\n", encoding="utf-8")
    last = tmp_path / "docs" / list(pages)[-1]
    found = [one.page for one in edges_of(last, SiteTree()) if one.why is Why.ORDER]
    assert found == ([] if before is None else [tmp_path / "docs" / before])
