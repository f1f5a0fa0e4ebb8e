"""Projects without pages: their tests do not notice the plugin."""

import json
import re
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
WRITES_FACTS = """
import gc, json, os, signal

FACTS = {"collecting": None, "running": None}

def pytest_itemcollected(item):
    FACTS["collecting"] = gc.isenabled()

def pytest_runtest_setup(item):
    FACTS["running"] = gc.isenabled(), gc.get_freeze_count()

def pytest_sessionfinish(session):
    config = session.config
    distributed = config.pluginmanager.getplugin("dsession")
    FACTS["scheduler"] = type(distributed.sched).__name__ if distributed else None
    FACTS["options"] = [config.getoption(name, None) for name in ("dist", "loadgroup", "loadscopereorder")]
    FACTS["markers"] = config.getini("markers")
    FACTS["terminated"] = str(signal.getsignal(signal.SIGTERM))
    with open(f"facts-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}.json", "w") as file:
        json.dump(FACTS, file)
"""
CHANGING = re.compile(
    r"^plugins: .*\n|^(cachedir|rootdir): .*\n"  # names what is installed
    r"|^\S+::\S+ ?\n"  # with workers, a test that began while no other one ended
    r"|\[gw\d\]|\[ *\d+%\]|=+| in \d+\.\d+s( \(.*\))?",  # who was quicker, and how quick
    re.MULTILINE,
)
LIGHT = {
    "harness",
    "harness.source",  # how names of pages end
    "harness.duration",  # a table of units, for two options
    *("harness.lazy_exports", "harness.settings", "harness.settings.search"),  # whether settings ask for all pages
    *("harness.extensions", "harness.extensions.installed"),  # whether packages say otherwise which pages are tested
    *(
        f"harness.plugin{name}"
        for name in ("", ".all_pages", ".closing", ".hooks", ".link_loop", ".options", ".recorder", ".tested_page")
    ),
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


@pytest.fixture
def foreign(site: Any) -> Any:
    """A project with modules, a text that another plugin takes for tests, and Markdown that is no page."""
    site.file("conftest.py", WRITES_FACTS)
    site.file("test_sums.py", "def test_sum():\n    assert 1 + 1 == 2\n\ndef test_other():\n    assert 1 + 1 == 3\n")
    site.file("text.md", ">>> 1 + 1\n2\n")
    site.file("README.md", "# A project\n\n```bash\nfalse\n```\n")
    return site


def seen(result: Any, folder: Path) -> tuple[int, list[str], dict[str, Any]]:
    """What can be seen of a run: its exit status, its lines in any order, and what its processes wrote."""
    facts = {path.name: json.loads(path.read_text()) for path in sorted(folder.glob("facts-*.json"))}
    lines = CHANGING.sub("", result.out + result.err).splitlines()
    return result.status, sorted(line for line in lines if line.strip()), facts


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param((), id="one process"),
        pytest.param(("-n", "2"), id="two workers"),
        pytest.param(("-n", "2", "--dist", "loadgroup"), id="groups"),
        pytest.param(("-n", "2", "--dist", "worksteal"), id="work stealing"),
    ],
)
def test_a_run_without_pages_is_the_same_as_without_the_plugin(foreign: Any, arguments: tuple[str, ...]) -> None:
    arguments = ("--doctest-glob=text.md", *arguments)
    with_plugin = seen(foreign.run_apart(*arguments), foreign.folder)
    without = seen(foreign.run_apart("-p", "no:harness", *arguments), foreign.folder)
    assert with_plugin == without
    assert len(without[2]) == (3 if "-n" in arguments else 1)


@pytest.mark.parametrize(
    ("arguments", "scheduler", "dist"),
    [
        pytest.param((), "PageScheduling", "load", id="what xdist does by itself"),
        pytest.param(("--dist", "loadgroup"), "PageScheduling", "loadgroup", id="groups"),
        pytest.param(("--dist", "loadfile"), "LoadFileScheduling", "loadfile", id="files stay together anyway"),
    ],
)
def test_pages_of_a_run_stay_together(
    foreign: Any, text: Any, arguments: tuple[str, ...], scheduler: str, dist: str
) -> None:
    foreign.page("a.md", text("first", "$ x=1"), text("second", "$ echo $x\n1"))
    _, _, facts = seen(foreign.run_apart("-n", "2", *arguments), foreign.folder)
    main = facts["facts-main.json"]
    assert (main["scheduler"], main["options"][0]) == (scheduler, dist)


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
