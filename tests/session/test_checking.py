"""Findings as settings want them: the version of Kubernetes that pages are for; and each told once."""

from pathlib import Path

import pytest

from harness.session.checking import check
from harness.session.site import Site

PAGE = """\
{{{{< text yaml >}}}}
apiVersion: {version}
kind: {kind}
metadata:
  name: a
{{{{< /text >}}}}
"""


def codes(folder: Path, kubernetes: str, version: str, kind: str) -> list[tuple[str, int]]:
    (folder / "harness.toml").write_text(f'[cluster]\nversion = "{kubernetes}"\n' if kubernetes else "")
    page = folder / "page.md"
    page.write_text(PAGE.format(version=version, kind=kind))
    site = Site()
    found = check(site.plan(page), site.settings(page))
    return [(one.code, one.at.line) for one in found if "api" in one.code]


@pytest.mark.parametrize(
    ("kubernetes", "version", "kind", "expected"),
    [
        pytest.param("", "extensions/v1beta1", "Ingress", ["unknown-api-group"], id="gone"),
        pytest.param("1.21", "extensions/v1beta1", "Ingress", [], id="still there"),
        pytest.param("v1.22.3", "extensions/v1beta1", "Ingress", ["unknown-api-group"], id="gone with this one"),
        pytest.param("1.21", "extensions/v1beta1", "Deployment", ["unknown-api-group"], id="another kind went before"),
        pytest.param("1.25", "autoscaling/v2beta2", "HorizontalPodAutoscaler", [], id="the last to have it"),
        pytest.param("1.22", "autoscaling/v2", "HorizontalPodAutoscaler", ["unknown-api-version"], id="not yet there"),
        pytest.param("1.23", "autoscaling/v2", "HorizontalPodAutoscaler", [], id="the first to have it"),
        pytest.param("1.20", "batch/v1", "CronJob", ["unknown-api-version"], id="a kind that came later"),
        pytest.param("1.20", "batch/v1", "Job", [], id="a kind that was always there"),
        pytest.param("1.9", "networking.k8s.io/v1", "Ingress", ["unknown-api-version"], id="numbers, not text"),
        pytest.param("1.20", "networking.istio.io/v1", "Gateway", [], id="of another project"),
    ],
)
def test_versions_of_kubernetes(tmp_path: Path, kubernetes: str, version: str, kind: str, expected: list[str]) -> None:
    assert codes(tmp_path, kubernetes, version, kind) == [(code, 2) for code in expected]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        pytest.param("echo 'rye", ["shell-error"], id="an open quote"),
        pytest.param("if true; then", ["shell-error"], id="an open compound command"),
        pytest.param("echo rye |", ["shell-error"], id="a pipe"),
        pytest.param("echo rye \\", ["incomplete-command"], id="a backslash, which bash forgives at the end"),
    ],
)
def test_a_command_that_is_cut_short_is_told_once(tmp_path: Path, command: str, expected: list[str]) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# Bread\n\n```console\n$ {command}\n```\n")
    site = Site()
    assert [one.code for one in check(site.plan(page), site.settings(page))] == expected
