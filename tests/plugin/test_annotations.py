from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from harness.plugin.annotations import place_of


@pytest.mark.parametrize("option", [("--docs-github",), ()], ids=["asked for", "on GitHub"])
def test_failures_are_marked_at_their_lines(
    site: Any, text: Any, monkeypatch: pytest.MonkeyPatch, option: tuple[str, ...]
) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    if not option:
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
    site.page("a.md", text("first", "$ echo one\ntwo"), text("second", "$ ls --revresed"))
    lines = site.run("--provider", "none", *option).out.splitlines()
    marks = [line.partition("::")[2].partition(",col")[0] for line in lines if line.startswith("::")]
    assert marks[:-1] == ["error file=a.md,line=8", "error file=a.md,line=12"]
    about = next(line for line in lines if line.startswith("::notice title="))
    assert "none, no cluster is needed" in about
    assert f"docs-harness {version('docs-harness')}" in about


def test_without_github_nothing_is_marked(site: Any, text: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    site.page("a.md", text("first", "$ false"))
    assert "\n::" not in site.run("--provider", "none").out


def test_the_place_of_a_finding() -> None:
    assert place_of("b/c.md:7 (included at a.md:3)") == (Path("b/c.md"), 7)
