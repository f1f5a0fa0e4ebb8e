"""Files that edits change."""

import subprocess
from pathlib import Path

import pytest

from harness.edit.changes import changes_of, diff, write
from harness.edit.text_edits import EditError
from harness.errors import SettingsError
from harness.fix import Edit
from harness.source import Location


def edit(path: Path, line: int, old: str, new: str) -> Edit:
    return Edit(at=Location(path=path, line=line), old=old, new=new)


def git(folder: Path, *words: str) -> None:
    settings = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    subprocess.run(["git", "-C", str(folder), *settings, *words], check=True, capture_output=True)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.md"
    path.write_bytes(b"one\r\ntwo\r\n")
    path.chmod(0o640)
    return path


def test_a_diff_shows_what_would_be_written(page: Path) -> None:
    shown = diff(changes_of([edit(page, 2, "two", "2")]).changes)
    name = page.as_posix().lstrip("/")
    assert shown == f"--- a/{name}\n+++ b/{name}\n@@ -1,2 +1,2 @@\n one\r\n-two\r\n+2\r\n"
    assert page.read_bytes() == b"one\r\ntwo\r\n"


def test_a_diff_says_that_a_last_line_has_no_end(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("one", encoding="utf-8")
    assert diff(changes_of([edit(page, 1, "one", "1")]).changes).splitlines()[3:] == [
        "-one",
        "\\ No newline at end of file",
        "+1",
        "\\ No newline at end of file",
    ]


def test_only_the_edits_are_written_and_the_mode_stays(page: Path) -> None:
    write(changes_of([edit(page, 1, "one", "1")]).changes)
    assert page.read_bytes() == b"1\r\ntwo\r\n"
    assert page.stat().st_mode & 0o777 == 0o640
    assert list(page.parent.iterdir()) == [page]


def test_one_edit_that_does_not_fit_leaves_its_file_alone_and_no_other(page: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text("x\n", encoding="utf-8")
    changes = changes_of([edit(page, 1, "one", "1"), edit(page, 2, "three", "3"), edit(other, 1, "x", "y")])
    assert [change.path for change in changes.changes] == [other]
    assert len(changes.refused) == 1


def test_a_file_that_changed_meanwhile_is_not_written(page: Path) -> None:
    changes = changes_of([edit(page, 1, "one", "1")]).changes
    page.write_bytes(b"other\r\n")
    with pytest.raises(EditError):
        write(changes)
    assert page.read_bytes() == b"other\r\n"


@pytest.mark.parametrize("state", ["untracked", "changed", "staged"])
def test_what_git_has_no_copy_of_is_written_by_force_only(page: Path, state: str) -> None:
    git(page.parent, "init", "-q")
    if state != "untracked":
        git(page.parent, "add", ".")
        git(page.parent, "commit", "-q", "-m", "pages")
        page.write_bytes(page.read_bytes() + b"three\r\n")
    if state == "staged":
        git(page.parent, "add", ".")
    changes = changes_of([edit(page, 1, "one", "1")]).changes
    before = page.read_bytes()
    with pytest.raises(SettingsError):
        write(changes)
    assert page.read_bytes() == before
    write(changes, force=True)
    assert page.read_bytes().startswith(b"1\r\n")


def test_what_is_committed_is_written(page: Path) -> None:
    git(page.parent, "init", "-q")
    git(page.parent, "add", ".")
    git(page.parent, "commit", "-q", "-m", "pages")
    write(changes_of([edit(page, 1, "one", "1")]).changes)
    assert page.read_bytes().startswith(b"1\r\n")
