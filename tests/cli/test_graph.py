"""``harness graph`` on a small site."""

import json
from pathlib import Path

import pytest

from harness.cli.main import main


def write(root: Path, name: str, text: str) -> Path:
    page = root / "content/en/docs" / name / "index.md"
    page.parent.mkdir(parents=True)
    page.write_text(f"---\ntitle: {name}\n---\n{text}")
    return page


def test_pages_and_reasons(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    top = write(tmp_path, "top", "## Before you begin\n\nInstall [it](/docs/base/).\n")
    base = write(tmp_path, "base", "Nothing.\n")
    assert main(["graph", str(tmp_path / "content"), "--json"]) == 0
    pages = {one["page"]: one for one in json.loads(capsys.readouterr().out)["pages"]}
    assert pages[str(top)]["chain"] == [str(base)]
    assert pages[str(base)]["edges"] == []


def test_a_cycle_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "a", "## Before you begin\n\nInstall [it](/docs/b/).\n")
    write(tmp_path, "b", "## Before you begin\n\nInstall [it](/docs/a/).\n")
    assert main(["graph", str(tmp_path / "content")]) == 1
    assert "cycle: " in capsys.readouterr().out


def test_before_in_a_plan_file_is_an_edge(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "harness.toml").write_text("")
    page, base = write(tmp_path, "a", "A\n"), write(tmp_path, "b", "B\n")
    (tmp_path / "plans/docs").mkdir(parents=True)
    (tmp_path / "plans/docs/a.yml").write_text("before: [content/en/docs/b/index.md]\n")
    settings = ["--settings", str(tmp_path / "harness.toml")]
    assert main(["graph", str(page), *settings, "--json"]) == 0
    (first, *_) = json.loads(capsys.readouterr().out)["pages"]
    assert [edge["page"] for edge in first["edges"]] == [str(base)]
