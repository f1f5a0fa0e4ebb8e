"""Packages that add to what the harness or another package knows, as each command sees them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PROGRAM = """\
from harness.extensions import hookimpl
from harness.programs.program_profile import ProgramProfile, VerbProfile


@hookimpl
def harness_programs():
    return [ProgramProfile(name="kubectl", verbs={{"steep": VerbProfile({})}}, error_lines=("steep: ",))]
"""
PROVIDER = """\
from dataclasses import dataclass

from harness.cluster.existing import ExistingOptions, ExistingProvider
from harness.cluster.provider_entry import ProviderEntry
from harness.extensions import hookimpl


@dataclass(frozen=True)
class TeaSettings:
    pots: int = 1


def tea(context):
    print("pots:", context.options.pots)
    options = ExistingOptions(owner=context.owner, contexts={}, allow=())
    return ExistingProvider(context.toolchain, context.root, options)


@hookimpl
def harness_providers():
    return [ProviderEntry(name="tea", make=tea, settings=TeaSettings)]
"""
PAGE = "```bash {snip_id=tea}\n$ kubectl steep green\n```\n"
Install = Callable[[str, str], None]


@pytest.fixture
def install(tmp_path: Path) -> Install:
    (tmp_path / "harness.toml").write_text('pages = "all"\n')
    (tmp_path / "tea.md").write_text(PAGE)

    def packed(name: str, text: str) -> None:
        info = tmp_path / "packages" / f"{name}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[docs_harness]\n{name} = {name}\n")
        (info.parent / f"{name}.py").write_text(text)

    return packed


def ran(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name(words[0]), *words[1:]],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "packages"), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_a_verb_of_a_known_program(install: Install, tmp_path: Path) -> None:
    install("leaves", PROGRAM.format("acts={'watches': True}"))
    assert "watches until interrupted" in ran(tmp_path, "harness", "plan", "tea.md").stdout
    (tmp_path / "tea.md").write_text(PAGE.replace("steep", "stepe"))
    found = json.loads(ran(tmp_path, "harness", "check", "--format", "json", "tea.md").stdout)["findings"]
    assert [(one["code"], "kubectl steep" in one["remedy"]) for one in found] == [("unknown-subcommand", True)]


def test_a_deprecated_flag_of_such_a_verb(install: Install, tmp_path: Path) -> None:
    install("leaves", PROGRAM.format("").replace('error_lines=("steep: ",)', 'deprecated={"steep --loose": "--bag"}'))
    (tmp_path / "tea.md").write_text(PAGE.replace("green", "green --loose"))
    found = json.loads(ran(tmp_path, "harness", "check", "--format", "json", "tea.md").stdout)["findings"]
    assert [(one["code"], one["expected"]) for one in found] == [("removed-command", "--bag")]


@pytest.mark.parametrize("command", [("harness", "check"), ("harness", "plan"), ("pytest", "-p", "no:cacheprovider")])
def test_two_packages_that_contradict_each_other(install: Install, tmp_path: Path, command: tuple[str, ...]) -> None:
    install("leaves", PROGRAM.format("acts={'watches': True}"))
    install("mugs", PROGRAM.format("acts={'serves': True}"))
    result = ran(tmp_path, *command, "tea.md")
    said = result.stdout + result.stderr
    assert [word for word in ("verbs.steep", "package leaves", "package mugs") if word not in said] == []
    assert result.returncode == (pytest.ExitCode.USAGE_ERROR if command[0] == "pytest" else 2)


def test_settings_have_the_last_word(install: Install, tmp_path: Path) -> None:
    install("leaves", PROGRAM.format("acts={'watches': True}"))
    (tmp_path / "harness.toml").write_text("[programs.kubectl.verbs.steep]\nserves = true\nport = 4180\n")
    (page,) = json.loads(ran(tmp_path, "harness", "plan", "--json", "tea.md").stdout)
    assert page["variants"][0]["steps"][0]["commands"][0]["ports"] == [4180]


def test_settings_of_a_provider(install: Install, tmp_path: Path) -> None:
    install("leaves", PROVIDER)
    (tmp_path / "harness.toml").write_text("[cluster.tea]\npots = 3\n")
    listed = ran(tmp_path, "harness", "clusters", "providers").stdout
    wanted = ("pots: 3", "embedded  the harness", "tea  plug-in 'leaves' of package leaves", "[cluster.tea] pots")
    assert [text for text in wanted if text not in listed] == []


@pytest.mark.parametrize("command", [("harness", "check", "tea.md"), ("pytest", "tea.md", "-p", "no:cacheprovider")])
def test_a_wrong_setting_of_a_provider(install: Install, tmp_path: Path, command: tuple[str, ...]) -> None:
    install("leaves", PROVIDER)
    (tmp_path / "harness.toml").write_text("[cluster.tea]\npot = 3\n")
    result = ran(tmp_path, *command)
    said = result.stdout + result.stderr
    assert [word for word in ("harness.toml:2", "cluster.tea.pot", "'pots'") if word not in said] == []
    assert result.returncode != 0
