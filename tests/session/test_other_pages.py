"""The other pages of a site, as rules get them."""

from pathlib import Path

import pytest

from harness.plan.site_reading import site_tree
from harness.session.other_pages import OtherPages
from harness.settings import Settings


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for name in ("a.md", "b.md", "tea/c.md", "tea/c.zh.md", "d.mdx"):
        file = tmp_path / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\ntitle: {name}\n---\n")
    return tmp_path / "docs"


def names(page: Path) -> list[str]:
    settings = Settings(root=page.parent)
    found = OtherPages(page=page, tree=site_tree(settings), settings=settings)()
    return [str(one.front_matter.get("title")) for one in found]


@pytest.mark.parametrize(
    ("page", "others"),
    [
        pytest.param("b.md", ["a.md", "d.mdx", "tea/c.md"], id="without itself"),
        pytest.param("tea/c.md", ["a.md", "b.md", "d.mdx"], id="from a folder, without its own translation"),
        pytest.param("tea/c.zh.md", [], id="of a language"),
    ],
)
def test_pages_of_one_language_are_found(docs: Path, page: str, others: list[str]) -> None:
    assert names(docs / page) == others


def test_a_page_that_cannot_be_read_is_left_out(docs: Path) -> None:
    (docs / "b.md").write_bytes(b"\xff\xfe\xff")
    assert names(docs / "a.md") == ["d.mdx", "tea/c.md"]


def test_paths_may_be_relative(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(docs.parent)
    assert names(Path("docs/a.md")) == ["b.md", "d.mdx", "tea/c.md"]
