from pathlib import Path

import pytest

from harness.snips.layout import Layout

SITE = Path("/site")
CONTENT = (SITE / "docs", SITE / "docs/special")


@pytest.mark.parametrize(
    ("page", "bundled", "beside"),
    [
        pytest.param("docs/a/index.md", "a.sh", "a/snips.sh", id="a bundle"),
        pytest.param("docs/a/_index.md", "a.sh", "a/snips.sh", id="a section"),
        pytest.param("docs/a/b.md", "a/b.sh", "a/b_snips.sh", id="a file"),
        pytest.param("docs/_index.md", "index.sh", "snips.sh", id="the first page of all"),
        pytest.param("docs/v1.2/index.md", "v1.2.sh", "v1.2/snips.sh", id="a dot in a bundle's name"),
        pytest.param("docs/special/a/index.md", "a.sh", "a/snips.sh", id="content in content"),
        pytest.param("more/a/index.md", "more/a.sh", "more/a/snips.sh", id="outside all content"),
    ],
)
def test_files_mirror_the_tree_of_pages(page: str, bundled: str, beside: str) -> None:
    out = Path("/out")
    layout = Layout(root=SITE, content=CONTENT, out=out)
    assert layout.bundled(SITE / page, "en") == out / bundled
    assert layout.beside(SITE / page) == out / beside


@pytest.mark.parametrize(
    ("page", "bundled", "beside"),
    [
        pytest.param("docs/a/index.zh.md", "a.zh.sh", "a/snips.zh.sh", id="beside the original"),
        pytest.param("docs/a/b.zh.md", "a/b.zh.sh", "a/b.zh_snips.sh", id="beside the original file"),
        pytest.param("docs/special/a/index.md", "a.zh.sh", "a/snips.sh", id="in a folder of its own"),
        pytest.param("docs/special/b.md", "b.zh.sh", "b_snips.sh", id="a file in a folder of its own"),
    ],
)
def test_translations_never_take_the_place_of_the_original(page: str, bundled: str, beside: str) -> None:
    out = Path("/out")
    layout = Layout(root=SITE, content=CONTENT, out=out)
    assert layout.bundled(SITE / page, "zh") == out / bundled
    assert layout.beside(SITE / page) == out / beside


@pytest.mark.parametrize(
    ("page", "file"),
    [
        pytest.param("/site/docs/a/index.md", "a.sh", id="below the first folder of the root"),
        pytest.param("/site/index.md", "index.sh", id="in the root"),
        pytest.param("/site/content/en/docs/a/index.md", "docs/a.sh", id="in Hugo's folder"),
        pytest.param("/other/content/en/docs/a/index.md", "docs/a.sh", id="in Hugo's folder of another site"),
        pytest.param("/given/a/index.md", "a.sh", id="in a folder that the user named"),
        pytest.param("/elsewhere/a/b.md", "b.sh", id="anywhere else"),
    ],
)
def test_without_settings_the_tree_is_found(page: str, file: str) -> None:
    layout = Layout(root=SITE, given=(Path("/given"),), out=Path("/out"))
    assert layout.bundled(Path(page), "en") == Path("/out") / file


@pytest.mark.parametrize(
    ("page", "file"),
    [
        pytest.param("docs/a/index.md", "docs/a/snips.sh", id="a bundle"),
        pytest.param("docs/a/b.md", "docs/a/b_snips.sh", id="a file"),
    ],
)
def test_files_beside_their_pages(page: str, file: str) -> None:
    layout = Layout(root=SITE, content=CONTENT)
    assert layout.bundled(SITE / page, "en") == SITE / file
    assert layout.beside(SITE / page) == SITE / file


@pytest.mark.parametrize(
    "page", [Path("docs/a/index.md"), Path("docs/a/index.md").absolute()], ids=["relative", "absolute"]
)
def test_relative_and_absolute_paths_mean_the_same(page: Path) -> None:
    layout = Layout(root=Path.cwd(), content=(Path("docs"),), out=Path("snippets"))
    assert layout.bundled(page, "en") == Path("snippets/a.sh")
    assert layout.source(page) == "docs/a/index.md"


def test_a_source_leads_back_to_its_page() -> None:
    layout = Layout(root=SITE)
    assert layout.page(layout.source(SITE / "docs/a/index.md")) == SITE / "docs/a/index.md"
