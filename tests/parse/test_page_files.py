"""Which files are pages, and folders in which there are none."""

from pathlib import Path

import pytest

from harness.errors import SettingsError
from harness.parse.page_files import find_pages


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("text\n")


def test_pages_are_found_in_order_and_hidden_folders_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "b.md", "a/c.mdx", "a/.git/d.md", "notes.txt")
    assert [str(page.relative_to(tmp_path)) for page in find_pages([tmp_path])] == ["a/c.mdx", "b.md"]


def test_folders_without_pages_of_the_site_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "b.md", "archetypes/e.md", "a/node_modules/f/README.md", "_includes/a/g.md")
    assert list(find_pages([tmp_path])) == [tmp_path / "b.md"]
    assert list(find_pages([tmp_path / "archetypes/e.md"])) == [tmp_path / "archetypes/e.md"]


def test_a_file_that_is_named_is_taken_whatever_its_name(tmp_path: Path) -> None:
    write(tmp_path, "page.markdown")
    assert list(find_pages([tmp_path / "page.markdown"])) == [tmp_path / "page.markdown"]


@pytest.mark.parametrize(
    "files",
    [
        pytest.param((), id="empty"),
        pytest.param(("notes.txt", ".hidden/page.md"), id="only other files"),
        pytest.param(("index.rst",), id="pages that are not read"),
    ],
)
def test_a_folder_without_pages_is_an_error(tmp_path: Path, files: tuple[str, ...]) -> None:
    write(tmp_path, *files)
    with pytest.raises(SettingsError, match=str(tmp_path)):
        list(find_pages([tmp_path]))


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="none"):
        list(find_pages([tmp_path / "none"]))
