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
        pytest.param(
            {"tutorial/mix.md": "# 1. Mix", "tutorial/bake.md": "# 2. Bake"}, "tutorial/mix.md", id="of a tutorial"
        ),
        pytest.param({"tutorials/1-mix.md": "", "tutorials/2-bake.md": ""}, None, id="of several tutorials"),
        pytest.param({"mix.md": "", "bake.md": "See [mix](mix.md)"}, None, id="a link without numbers"),
        pytest.param({"01-mix.md": "", "03-bake.md": "[Back](01-mix.md)"}, None, id="a gap"),
        pytest.param({"v1.md": "", "v2.md": "Changes since [v1](v1.md)"}, None, id="versions"),
        pytest.param({"01-mix.md": "[Next](02-bake.md)"}, None, id="the first one"),
    ],
)
def test_the_page_before_by_number(tmp_path: Path, pages: dict[str, str], before: str | None) -> None:
    assert found_before(tmp_path, pages, Why.ORDER) == before


@pytest.mark.parametrize(
    ("pages", "before"),
    [
        pytest.param({"mix.md": "Next: [Bake](bake.md)", "bake.md": ""}, "mix.md", id="next, a colon"),
        pytest.param({"mix.md": "**Next up:** [Bake](bake.md)", "bake.md": ""}, "mix.md", id="next up"),
        pytest.param({"mix.md": "[Next step →](bake.md)", "bake.md": ""}, "mix.md", id="in the link"),
        pytest.param({"mix.md": "[Home](../README.md) | [Next](bake.md)", "bake.md": ""}, "mix.md", id="behind others"),
        pytest.param({"mix.md": "", "bake.md": "[Previous](mix.md) | [Next](eat.md)"}, "mix.md", id="previous"),
        pytest.param({"mix.md": "", "bake.md": "Previous page: [Mix][1]\n\n[1]: mix.md"}, "mix.md", id="by reference"),
        pytest.param({"mix.md": "下一步:[烘焙](bake.md)", "bake.md": ""}, "mix.md", id="Chinese"),
        pytest.param({"mix.md": "Next, [bake](bake.md) it.", "bake.md": ""}, None, id="a sentence"),
        pytest.param({"mix.md": "## Next steps\n\n- [Bake](bake.md)", "bake.md": ""}, None, id="what else there is"),
        pytest.param({"v1.md": "", "v2.md": "Previous versions: [1](v1.md)"}, None, id="versions"),
        pytest.param({"bake.md": "[Previous](https://example.com/mix.md)"}, None, id="elsewhere"),
    ],
)
def test_the_page_before_by_links_that_turn_the_page(tmp_path: Path, pages: dict[str, str], before: str | None) -> None:
    assert found_before(tmp_path, pages, Why.TURNING) == before


def found_before(tmp_path: Path, pages: dict[str, str], why: Why) -> str | None:
    """What stands before the last one of some pages for this reason."""
    docs = tmp_path / "docs"
    for name, text in pages.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(f"{text}\n", encoding="utf-8")
    found = [one.page for one in edges_of(docs / list(pages)[-1], SiteTree()) if one.why is why]
    assert len(found) < 2
    return next((str(one.relative_to(docs)) for one in found if one is not None), None)
