"""What a controller would do whose pods are simulated is no fault of the page; what the page does wrong is."""

import json
import sys
from pathlib import Path
from typing import Any, Final

import platformdirs
import pytest

pytestmark = [pytest.mark.cluster, pytest.mark.slow]

CACHE: Final = Path(platformdirs.user_cache_dir("docs-harness")).parent  # of the real home
INSTALLED: Final = """\
$ kubectl create deployment operator --image=example.com/operator
$ kubectl rollout status deployment/operator --timeout=1m
$ kubectl apply -f - <<EOF
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: pots.tea.example.com}
spec:
  group: tea.example.com
  names: {kind: Pot, plural: pots}
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    subresources: {status: {}}
    additionalPrinterColumns:
    - {name: Size, type: integer, jsonPath: ".spec.size"}
    - {name: Ready, type: string, jsonPath: ".status.ready"}
    schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
EOF
$ kubectl wait --for=condition=Established crd/pots.tea.example.com --timeout=1m"""
MADE: Final = """\
$ kubectl apply -f - <<EOF
apiVersion: tea.example.com/v1
kind: Pot
metadata: {name: green}
spec: {size: 2}
EOF"""
BLOCKS: Final = {
    "installed": (INSTALLED, "passed"),
    "made": (MADE, "passed"),
    "status": ("$ kubectl get pots\nNAME    SIZE   READY\ngreen   2      True", "unsupported"),
    "child": ("$ kubectl get service green-pot -o name\nservice/green-pot", "unsupported"),
    "size": ("$ kubectl get pots\nNAME    SIZE   READY\ngreen   3", "failed"),
    "typo": ("$ kubectl get service grean-pot -o name\nservice/grean-pot", "failed"),
}


def test_controllers_that_do_not_run(site: Any, text: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(CACHE))
    monkeypatch.delenv("KUBECONFIG", raising=False)
    site.page("all.md", *(text(name, block) for name, (block, _) in BLOCKS.items()))
    site.file("harness.toml", "")
    options = ("--provider", "embedded", "--page-timeout", "4m", "--report-dir", "report")
    site.pytester.run(sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options, "all.md", timeout=400)
    records = json.loads((site.folder / "report" / "report.json").read_text(encoding="utf-8"))["records"]
    outcomes = {record["id"]: record["outcome"] for record in records}
    assert {name: outcomes[name] for name in BLOCKS} == {name: outcome for name, (_, outcome) in BLOCKS.items()}
