"""Folders of runs: what a dead one left is removed, what a living one uses is not."""

import os
import subprocess
import sys
from pathlib import Path

from harness.session.workspace.temporary import make_folder, remove_folder, sweep_folders


def dead_process() -> int:
    """The number of a process that is over."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
        return process.pid


def test_a_folder_says_whose_it_is(tmp_path: Path) -> None:
    folder = make_folder("shop", parent=tmp_path)
    assert folder.is_dir()
    assert folder.name.startswith(f"docs-harness-{os.getpid()}-shop-")


def test_folders_of_the_dead_are_swept(tmp_path: Path) -> None:
    pid = dead_process()
    mine = make_folder("shop", parent=tmp_path)
    left = tmp_path / f"docs-harness-{pid}-shop-x"
    others = [tmp_path / "docs-x", tmp_path / "docs-harness-shop", tmp_path / f"shop-{pid}-x"]
    for folder in (left, *others):
        folder.mkdir()
    (left / "file").write_text("")
    assert sweep_folders(tmp_path) == (left.name,)
    assert sorted(tmp_path.iterdir()) == sorted([mine, *others])


def test_what_only_looks_like_a_folder_stays(tmp_path: Path) -> None:
    pid = dead_process()
    target = tmp_path / "target"
    target.mkdir()
    (tmp_path / f"docs-harness-{pid}-file").write_text("")
    (tmp_path / f"docs-harness-{pid}-link").symlink_to(target)
    assert sweep_folders(tmp_path) == ()
    assert len(list(tmp_path.iterdir())) == 3


def test_read_only_folders_are_removed_and_what_links_lead_to_is_not(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_text("kept")
    folder = make_folder("modules", parent=tmp_path)
    (folder / "locked" / "deep").mkdir(parents=True)
    (folder / "locked" / "deep" / "file").write_text("")
    (folder / "locked" / "link").symlink_to(outside)
    (folder / "locked" / "deep").chmod(0o500)
    (folder / "locked").chmod(0o500)
    remove_folder(folder)
    assert not folder.exists()
    assert (outside / "file").read_text() == "kept"
