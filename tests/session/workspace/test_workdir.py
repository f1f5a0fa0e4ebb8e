"""The folders that a page runs in, and copies of scripts that can be executed."""

import os
from pathlib import Path

import pytest

from harness.errors import SettingsError
from harness.session.workspace.workdir import make_workspace, with_executable_scripts

GIT = Path(".config/git/config")


def test_readers_have_their_contexts_where_kubectl_looks_for_them(tmp_path: Path) -> None:
    (tmp_path / "kubeconfig").write_text("contexts\n")
    workspace = make_workspace(tmp_path, "shop", {}, kubeconfig=tmp_path / "kubeconfig")
    assert (workspace.home / ".kube/config").read_text() == "contexts\n"
    workspace.remove()
    assert (tmp_path / "kubeconfig").exists()


def test_a_workspace_has_a_home_and_a_working_directory_with_links(tmp_path: Path) -> None:
    samples = tmp_path / "samples"
    samples.mkdir()
    (samples / "shop.yaml").write_text("kind: Shop")
    workspace = make_workspace(tmp_path, "shop", {"samples": samples, "deep/in/shop.yaml": samples / "shop.yaml"})
    assert [path.relative_to(workspace.home) for path in workspace.home.rglob("*") if path.is_file()] == [GIT]
    assert (workspace.workdir / "samples" / "shop.yaml").read_text() == "kind: Shop"
    assert (workspace.workdir / "deep" / "in" / "shop.yaml").read_text() == "kind: Shop"
    workspace.remove()
    assert list(tmp_path.iterdir()) == [samples]
    assert (samples / "shop.yaml").is_file()


def test_a_link_that_leads_nowhere_is_a_mistake_in_the_settings(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        make_workspace(tmp_path, "shop", {"samples": tmp_path / "nowhere"})
    assert str(caught.value) == (
        f"the link 'samples' leads to {tmp_path}/nowhere, which does not exist\n"
        "  expected: a file or folder\n"
        "  to fix:   correct [tool.harness.links]"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder as module caches have them: read-only, and no script can be executed."""
    folder = tmp_path / "module" / "samples"
    (folder / "shop").mkdir(parents=True)
    (folder / "shop" / "open.sh").write_text("#!/bin/sh\necho open\n")
    (folder / "shop" / "shop.yaml").write_text("kind: Shop\n")
    for path in (folder / "shop" / "open.sh", folder / "shop" / "shop.yaml"):
        path.chmod(0o444)
    (folder / "shop").chmod(0o555)
    return folder


def test_scripts_are_made_executable_in_a_copy(source: Path, tmp_path: Path) -> None:
    copy = with_executable_scripts(source, tmp_path / "cache")
    assert copy == tmp_path / "cache" / "samples"
    assert os.access(copy / "shop" / "open.sh", os.X_OK)
    assert not (copy / "shop" / "shop.yaml").stat().st_mode & 0o111
    assert source.joinpath("shop", "open.sh").stat().st_mode & 0o777 == 0o444
    assert list((tmp_path / "cache").iterdir()) == [copy]


def test_a_copy_is_made_once(source: Path, tmp_path: Path) -> None:
    copy = with_executable_scripts(source, tmp_path / "cache")
    made = (copy / "shop" / "open.sh").stat().st_mtime_ns
    assert with_executable_scripts(source, tmp_path / "cache") == copy
    assert (copy / "shop" / "open.sh").stat().st_mtime_ns == made


def test_what_can_be_executed_already_is_used_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "samples"
    folder.mkdir()
    (folder / "open.sh").write_text("#!/bin/sh\n")
    (folder / "open.sh").chmod(0o755)
    assert with_executable_scripts(folder, tmp_path / "cache") == folder
    assert with_executable_scripts(folder / "open.sh", tmp_path / "cache") == folder / "open.sh"
