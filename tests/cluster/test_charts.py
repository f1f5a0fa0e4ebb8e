"""Folders of charts as Helm repositories."""

import io
import tarfile
import urllib.request
from pathlib import Path

import pytest
import yaml

from harness.cluster.charts import INDEX, Stamp, charts, package, prepare_helm, release_stamp
from harness.cluster.file_server import served
from harness.errors import SettingsError


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "charts"
    files = {
        "base/Chart.yaml": "apiVersion: v2\nname: base\nversion: 1.0.0\nappVersion: 1.0.0\n",
        "base/values.yaml": "global:\n  hub: example.com/testing\n  tag: latest\n",
        "base/templates/a.yaml": "kind: ConfigMap\n",
        "deep/er/istiod/Chart.yaml": "apiVersion: v2\nname: istiod\nversion: 1.0.0\n",
        "deep/er/istiod/charts/dependency/Chart.yaml": "apiVersion: v2\nname: dependency\nversion: 9.9.9\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def into(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    return folder


def files_of(archive: Path) -> dict[str, str]:
    with tarfile.open(fileobj=io.BytesIO(archive.read_bytes())) as tar:
        return {member.name: tar.extractfile(member).read().decode() for member in tar}  # type: ignore[union-attr]


def test_charts_at_any_depth_without_their_dependencies(source: Path) -> None:
    assert [chart.relative_to(source).as_posix() for chart in charts(source)] == ["base", "deep/er/istiod"]


def test_a_chart_is_packaged_as_it_is(source: Path, into: Path) -> None:
    assert package(source, into) == ("base", "istiod")
    assert files_of(into / "base-1.0.0.tgz") == {
        "base/Chart.yaml": "apiVersion: v2\nname: base\nversion: 1.0.0\nappVersion: 1.0.0\n",
        "base/templates/a.yaml": "kind: ConfigMap\n",
        "base/values.yaml": "global:\n  hub: example.com/testing\n  tag: latest\n",
    }


def test_a_stamp_writes_what_a_release_would(source: Path, into: Path) -> None:
    stamp = Stamp(version="1.31.0", replace={r"^( *hub: )\S+/testing$": r"\g<1>example.com/release"})
    package(source, into, stamp)
    files = files_of(into / "base-1.31.0.tgz")
    assert files["base/Chart.yaml"] == "apiVersion: v2\nname: base\nversion: 1.31.0\nappVersion: 1.31.0\n"
    assert files["base/values.yaml"] == "global:\n  hub: example.com/release\n  tag: latest\n"


def test_a_chart_takes_those_beside_it_along(source: Path, into: Path) -> None:
    (source / "whole").mkdir()
    (source / "whole/Chart.yaml").write_text(
        "apiVersion: v2\nname: whole\nversion: 1.0.0\ndependencies:\n  - name: istiod\n    version: 1.0.0\n"
        '    repository: "file://../deep/er/istiod"\n  - name: other\n    repository: https://example.com\n'
    )
    package(source, into, Stamp(version="2.0.0"))
    files = files_of(into / "whole-2.0.0.tgz")
    assert list(files) == [
        "whole/Chart.yaml",
        "whole/charts/istiod/Chart.yaml",
        "whole/charts/istiod/charts/dependency/Chart.yaml",
    ]
    assert "    version: 2.0.0\n" in files["whole/Chart.yaml"]
    assert "version: 2.0.0\n" in files["whole/charts/istiod/Chart.yaml"]


def test_equal_charts_make_equal_files(source: Path, tmp_path: Path) -> None:
    contents = []
    for name in ("first", "second"):
        folder = tmp_path / name
        folder.mkdir()
        package(source, folder)
        contents.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert contents[0] == contents[1]


def test_a_folder_without_charts(tmp_path: Path, into: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SettingsError) as caught:
        package(tmp_path / "empty", into)
    assert str(caught.value) == f"{tmp_path}/empty holds no Helm chart\n  expected: folders with a Chart.yaml"


def test_a_repository_is_served_as_long_as_it_is_used(source: Path, into: Path) -> None:
    package(source, into)
    with served({"istio": into}) as urls, urllib.request.urlopen(f"{urls['istio']}/{INDEX}") as answer:
        index = yaml.safe_load(answer.read())
        assert [entry["urls"] for entry in index["entries"]["base"]] == [["base-1.0.0.tgz"]]
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"{urls['istio']}/{INDEX}")


def test_helm_knows_the_repository_without_having_been_told(source: Path, into: Path, tmp_path: Path) -> None:
    package(source, into)
    home = tmp_path / "home"
    prepare_helm(home, {"istio": into}, {"istio": "http://127.0.0.1:8879"})
    config = yaml.safe_load((home / ".config/helm/repositories.yaml").read_text())
    assert config["repositories"] == [{"name": "istio", "url": "http://127.0.0.1:8879"}]
    cache = home / ".cache/helm/repository"
    assert (cache / "istio-index.yaml").read_text() == (into / INDEX).read_text()
    assert (cache / "istio-charts.txt").read_text() == "base\nistiod\n"


def test_charts_out_of_a_release_need_no_stamp() -> None:
    versions = {"istio": "1.31.0"}
    assert release_stamp("charts", versions) is None
    stamp = release_stamp("go:istio.io/istio@{istio-module}/manifests/charts", versions)
    assert stamp is not None
    assert stamp.apply("values.yaml", "  hub: registry.example/testing\n  tag: latest\n  tag: other\n") == (
        "  hub: registry.istio.io/release\n  tag: 1.31.0\n  tag: other\n"
    )
