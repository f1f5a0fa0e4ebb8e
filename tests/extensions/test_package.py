"""One package from outside the repository that adds something through every hook, used by each command."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest

from harness.cluster.embedded import EmbeddedOptions, EmbeddedProvider
from harness.cluster.fleet.topology import default_topology
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider import Fleet
from harness.cluster.toolchain import Toolchain

PACKAGE = Path(__file__).parent / "package"
PAGE = """---
title: A shop
test: yes
---

{{< text bash >}}
$ echo "order ord-12ab"
order ord-99ff
{{< /text >}}

{{< text bash >}}
$ echo "the shop is OPEN"
The Shop is open
{{< /text >}}
"""
SETTINGS = 'pages = "all"\npath = ["{python}"]\n'
CLUSTER_PAGE = """---
title: A rented shop
test: yes
---

{{< text bash >}}
$ kubectl create namespace shop-rented
namespace/shop-rented created
{{< /text >}}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "harness.toml").write_text(SETTINGS)
    (tmp_path / "shop.md").write_text(PAGE)
    (tmp_path / "plans").mkdir()
    return tmp_path


def ran(site: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """A command of an environment in which the package is installed."""
    return subprocess.run(
        [Path(sys.executable).with_name(words[0]), *words[1:]],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(PACKAGE), "NO_COLOR": "1", **environ},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def ids(site: Path) -> list[str]:
    (page,) = json.loads(ran(site, "harness", "plan", "--json", "shop.md").stdout)
    return [step["id"] for step in page["variants"][0]["steps"]]


def match_second_in_any_case(site: Path) -> None:
    """A plan file that names the plug-in's matcher for the second snippet."""
    (site / "plans/shop.yml").write_text(f"snippets:\n  {ids(site)[1]}:\n    match: any-case\n")


def test_pytest_uses_tolerance_matcher_and_report(site: Path) -> None:
    match_second_in_any_case(site)
    result = ran(site, "pytest", "shop.md", "--report-dir", "out", "-p", "no:cacheprovider")
    assert result.returncode == 0, result.stdout + result.stderr
    first, second = json.loads((site / "out/report.json").read_text())["records"]
    accepted = {rule for one in first["commands"][0]["match"]["differences"] for rule in one.get("rules", [])}
    assert accepted == {"order-id"}
    assert second["commands"][0]["match"]["chosen"] == "any-case"
    assert [line.split(",")[-1] for line in (site / "out/shop.csv").read_text().split()] == ["passed", "passed"]
    assert sorted(file.name for file in (site / "out").iterdir() if file.is_file()) == [
        *("junit.xml", "report.html", "report.json", "shop.csv"),
    ]


def test_what_is_recorded_is_proven_with_the_rules_of_the_package(site: Path) -> None:
    match_second_in_any_case(site)
    ran(site, "pytest", "shop.md", "--report-dir", "out", "-p", "no:cacheprovider")
    proof = json.loads(ran(site, "harness", "prove", "out", "--json").stdout)
    assert proof["rules"].get("order-id")


def test_settings_switch_off_what_a_package_adds(site: Path) -> None:
    (site / "harness.toml").write_text(SETTINGS + "[tolerances]\norder-id = false\n")
    (site / "shop.md").write_text(PAGE.partition("{{< /text >}}")[0] + "{{< /text >}}\n")
    result = ran(site, "pytest", "shop.md", "-p", "no:cacheprovider")
    assert result.returncode == 1
    assert "ord-99ff" in result.stdout


@pytest.mark.parametrize(
    ("rules", "severities"),
    [
        pytest.param("", ["error"], id="as the package says"),
        pytest.param('[[rules]]\noff = ["shop-closed"]\n', [], id="switched off"),
        pytest.param('[[rules]]\nseverity = { shop-closed = "note" }\n', ["note"], id="of another severity"),
    ],
)
def test_check_reports_the_rule_of_the_package(site: Path, rules: str, severities: list[str]) -> None:
    (site / "harness.toml").write_text(SETTINGS + rules)
    (site / "shop.md").write_text("# Shop\n\n```bash\n$ shop open --till 0 &\n```\n")
    result = ran(site, "harness", "check", "--format", "json", "shop.md")
    found = json.loads(result.stdout)
    listed = found if isinstance(found, list) else found["findings"]
    assert [one["severity"] for one in listed if one["code"] == "shop-closed"] == severities
    sarif = json.loads(ran(site, "harness", "check", "--format", "sarif", "shop.md").stdout)
    described = {rule["id"] for rule in sarif["runs"][0]["tool"]["driver"]["rules"]}
    assert ("shop-closed" in described) == bool(severities)


@pytest.mark.parametrize(
    ("call", "meant"),
    [
        pytest.param("shop opne", "open", id="a subcommand"),
        pytest.param("shopctl price lits", "list", id="one of a subcommand, by an alias"),
        pytest.param("shop close --tlil 2", "--till", id="a flag"),
        pytest.param("shop price list --till 2", "", id="right"),
        pytest.param("shop sweep --dry", "", id="what a plug-in may bring"),
    ],
)
def test_check_finds_slips_of_the_program(site: Path, call: str, meant: str) -> None:
    (site / "shop.md").write_text(f"# Shop\n\n```bash\n$ {call}\n```\n")
    found = json.loads(ran(site, "harness", "check", "--format", "json", "shop.md").stdout)["findings"]
    slips = [one for one in found if one["code"] in {"unknown-subcommand", "unknown-flag"}]
    assert [one["fix"]["edits"][0]["new"] for one in slips] == ([meant] if meant else [])


def test_plan_knows_the_program_of_the_package(site: Path) -> None:
    (site / "shop.md").write_text("# Shop\n\n```bash\n$ shop open\n```\n")
    (page,) = json.loads(ran(site, "harness", "plan", "--json", "shop.md").stdout)
    (command,) = page["variants"][0]["steps"][0]["commands"]
    assert (command["stays"], command["ports"]) == ("serves", [8099])


def test_snippet_files_are_as_without_the_package(site: Path) -> None:
    with_package = ran(site, "harness", "snips", "shop.md", "--out", "with")
    without = ran(site, "harness", "snips", "shop.md", "--out", "without", PYTHONPATH="")
    assert (with_package.returncode, without.returncode) == (0, 0), with_package.stderr
    texts = [[file.read_text() for file in sorted((site / name).rglob("*.sh"))] for name in ("with", "without")]
    assert texts[0] == texts[1] != []


@pytest.fixture
def clusters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """Clusters that somebody else has: an embedded fleet."""
    owner = ProcessIdentity.of(os.getpid())
    toolchain = Toolchain(Path(platformdirs.user_cache_dir("docs-harness")))
    provider = EmbeddedProvider(toolchain, tmp_path_factory.mktemp("fleets"), EmbeddedOptions(owner=owner))
    fleet = provider.create("theirs", default_topology(1), progress=lambda _: None)
    yield fleet
    provider.destroy(fleet)


@pytest.mark.cluster
def test_pages_run_on_the_clusters_of_the_package(site: Path, clusters: Fleet) -> None:
    (site / "shop.md").write_text(CLUSTER_PAGE)
    words = ("pytest", "shop.md", "--provider", "rented", "--report-dir", "out", "-p", "no:cacheprovider")
    result = ran(site, *words, SHOP_KUBECONFIG=str(clusters.kubeconfig))
    assert result.returncode == 0, result.stdout + result.stderr
    assert json.loads((site / "out/report.json").read_text())["run"]["provider"] == "rented"


def test_a_provider_that_cannot_run_says_why(site: Path) -> None:
    (site / "shop.md").write_text(CLUSTER_PAGE)
    result = ran(site, "pytest", "shop.md", "--provider", "rented", "-p", "no:cacheprovider", SHOP_KUBECONFIG="")
    assert result.returncode != 0
    assert "SHOP_KUBECONFIG" in result.stdout


def test_a_rule_that_is_changed_counts_at_once(site: Path) -> None:
    """Findings are kept for as long as the package is the same, too."""
    package = site / "package"
    shutil.copytree(PACKAGE, package)
    (site / "shop.md").write_text("# Shop\n\n```bash\n$ shop open --till 0 &\n```\n")
    command = ("harness", "check", "shop.md", "--select", "shop-closed")
    environ = {"PYTHONPATH": str(package), "HARNESS_FINDINGS": str(site / "kept")}
    assert "till 0 is closed" in ran(site, *command, **environ).stdout
    module = package / "shop_docs" / "__init__.py"
    module.write_text(module.read_text().replace("till 0 is closed", "till 0 is shut"))
    assert "till 0 is shut" in ran(site, *command, **environ).stdout


def test_a_code_of_the_package_is_explained_by_its_meaning(site: Path) -> None:
    assert "a till that is closed" in ran(site, "harness", "check", "--explain", "shop-closed").stdout
