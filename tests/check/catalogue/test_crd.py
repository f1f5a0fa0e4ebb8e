"""Kinds of a repository's own CustomResourceDefinitions are known to the checks, with their fields."""

from pathlib import Path

import pytest

from harness.check.catalogue.catalogue import builtin_catalogue
from harness.check.catalogue.crd import with_crds
from harness.check.catalogue.field_shape import Holds
from harness.errors import SettingsError
from harness.session.checking import check
from harness.session.site import Site

CRD = """
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: orders.shop.example.com
spec:
  group: shop.example.com
  names: {kind: Order, plural: orders}
  versions:
  - name: v1
    served: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            required: [item]
            properties:
              item: {type: string}
              count: {type: integer, minimum: 1}
              size: {type: string, enum: [small, large]}
          status: {type: object}
  - name: v1alpha1
    served: false
"""
SETTINGS = "[catalogue]\ncrds = ['config/crd/*.yaml']\n"
PAGE = """---
title: Orders
test: yes
---

```bash
$ kubectl apply -f - <<EOF
apiVersion: {version}
kind: {kind}
metadata:
  name: a
{body}
EOF
```
"""


def site(folder: Path, *, crd: str = CRD, settings: str = SETTINGS) -> Path:
    (folder / "config/crd").mkdir(parents=True)
    (folder / "config/crd/orders.yaml").write_text(crd)
    (folder / "harness.toml").write_text(settings)
    return folder


def codes(folder: Path, body: str, *, version: str = "shop.example.com/v1", kind: str = "Order") -> list[str]:
    page = folder / "index.md"
    page.write_text(PAGE.format(version=version, kind=kind, body=body))
    found = Site()
    return [one.code for one in check(found.plan(page), found.settings(page))]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        pytest.param("spec:\n  item: tea\n  count: 2\n  size: small", [], id="as the schema says"),
        pytest.param("spec:\n  item: tea\n  cuont: 2", ["unknown-field"], id="an unknown field"),
        pytest.param("spec:\n  count: 2", ["missing-field"], id="a field that must be there"),
        pytest.param("spec:\n  item: tea\n  size: huge", ["wrong-value"], id="a value that is not allowed"),
        pytest.param("spec:\n  item: tea\n  count: two", ["wrong-type"], id="a wrong type"),
    ],
)
def test_fields_of_a_kind_of_ones_own(tmp_path: Path, body: str, found: list[str]) -> None:
    assert codes(site(tmp_path), body) == found


def test_metadata_is_that_of_every_kind(tmp_path: Path) -> None:
    assert codes(site(tmp_path), "  lables: {a: b}\nspec:\n  item: tea") == ["unknown-field"]


@pytest.mark.parametrize(
    ("version", "kind", "found"),
    [
        pytest.param("shop.example.com/v1", "Ordr", ["unknown-kind"], id="a kind mistyped"),
        pytest.param("shop.example.com/v1alpha1", "Order", ["unknown-api-version"], id="a version that is not served"),
        pytest.param("shp.example.com/v1", "Order", ["unknown-api-group"], id="a group mistyped"),
    ],
)
def test_names_are_known(tmp_path: Path, version: str, kind: str, found: list[str]) -> None:
    assert codes(site(tmp_path), "spec:\n  item: tea", version=version, kind=kind) == found


def test_kinds_by_name_alone_are_beside_them(tmp_path: Path) -> None:
    folder = site(tmp_path, settings=SETTINGS + "\"till.example.com/v1\" = ['Till']\n")
    assert codes(folder, "anything: 1", version="till.example.com/v1", kind="Till") == []


def test_all_that_is_built_in_stays() -> None:
    built_in = builtin_catalogue()
    extended = with_crds(built_in, [])
    assert extended.shape_of("apps/v1", "Deployment") == built_in.shape_of("apps/v1", "Deployment")
    assert extended.shape_of("apps/v1", "Deployment").holds is Holds.OBJECT


@pytest.mark.parametrize(
    ("crd", "settings", "at", "value"),
    [
        pytest.param(CRD, "[catalogue]\ncrds = ['nowhere/*.yaml']\n", "harness.toml:2", "no such file", id="none"),
        pytest.param("kind: Service\n", SETTINGS, "*.yaml", "no CustomResourceDefinition", id="another kind"),
        pytest.param(CRD, "[catalogue]\n'a.example' = ['A']\n", "harness.toml:2", "version", id="no version"),
        pytest.param("a: b: c\n", SETTINGS, "orders.yaml:1", "YAML", id="no YAML"),
        pytest.param("kind: CustomResourceDefinition\n", SETTINGS, "orders.yaml", "spec", id="no spec"),
    ],
)
def test_files_that_make_no_sense_are_named(tmp_path: Path, crd: str, settings: str, at: str, value: str) -> None:
    folder = site(tmp_path, crd=crd, settings=settings)
    with pytest.raises(SettingsError) as caught:
        codes(folder, "spec:\n  item: tea")
    assert str(caught.value.at).endswith(at)
    assert value in str(caught.value)
