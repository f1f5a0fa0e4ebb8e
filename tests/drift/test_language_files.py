"""Files that are languages of one page."""

from pathlib import Path

import pytest

from harness.drift.language_files import language_named, pair


def paths(root: str, *names: str) -> list[Path]:
    return [Path(root, name) for name in names]


def test_the_same_path_below_both_folders() -> None:
    base, other = paths("content/en", "a.md", "b.md"), paths("content/zh", "a.md", "c.md")
    found = pair(Path("content/en"), base, Path("content/zh"), other)
    assert found.pairs == ((base[0], other[0]),)
    assert (found.untranslated, found.alone) == ((base[1],), (other[1],))


def test_languages_side_by_side() -> None:
    pages = paths("docs", "a/index.md", "a/index.zh.md", "b.en.md", "b.uk.md", "v1.2.md")
    found = pair(Path("docs"), pages, Path("docs"), pages)
    assert found.pairs == ((pages[0], pages[1]), (pages[2], pages[3]))
    assert found.alone == ()


def test_two_pages() -> None:
    assert pair(Path("a.md"), [Path("a.md")], Path("b.md"), [Path("b.md")]).pairs == ((Path("a.md"), Path("b.md")),)


@pytest.mark.parametrize(
    ("folder", "page", "language"),
    [("docs/de", "docs/de/a.md", "de"), ("docs", "docs/a.pt-br.md", "pt-br"), ("docs", "docs/a.md", "")],
)
def test_language(folder: str, page: str, language: str) -> None:
    assert language_named(Path(folder), Path(page)) == language
