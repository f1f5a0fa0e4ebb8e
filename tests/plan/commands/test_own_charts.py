"""Charts of the checkout in place of those that the project publishes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.plan.commands.own_charts import charts_in, own_charts

OCI = "oci://registry.example.com/tea-house/charts"


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Path]:
    files = {
        "charts/pot/Chart.yaml": "name: pot\nversion: 1.2.0\n",
        "charts/set/Chart.yaml": "name: set\nversion: 1.2.0\ndependencies: [{name: cup, repository: https://a}]\n",
        "charts/full/Chart.yaml": "name: full\nversion: 1.2.0\ndependencies: [{name: cup, repository: https://a}]\n",
        "charts/full/charts/cup.tgz": "",
        "charts/template/Chart.yaml": "name: {{ name }}\nversion: {{ version }}\n",
        "tests/charts/mock/Chart.yaml": "name: mock\nversion: 1.2.0\n",
        "docs/start/install.md": "",
        ".git/HEAD": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    yield tmp_path / "docs/start/install.md"
    charts_in.cache_clear()


@pytest.mark.parametrize(
    ("command", "found"),
    [
        pytest.param(f"helm install pot {OCI}/pot", {f"{OCI}/pot": "charts/pot"}, id="of a registry"),
        pytest.param(
            f"helm install pot {OCI}/pot --version 1.2.0", {f"{OCI}/pot": "charts/pot"}, id="in the version asked for"
        ),
        pytest.param(f"helm install pot {OCI}/pot --version=v1.2.0", {f"{OCI}/pot": "charts/pot"}, id="with a v"),
        pytest.param(f"helm install pot {OCI}/pot --version 1.3.0", {}, id="in another version"),
        pytest.param(f"helm install pot {OCI}/pot --version $VERSION", {}, id="in one that nobody knows"),
        pytest.param(f"helm install kettle {OCI}/kettle", {}, id="of another name"),
        pytest.param("helm install pot oci://registry.example.com/others/pot", {}, id="of somebody else"),
        pytest.param(f"helm install set {OCI}/set", {}, id="without a chart that it depends on"),
        pytest.param(f"helm install full {OCI}/full", {f"{OCI}/full": "charts/full"}, id="with all"),
        pytest.param(f"helm install mock {OCI}/mock", {}, id="of a test"),
        pytest.param(
            "helm repo add tea https://tea-house.example.com/charts",
            {"https://tea-house.example.com/charts": "charts:charts"},
            id="a repository",
        ),
        pytest.param("helm repo add other https://charts.example.com", {}, id="a repository of somebody else"),
        pytest.param(f"docker pull {OCI}/pot", {}, id="another program"),
    ],
)
def test_own_charts(page: Path, command: str, found: dict[str, str]) -> None:
    top = page.parents[2]
    relative = {url: source.replace(f"{top}/", "") for url, source in own_charts(command, ("tea-house",), page).items()}
    assert relative == found


def test_outside_of_a_checkout_there_are_none(tmp_path: Path) -> None:
    assert own_charts(f"helm install pot {OCI}/pot", ("tea-house",), tmp_path / "page.md") == {}
