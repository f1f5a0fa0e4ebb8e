"""What each command prints where, and its exit status."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from harness.cli.main import COMMANDS

Harness = Callable[..., Any]


# All of them


@pytest.mark.parametrize("command", COMMANDS)
def test_help(harness: Harness, command: str) -> None:
    said = harness(command, "--help")
    assert (said.status, said.err) == (0, "")
    assert f"harness {command} " in said.out
    assert COMMANDS[command][1:] in " ".join(said.out.split())


def test_help_lists_the_commands(harness: Harness) -> None:
    said = harness("--help")
    assert said.status == 0
    assert all(name in said.out for name in COMMANDS)
    assert "exit status: 0 fine, 1 findings or stale files, 2 usage, 3 infrastructure" in " ".join(said.out.split())


def test_version(harness: Harness) -> None:
    said = harness("--version")
    assert (said.status, said.out.split()[0]) == (0, "harness")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param((), ": COMMAND", id="no command"),
        pytest.param(("snip",), "'snip'", id="unknown command"),
        pytest.param(("snips",), ": PATH", id="no path"),
        pytest.param(("plan", "--jsn", "docs"), ": --jsn", id="unknown option"),
        pytest.param(
            ("plan", "nowhere"), "no such page or folder: nowhere\n  to fix:   check the path", id="no such page"
        ),
        pytest.param(("check", "nowhere"), "no such page or folder: nowhere", id="no such page to check"),
        pytest.param(("snips", "nowhere"), "no such page or folder: nowhere", id="no such page for snips"),
        pytest.param(("plan", "docs", "--settings", "x.toml"), "no such settings file: x.toml", id="no such settings"),
        pytest.param(("clusters", "down", "x"), "no kept fleet 'x'", id="no such fleet"),
        pytest.param(("clusters", "up", "--topology", "x"), "no topology 'x'", id="no such topology"),
        pytest.param(("clusters", "list", "--settings", "no.toml"), "no.toml", id="no such settings"),
        pytest.param(("clusters", "--settings", "no.toml", "list"), "no.toml", id="no such settings, told before"),
        pytest.param(("merge", "docs"), "docs: no report.json", id="no report"),
        pytest.param(("tools", "ensure", "kubectll"), "kubectll", id="no such tool"),
    ],
)
def test_mistakes_of_the_caller(harness: Harness, arguments: tuple[str, ...], said: str) -> None:
    answer = harness(*arguments)
    assert said in answer.err
    assert (answer.status, answer.out) == (2, "")


def test_settings_that_make_no_sense(harness: Harness, site: Path) -> None:
    (site / "harness.toml").write_text("\n[timeouts]\nretri = 1\n")
    for command in (("plan", "docs"), ("check", "docs"), ("snips", "docs"), ("tools",), ("clusters",)):
        said = harness(*command)
        assert (said.status, said.out) == (2, "")
        assert f"{site}/harness.toml:3: unknown setting 'timeouts.retri'" in said.err
        assert "did you mean 'retry'?" in said.err


@pytest.mark.parametrize(
    ("file", "text", "meant"),
    [
        pytest.param("harness.toml", "[tolerances]\nagge = false\n", "'age'", id="a rule of tolerance"),
        pytest.param("harness.toml", '[variables]\nA = "{cluster1.nam}"\n', "{cluster1.name}", id="a placeholder"),
        pytest.param("plans/good.yml", "variables:\n  A: '{fleett}'\n", "{fleet}", id="a placeholder of a plan file"),
        pytest.param("plans/good.yml", "contexts:\n  A: clutser1\n", "'cluster1'", id="a cluster of a plan file"),
    ],
)
def test_unknown_names_are_found_before_anything_runs(
    harness: Harness, site: Path, file: str, text: str, meant: str
) -> None:
    (site / "plans").mkdir()
    (site / file).write_text(text)
    for command in ("plan", "check"):
        said = harness(command, "docs")
        assert (said.status, said.out) == (2, "")
        assert f"{site / file}:2: " in said.err
        assert f"did you mean {meant}?" in said.err


def test_output_that_nobody_reads_is_no_error(harness: Harness, site: Path) -> None:
    program = "import sys; from harness.cli.main import main; sys.exit(main(['plan', '--json', 'docs']))"
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=site, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == (b"", 0)


@pytest.mark.parametrize("command", [["snips", "--check"], ["plan"]], ids=["snips", "plan"])
def test_what_writers_wait_for_reads_no_more_than_it_needs(site: Path, command: list[str]) -> None:
    program = f"""
import sys
from harness.cli.main import main
main({[*command, "docs"]!r})
heavy = {{"kubernetes", "rich", "pexpect", "ruamel", "pytest", "jinja2", "psutil", "xdist"}}
sys.stderr.write(",".join(sorted(heavy & {{name.partition('.')[0] for name in sys.modules}})))
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=site, capture_output=True, text=True, check=True)
    assert done.stderr.removeprefix("not current; to fix: run the same command without --check\n") == ""


# plan


def test_plan(harness: Harness) -> None:
    said = harness("plan", "docs")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("docs/good.md\n\nthe page: 1 snippet, 2 commands, read-only\n")


def test_plan_as_json(harness: Harness) -> None:
    said = harness("plan", "docs", "--json")
    (page,) = json.loads(said.out)
    assert (said.status, page["path"]) == (0, "docs/good.md")
    (variant,) = page["variants"]
    assert [step["id"] for step in variant["steps"]] == ["greet"]


def test_plan_of_a_page_that_cannot_be_read_goes_on_with_the_others(harness: Harness, unclosed: Path) -> None:
    said = harness("plan", "docs")
    assert said.status == 1
    assert "docs/unclosed.md:5: error: " in said.out
    assert "docs/good.md\n" in said.out


def test_plan_of_an_unknown_path_through_tabs(harness: Harness) -> None:
    said = harness("plan", "docs", "--variant", "helm")
    assert (said.status, said.out) == (2, "")
    assert said.err == (
        "--variant helm: no page here has such a path\n  expected: no --variant, since no page here has tabs\n"
    )


# check


def test_check_of_pages_without_fault(harness: Harness) -> None:
    assert harness("check", "docs") == type(harness("check", "docs"))(status=0, out="no findings\n", err="")


def test_check_as_text(harness: Harness, wrong: Path) -> None:
    said = harness("check", "docs")
    assert (said.status, said.err) == (1, "")
    assert "docs/wrong.md:8: error: unknown API group 'insall.istio.io'" in said.out


def test_check_as_json(harness: Harness, wrong: Path) -> None:
    said = harness("check", "docs", "--format", "json")
    document = json.loads(said.out)
    assert (said.status, document["format"], document["counts"]["error"]) == (1, 1, 1)
    assert [(one["path"], one["line"], one["code"]) for one in document["findings"]] == [
        ("docs/wrong.md", 8, "unknown-api-group")
    ]


def test_check_for_github(harness: Harness, wrong: Path) -> None:
    said = harness("check", "docs", "--format", "github")
    assert said.status == 1
    assert said.out.startswith("::error file=docs/wrong.md,line=8")


def test_check_as_sarif(harness: Harness, wrong: Path) -> None:
    said = harness("check", "docs", "--format", "sarif")
    document = json.loads(said.out)
    assert (said.status, document["version"]) == (1, "2.1.0")
    (found,) = document["runs"][0]["results"]
    place = found["locations"][0]["physicalLocation"]
    assert (found["ruleId"], found["level"]) == ("unknown-api-group", "error")
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("docs/wrong.md", 8)


def test_check_of_a_page_that_cannot_be_read_goes_on_with_the_others(
    harness: Harness, unclosed: Path, wrong: Path
) -> None:
    said = harness("check", "docs")
    assert said.status == 1
    assert "docs/unclosed.md:5: error: " in said.out
    assert "docs/wrong.md:8: error: " in said.out


def test_check_of_errors_only(harness: Harness, site: Path) -> None:
    (site / "docs" / "good.md").write_text((site / "docs" / "good.md").read_text().replace("hello world", "..."))
    assert "warning" in harness("check", "docs").out
    assert harness("check", "docs", "--quiet").out == "no findings\n"


# snips


def test_snips_writes_files_and_says_which(harness: Harness, site: Path) -> None:
    said = harness("snips", "docs")
    assert (said.status, said.err) == (0, "")
    assert said.out == f"new: {Path('snippets/good.sh')}\n1 changed, 0 current\n"
    assert 'echo "hello $name"' in (site / "snippets" / "good.sh").read_text()
    assert harness("snips", "docs").out == "0 changed, 1 current\n"


def test_snips_check_says_what_is_stale_and_writes_nothing(harness: Harness, site: Path) -> None:
    harness("snips", "docs")
    assert harness("snips", "docs", "--check").status == 0
    page, file = site / "docs" / "good.md", site / "snippets" / "good.sh"
    before = file.read_text()
    page.write_text(page.read_text().replace('"hello $name"', '"goodbye $name"'))
    said = harness("snips", "docs", "--check")
    assert said.status == 1
    assert "snippets/good.sh: out of date" in said.out
    assert '\n-echo "hello $name"\n+echo "goodbye $name"\n' in said.out
    assert said.err == "not current; to fix: run the same command without --check\n"
    assert file.read_text() == before


def test_snips_of_a_page_that_cannot_be_read_goes_on_with_the_others(
    harness: Harness, site: Path, unclosed: Path
) -> None:
    said = harness("snips", "docs")
    assert said.status == 1
    assert "docs/unclosed.md:5: " in said.err
    assert (site / "snippets" / "good.sh").is_file()


def test_snips_as_json(harness: Harness) -> None:
    said = harness("snips", "docs", "--check", "--json")
    assert (said.status, json.loads(said.out)["current"]) == (1, False)
    harness("snips", "docs")
    said = harness("snips", "docs", "--check", "--json")
    assert (said.status, json.loads(said.out)["current"]) == (0, True)


def test_snips_with_a_header_that_is_not_there(harness: Harness) -> None:
    said = harness("snips", "docs", "--header", "nowhere.txt")
    assert said.status == 2
    assert "the header template cannot be read: " in said.err


# clusters, tools


def test_no_clusters(harness: Harness) -> None:
    assert harness("clusters").out == "no fleets\n"
    assert harness("clusters", "list").out == "no fleets\n"
    assert harness("clusters", "down").out == "no kept fleets\n"


def test_tools_are_listed_with_their_versions(harness: Harness, monkeypatch: pytest.MonkeyPatch, site: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(site / "cache"))
    said = harness("tools", "list")
    assert said.status == 0
    names = [line.split()[0] for line in said.out.splitlines() if not line.startswith("missing: ")]
    assert {"kubectl", "kube-apiserver", "etcd", "istioctl", "helm"} <= set(names)
