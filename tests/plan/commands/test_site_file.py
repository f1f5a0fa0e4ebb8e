"""URLs of files that the site itself publishes."""

from pathlib import Path

import pytest

from harness.plan.commands.own_charts import site_files
from harness.plan.commands.replacement import replaced, replacements_in
from harness.plan.step import Command
from harness.sites.kubernetes_io import KUBERNETES_IO
from harness.source import Location


@pytest.fixture
def site(tmp_path: Path) -> Path:
    file = tmp_path / "content/en/examples/pods/one.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("kind: Pod\n")
    (tmp_path / "secret.yaml").write_text("kind: Secret\n")
    return tmp_path


@pytest.mark.parametrize(
    ("url", "there"),
    [
        pytest.param("https://k8s.io/examples/pods/one.yaml", True, id="the short host"),
        pytest.param("http://k8s.io/examples/pods/one.yaml", True, id="without encryption"),
        pytest.param("https://kubernetes.io/examples/pods/one.yaml", True, id="the site's host"),
        pytest.param(
            "https://raw.githubusercontent.com/kubernetes/website/main/content/en/examples/pods/one.yaml",
            True,
            id="the repository",
        ),
        pytest.param("https://k8s.io/examples/pods/two.yaml", False, id="not in the checkout"),
        pytest.param("https://k8s.io/examples/../../../secret.yaml", False, id="not out of its folder"),
        pytest.param("https://k8s.io/examples/pods/", False, id="a folder"),
        pytest.param("https://example.com/examples/pods/one.yaml", False, id="another site"),
    ],
)
def test_found_in_the_checkout(site: Path, url: str, *, there: bool) -> None:
    page = site / "content/zh-cn/docs/page.md"
    found = site_files(f"kubectl apply -f {url} -n a", KUBERNETES_IO.published, page)
    assert found == ({url: str(site / "content/en/examples/pods/one.yaml")} if there else {})


def test_of_a_page_that_is_named_from_elsewhere(site: Path) -> None:
    page = site / "here/../content/zh-cn/docs/page.md"
    url = "https://k8s.io/examples/pods/one.yaml"
    assert site_files(url, KUBERNETES_IO.published, page) == {url: str(site / "content/en/examples/pods/one.yaml")}


URL, FILE = "https://k8s.io/examples/pods/one.yaml", "/checkout/one.yaml"


def test_replaced_and_reported() -> None:
    found = replacements_in(f"kubectl apply -f {URL}", {}, {URL: "copy"}, {URL: FILE})
    assert [(one.source, one.site_file, one.if_unreachable) for one in found] == [(FILE, True, False)]
    at = Location(path=Path("p.md"), line=1)
    text = f"kubectl apply -f {URL}"
    command = Command(at=at, text=text, documented=text, expected=None, replacements=found)
    run = replaced(command, lambda one: one.source)
    assert run.text == f"kubectl apply -f {FILE}"
    assert all(part in run.notes[0] for part in (URL, FILE))


def test_settings_know_better() -> None:
    found = replacements_in(f"curl {URL}", {"https://k8s.io/examples/": "mine/"}, {}, {URL: FILE})
    assert [one.source for one in found] == ["mine/"]
