"""Projects without pages: their tests do not notice the plugin."""

import json
from pathlib import Path
from typing import Any

import pytest

import harness.plugin.hooks

PRINTS_MODULES = """
import json, sys

def pytest_unconfigure():
    heavy = {"harness", "kubernetes", "pexpect", "rich"}
    loaded = sorted(name for name in sys.modules if name.partition(".")[0] in heavy)
    with open("modules.json", "w") as file:
        json.dump(loaded, file)
"""
LIGHT = {
    "harness",
    *(f"harness.plugin{name}" for name in ("", ".hooks", ".options", ".recorder", ".scheduling")),
}


@pytest.fixture
def modules(site: Any) -> Path:
    """Where a run writes which modules it has read."""
    site.file("conftest.py", PRINTS_MODULES)
    site.file("test_sums.py", "def test_sum():\n    assert 1 + 1 == 2\n")
    path: Path = site.folder / "modules.json"
    return path


@pytest.mark.parametrize("arguments", [(), ("-n", "1")], ids=["one process", "a worker"])
def test_other_projects_pay_nothing(site: Any, text: Any, modules: Path, arguments: tuple[str, ...]) -> None:
    site.page("README.md", text("shown", "$ false"), head="weight: 1")
    result = site.run_apart(*arguments)
    assert result.status == 0
    assert "documentation" not in result.out
    loaded = json.loads(modules.read_text())
    assert [name for name in loaded if name not in LIGHT] == []


def test_every_hook_is_registered() -> None:
    written = {name for name in vars(harness.plugin.hooks) if name.startswith("pytest_")}
    assert written == set(harness.plugin.__all__)


@pytest.mark.parametrize("arguments", [(), ("-n", "1")], ids=["one process", "a worker"])
def test_garbage_is_collected_again_once_pages_are_read(site: Any, text: Any, arguments: tuple[str, ...]) -> None:
    site.page("a.md", text("shown", "$ true"))
    site.file("test_gc.py", "import gc\n\ndef test_gc():\n    assert gc.isenabled() and gc.get_freeze_count()\n")
    assert site.run_apart(*arguments).status == 0


def test_pages_and_other_tests_in_one_run(site: Any, text: Any, modules: Path) -> None:
    site.page("a.md", text("shown", "$ true"))
    result = site.run()
    assert result.status == 0
    assert result.out.index("test_sums.py::test_sum PASSED") < result.out.index("a.md::check PASSED")
    assert "3 passed" in result.out


def test_a_failure_of_other_tests_is_no_infrastructure(site: Any, text: Any) -> None:
    site.file("test_sums.py", "def test_sum():\n    assert 1 + 1 == 3\n")
    site.page("a.md", text("first", "$ kubectl get pods"))
    result = site.run("--provider", "none")
    assert result.words == {"a.md::check": "PASSED", "a.md::first": "ERROR"}
    assert result.status == pytest.ExitCode.TESTS_FAILED
