"""Definitions are found where repositories keep them."""

from pathlib import Path

import pytest

from harness.check.catalogue.site_crds import site_crds

DEFINITION = """
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec:
  group: shop.example.com
  names: {kind: Order, plural: orders}
  versions:
  - name: v1
"""


@pytest.mark.parametrize(
    "place", ["config/crd/bases/a.yaml", "crds/a.yaml", "deploy/all.yaml", "charts/shop/crds/a.yaml"]
)
def test_places(tmp_path: Path, place: str) -> None:
    file = tmp_path / place
    file.parent.mkdir(parents=True)
    file.write_text(DEFINITION)

    assert [(version, kind) for version, kind, _ in site_crds(tmp_path)] == [("shop.example.com/v1", "Order")]


def test_a_site_in_a_folder_of_a_checkout(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "crds").mkdir()
    (tmp_path / "crds/a.yaml").write_text(DEFINITION)

    assert [kind for _, kind, _ in site_crds(tmp_path / "docs")] == ["Order"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("kind: CustomResourceDefinition\n{{- if .Values.crds }}\na: b", id="a template"),
        pytest.param("kind: CustomResourceDefinition\nspec: {}", id="one without versions"),
        pytest.param("kind: Deployment", id="another kind"),
    ],
)
def test_what_is_passed_over(tmp_path: Path, text: str) -> None:
    (tmp_path / "crds").mkdir()
    (tmp_path / "crds/a.yaml").write_text(text)

    assert list(site_crds(tmp_path)) == []
