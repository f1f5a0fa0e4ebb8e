"""Entries of the cache: complete or absent, made once, whatever happens to those who make them."""

import threading
import time
from pathlib import Path

import pytest

from harness.cluster.toolchain.attempt import UnavailableError
from harness.cluster.toolchain.store import Made, Store, copy_source


def test_an_entry_is_made_once(tmp_path: Path, said: list[str]) -> None:
    store, calls = Store(tmp_path), []

    def fill(folder: Path) -> None:
        calls.append(folder)
        (folder / "tool").write_text("a tool")

    first = store.make("tool-1", origin="build", fill=fill, progress=said.append)
    second = store.make("tool-1", origin="build", fill=fill, progress=said.append)
    assert first == second == tmp_path / "tool-1" == store.get("tool-1")
    assert len(calls) == 1
    assert (first / "tool").read_text() == "a tool"
    assert store.made("tool-1") == Made(origin="build", seconds=0.0)


def test_a_failure_leaves_no_entry(tmp_path: Path, said: list[str]) -> None:
    def fill(folder: Path) -> None:
        (folder / "half").write_text("of a tool")
        raise UnavailableError("no network")

    store = Store(tmp_path)
    with pytest.raises(UnavailableError):
        store.make("tool-1", origin="release", fill=fill, progress=said.append)
    assert store.get("tool-1") is None
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []


def test_what_a_killed_process_left_is_removed(tmp_path: Path, said: list[str]) -> None:
    (tmp_path / ".tool-1.new-dead").mkdir()
    (tmp_path / ".tool-1.new-dead" / "half").write_text("of a tool")
    Store(tmp_path).make("tool-1", origin="build", fill=lambda _: None, progress=said.append)
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["tool-1"]


def test_the_second_of_two_waits_and_says_so(tmp_path: Path, said: list[str]) -> None:
    begun, calls = threading.Event(), []

    def slow(folder: Path) -> None:
        calls.append(folder)
        begun.set()
        time.sleep(0.2)

    first = threading.Thread(
        target=lambda: Store(tmp_path).make("tool-1", origin="build", fill=slow, progress=lambda _: None)
    )
    first.start()
    begun.wait(5)
    Store(tmp_path).make("tool-1", origin="build", fill=slow, progress=said.append)
    first.join()
    assert len(calls) == 1
    assert said == ["tool-1: another process is getting it, waiting for that"]


def test_scripts_of_a_read_only_folder_can_be_run_in_its_copy(tmp_path: Path) -> None:
    original = tmp_path / "module"
    (original / "sub").mkdir(parents=True)
    (original / "sub" / "run.sh").write_text("#!/bin/sh\n")
    (original / "data.yaml").write_text("a: 1\n")
    for path in (original / "sub" / "run.sh", original / "data.yaml"):
        path.chmod(0o444)
    copy_source(original, tmp_path / "copy")
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "copy").rglob("*") if path.is_file()}
    assert modes == {"run.sh": 0o755, "data.yaml": 0o644}


def test_a_single_file_is_copied(tmp_path: Path) -> None:
    (tmp_path / "data.yaml").write_text("a: 1\n")
    copy_source(tmp_path / "data.yaml", tmp_path / "copy.yaml")
    assert (tmp_path / "copy.yaml").read_text() == "a: 1\n"
