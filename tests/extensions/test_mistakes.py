"""What a package does wrong when it is used: named with the package, and none of the others' business."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

IMPORTS = """\
from harness.check.rule import Family, Rule
from harness.programs.program_profile import ProgramProfile
from harness.cluster.provider_entry import ProviderEntry
from harness.diagnostic import Diagnostic, Severity
from harness.extensions import hookimpl
from harness.match.match import Difference, Mark, Match
from harness.match.matchers import NamedMatcher
from harness.report.writer import ReportWriter
from harness.source import Location

ODD = Rule(code="tea-odd", severity=Severity.WARNING, meaning="odd")


"""
PAGE = """\
---
title: Tea
harness:
  snippets:
    compared:
      match: mine
---

```bash {snip_id=compared}
$ echo tea
coffee
```

```bash {snip_id=after}
$ echo milk
milk
```
"""
Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path) -> Install:
    def packed(hook: str, body: str) -> None:
        info = tmp_path / "packages" / "tea_docs-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: tea-docs\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text("[docs_harness]\ntea = tea_docs\n")
        lines = "\n".join(f"    {line}" for line in body.splitlines())
        (info.parent / "tea_docs.py").write_text(f"{IMPORTS}@hookimpl\ndef {hook}():\n{lines}\n")
        (tmp_path / "harness.toml").write_text('pages = "all"\n')
        (tmp_path / "tea.md").write_text(PAGE)

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


@pytest.mark.parametrize(
    ("body", "named"),
    [
        pytest.param("def look(page):\n    raise ValueError('no leaves')", ["ValueError", "no leaves"], id="it raises"),
        pytest.param("def look(page):\n    yield 1 / 0", ["ZeroDivisionError"], id="its generator raises"),
        pytest.param("def look(page):\n    raise SystemExit(5)", ["SystemExit: 5"], id="it ends the process"),
        pytest.param("def look(page):\n    return ['odd']", ["'odd'"], id="no finding"),
        pytest.param(
            "def look(page):\n    at = Location(path=page.plan.page.path, line=1)\n"
            "    yield Diagnostic(code='tea-even', severity=Severity.NOTE, at=at, message='m')",
            ["tea-even"],
            id="another code",
        ),
        pytest.param("def look(page):\n    yield ODD.found(12, 'm')", ["at", "Location", "12"], id="no place"),
    ],
)
def test_rules_that_fail_are_a_finding(install: Install, tmp_path: Path, body: str, named: list[str]) -> None:
    install("harness_rules", f"{body}\nreturn [Family(name='tea', rules=(ODD,), check=look)]")
    (tmp_path / "tea.md").write_text("```bash\n$ kubectl gett pods\n```\n")
    result = ran(tmp_path, "harness", "check", "tea.md", "--format", "json")
    found = {one["code"]: one["message"] for one in json.loads(result.stdout)["findings"]}
    assert set(found) == {"failed-rules", "unknown-subcommand"}
    assert [word for word in ("'tea'", "package tea-docs", *named) if word not in found["failed-rules"]] == []
    assert result.returncode == 1


@pytest.mark.parametrize(
    ("compare", "outcome", "named"),
    [
        pytest.param("lambda a, b, *, rules: 1 / 0", "error", ["ZeroDivisionError", "tea-docs"], id="it raises"),
        pytest.param("lambda a, b, *, rules: exit(3)", "error", ["SystemExit: 3", "tea-docs"], id="it exits"),
        pytest.param(
            "lambda a, b, *, rules: Match(matcher='mine', agrees=False, "
            "differences=(Difference(mark=Mark.EXTRA, line=7),))",
            "error",
            ["line 7 of 1", "tea-docs"],
            id="a line that there is not",
        ),
        pytest.param("lambda a, b, *, rules: True", "error", ["True", "Match", "tea-docs"], id="it returns no match"),
        pytest.param(
            "lambda a, b, *, rules: Match(matcher='mine', agrees=False, differences=['coffee'])",
            "error",
            ["Match.differences", "'coffee'", "tea-docs"],
            id="a match of wrong values",
        ),
        pytest.param(
            "lambda a, b, *, rules: Match(matcher='mine', agrees=False)", "failed", ["coffee", "tea"], id="no lines"
        ),
    ],
)
def test_a_matcher_that_fails(install: Install, tmp_path: Path, compare: str, outcome: str, named: list[str]) -> None:
    install("harness_matchers", f"return [NamedMatcher(name='mine', compare={compare})]")
    result = ran(tmp_path, "pytest", "tea.md", "--report-dir", "out", "-p", "no:cacheprovider")
    first, second = json.loads((tmp_path / "out/report.json").read_text())["records"]
    assert (first["outcome"], second["outcome"]) == (outcome, "passed")
    assert result.returncode == {"error": 3, "failed": 1}[outcome]
    assert [word for word in named if word not in result.stdout] == []
    assert "Traceback" not in result.stdout + result.stderr


@pytest.mark.parametrize(
    ("make", "named"),
    [
        pytest.param("lambda context: 1 / 0", ["ZeroDivisionError"], id="it cannot be made"),
        pytest.param("lambda context: object()", ["unavailable", "create"], id="it lacks methods"),
    ],
)
def test_a_provider_that_cannot_be_made(install: Install, tmp_path: Path, make: str, named: list[str]) -> None:
    install("harness_providers", f"return [ProviderEntry(name='mine', make={make})]")
    listed = ran(tmp_path, "harness", "clusters", "list")
    assert listed.returncode == 0, listed.stderr
    result = ran(tmp_path, "harness", "clusters", "up", "--provider", "mine")
    assert [word for word in ("'mine'", "package tea-docs", *named) if word not in result.stderr] == []
    assert (result.returncode, "Traceback" in result.stderr) == (3, False)


@pytest.mark.parametrize(
    ("write", "named"),
    [
        pytest.param("lambda folder, records, run: 1 / 0", "ZeroDivisionError", id="it raises"),
        pytest.param("lambda folder, records, run: exit(3)", "SystemExit: 3", id="it ends the process"),
        pytest.param("lambda folder, records, run: ['a.txt']", "'a.txt'", id="a text for a path"),
        pytest.param("lambda folder, records, run: [folder / 'a.txt']", "a.txt", id="a file that it has not written"),
    ],
)
def test_a_report_that_fails(install: Install, tmp_path: Path, write: str, named: str) -> None:
    install("harness_reports", f"return [ReportWriter(name='mine', write={write})]")
    (tmp_path / "tea.md").write_text(PAGE.replace("match: mine", "match: exact"))
    result = ran(tmp_path, "pytest", "tea.md", "--report-dir", "out", "-p", "no:cacheprovider")
    assert (tmp_path / "out/report.json").exists()
    said = result.stdout + result.stderr
    assert [word for word in ("'mine'", "tea-docs", named) if word not in said] == []
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("hook", "body"),
    [
        pytest.param("harness_tolerances", "return [ODD]", id="a tolerance"),
        pytest.param("harness_reports", "return [ReportWriter(name='mine', write=lambda folder: [])]", id="a report"),
        pytest.param("harness_rules", "return [Family(name='tea', rules=(ODD,), check=None)]", id="a check"),
        pytest.param(
            "harness_rules",
            "return [Family(name=name, rules=(ODD,), check=lambda page: []) for name in ('tea', 'pot')]",
            id="one code twice",
        ),
    ],
)
@pytest.mark.parametrize("workers", [(), ("-n", "1")], ids=["one process", "workers"])
def test_a_run_does_not_begin_with_a_mistake(
    install: Install, tmp_path: Path, hook: str, body: str, workers: tuple[str, ...]
) -> None:
    install(hook, body)
    (tmp_path / "milk.md").write_text("```bash\n$ touch ran\n```\n")
    result = ran(tmp_path, "pytest", "tea.md", "milk.md", "-p", "no:cacheprovider", *workers)
    assert result.returncode == pytest.ExitCode.USAGE_ERROR, result.stdout
    assert (result.stdout + result.stderr).count("package tea-docs") == 1
    assert not (tmp_path / "ran").exists()


def test_tests_that_are_no_pages_run_beside_a_mistake(install: Install, tmp_path: Path) -> None:
    install("harness_tolerances", "return [ODD]")
    (tmp_path / "tea.md").unlink()
    (tmp_path / "test_tea.py").write_text("def test_tea(): pass\n")
    assert ran(tmp_path, "pytest", "-p", "no:cacheprovider").returncode == 0


def test_so_do_tests_beside_a_page(install: Install, tmp_path: Path) -> None:
    install("harness_tolerances", "return [ODD]")
    (tmp_path / "test_tea.py").write_text("def test_tea(): pass\n")
    assert ran(tmp_path, "pytest", "-p", "no:cacheprovider", "test_tea.py").returncode == 0


def test_a_rule_explains_itself(install: Install, tmp_path: Path) -> None:
    explanation = "{'why': 'It stains.', 'bad': '$ echo tae', 'good': '$ echo tea', 'ignore': 'never.'}"
    install(
        "harness_rules",
        "rule = Rule(code='tea-stain', severity=Severity.NOTE, meaning='A stain.', "
        f"explanation={explanation})\nreturn [Family(name='tea', rules=(rule,), check=lambda page: [])]",
    )
    said = ran(tmp_path, "harness", "check", "--explain", "tea-stain").stdout
    parts = ["A stain.", "It stains.", "    $ echo tae", "    $ echo tea", "never.", "ignore tea-stain -- REASON"]
    assert [part for part in parts if part not in said] == []


@pytest.mark.parametrize("alias", ["kubectl", "k3d"])
def test_an_alias_that_another_program_has(install: Install, tmp_path: Path, alias: str) -> None:
    install("harness_programs", f"return [ProgramProfile(name='teapot', aliases=({alias!r},))]")
    (tmp_path / "tea.md").write_text("```bash\n$ teapot boil\n```\n")
    result = ran(tmp_path, "harness", "plan", "tea.md")
    assert [word for word in ("package tea-docs", "'teapot'", repr(alias)) if word not in result.stderr] == []
    assert (result.returncode, "Traceback" in result.stderr) == (2, False)
