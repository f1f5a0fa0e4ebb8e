from pathlib import Path

import pytest

from harness.snips.layout import Layout

SITE = Path("/site")
CONTENT = (SITE / "docs", SITE / "docs/special")


@pytest.mark.parametrize(
    ("page", "bundled", "beside"),
    [
        pytest.param("docs/a/index.md", "a.sh", "a/snips.sh", id="a bundle"),
        pytest.param("docs/a/index.zh.md", "a.zh.sh", "a/snips.zh.sh", id="its translation"),
        pytest.param("docs/a/_index.md", "a.sh", "a/snips.sh", id="a section"),
        pytest.param("docs/a/b.md", "a/b.sh", "a/b_snips.sh", id="a file"),
        pytest.param("docs/a/b.zh.md", "a/b.zh.sh", "a/b.zh_snips.sh", id="a translated file"),
        pytest.param("docs/_index.md", "index.sh", "snips.sh", id="the first page of all"),
        pytest.param("docs/v1.2/index.md", "v1.2.sh", "v1.2/snips.sh", id="a dot in a bundle's name"),
        pytest.param("docs/special/a/index.md", "a.sh", "a/snips.sh", id="content in content"),
        pytest.param("more/a/index.md", "more/a.sh", "more/a/snips.sh", id="outside all content"),
    ],
)
def test_files_mirror_the_tree_of_pages(page: str, bundled: str, beside: str) -> None:
    out = Path("/out")
    layout = Layout(root=SITE, content=CONTENT, out=out)
    assert layout.bundled(SITE / page) == out / bundled
    assert layout.beside(SITE / page) == out / beside


@pytest.mark.parametrize(
    ("page", "file"),
    [
        pytest.param("docs/a/index.md", "docs/a/snips.sh", id="a bundle"),
        pytest.param("docs/a/b.md", "docs/a/b_snips.sh", id="a file"),
    ],
)
def test_files_beside_their_pages(page: str, file: str) -> None:
    layout = Layout(root=SITE, content=CONTENT)
    assert layout.bundled(SITE / page) == SITE / file
    assert layout.beside(SITE / page) == SITE / file


def test_a_page_elsewhere_goes_by_its_name() -> None:
    assert Layout(root=SITE, out=Path("out")).bundled(Path("/elsewhere/a.md")) == Path("out/a.sh")


@pytest.mark.parametrize(
    "page", [Path("docs/a/index.md"), Path("docs/a/index.md").absolute()], ids=["relative", "absolute"]
)
def test_relative_and_absolute_paths_mean_the_same(page: Path) -> None:
    layout = Layout(root=Path.cwd(), content=(Path("docs"),), out=Path("snippets"))
    assert layout.bundled(page) == Path("snippets/a.sh")
    assert layout.source(page) == "docs/a/index.md"


def test_a_source_leads_back_to_its_page() -> None:
    layout = Layout(root=SITE)
    assert layout.page(layout.source(SITE / "docs/a/index.md")) == SITE / "docs/a/index.md"
