"""Tabs for other machines: who runs them."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from harness.parse.page import TabChoice, Tabset
from harness.parse.parser import parse_page
from harness.plan.overrides.override import Overrides
from harness.plan.page_plan import plan_page
from harness.plan.step import PagePlan
from harness.plan.variants.os_filter import for_another_machine
from harness.plan.variants.variant import paths_of
from harness.settings import Settings
from harness.source import Location

LINUX = frozenset({"linux", "bash", "x86_64", "debian"})


def tabset(labels: Sequence[str]) -> Tabset:
    tabs = tuple(TabChoice(tabset=0, category="t", value=label, name=label) for label in labels)
    return Tabset(index=0, category="t", at=Location(path=Path("p.md"), line=1), tabs=tabs)


def tabs(*labels: str) -> str:
    blocks = "".join(
        f'{{{{% tab name="{label}" %}}}}\n```bash\necho {label}\n```\n{{{{% /tab %}}}}\n' for label in labels
    )
    return f"{{{{< tabs >}}}}\n{blocks}{{{{< /tabs >}}}}\n"


@pytest.mark.parametrize(
    ("labels", "others"),
    [
        pytest.param(["Linux", "macOS", "Windows"], ["macOS", "Windows"], id="systems"),
        pytest.param(["For Linux", "For Mac OS X"], ["For Mac OS X"], id="with words around"),
        pytest.param(["Linux and macOS", "Windows"], ["Windows"], id="one for several systems"),
        pytest.param(["Bash", "Zsh", "Fish", "PowerShell"], ["Zsh", "Fish", "PowerShell"], id="shells"),
        pytest.param(["Linux (ARM64)", "Linux (x86-64)"], ["Linux (ARM64)"], id="processors"),
        pytest.param(["macOS", "Windows"], [], id="none is for this machine"),
        pytest.param(["Helm", "kubectl", "Windows"], ["Windows"], id="beside tabs for everybody"),
        pytest.param(["Helm", "kubectl"], [], id="no machines"),
        pytest.param(["Bash", "bash-completion"], [], id="part of another word"),
        pytest.param(["macOS"], [], id="a single tab"),
        pytest.param(["Homebrew", "Chocolatey", "Scoop"], ["Chocolatey", "Scoop"], id="package managers of systems"),
        pytest.param(["Debian-based", "Red Hat-based"], ["Red Hat-based"], id="distributions"),
        pytest.param(["apt", "yum", "Windows (WSL2)"], ["yum"], id="package managers of distributions"),
    ],
)
def test_which_tabs(labels: list[str], others: list[str]) -> None:
    assert list(for_another_machine(tabset(labels), LINUX)) == others


def test_of_an_unknown_distribution_any_tab_is_for_this_machine() -> None:
    assert for_another_machine(tabset(["apt", "yum", "macOS"]), LINUX - {"debian"}) == ("macOS",)


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        pytest.param(tabs("macOS", "Linux"), {"linux": "", "macos": "macOS"}, id="this machine first"),
        pytest.param(
            tabs("Linux", "macOS") + tabs("Helm", "kubectl"),
            {"linux+helm": "", "linux+kubectl": "", "macos+helm": "macOS"},
            id="every other tab has a path that runs here",
        ),
    ],
)
def test_paths(text: str, paths: dict[str, str]) -> None:
    page = parse_page(text, path=Path("p.md"))
    assert {path.name: path.elsewhere for path in paths_of(page, LINUX).variants} == paths


@pytest.mark.parametrize(
    ("selector", "elsewhere"),
    [
        pytest.param("macos", {"macos+helm": ""}, id="the tab"),
        pytest.param("macos+helm", {"macos+helm": ""}, id="the path"),
        pytest.param("helm", {"linux+helm": "", "macos+helm": "macOS"}, id="a tab beside it"),
    ],
)
def test_what_is_selected_runs(plan: Callable[..., PagePlan], selector: str, elsewhere: dict[str, str]) -> None:
    made = plan(tabs("Linux", "macOS") + tabs("Helm", "kubectl"), variants=(selector,))
    assert {path.variant.name: path.variant.elsewhere for path in made.variants} == elsewhere


def test_a_note_says_what_is_not_run() -> None:
    page = parse_page(tabs("Linux", "macOS"), path=Path("p.md"))
    [note] = plan_page(page, Settings(), overrides=Overrides()).diagnostics
    assert (note.code, note.severity, note.at.line) == ("other-machine", "note", 1)
