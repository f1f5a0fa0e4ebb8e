"""A page that calls its clusters by names of its own, on real control planes."""

import json
import sys
from pathlib import Path
from typing import Any, Final

import platformdirs
import pytest

pytestmark = pytest.mark.cluster

CACHE: Final = Path(platformdirs.user_cache_dir("docs-harness")).parent  # of the real home
BLOCKS: Final = {
    "made": "$ kind create cluster --name west",
    "both": "$ for c in kind-west east; do kubectl --context=$c create namespace bridge; done\n"
    "namespace/bridge created\nnamespace/bridge created",
    "west": "$ kubectl config use-context kind-west\n"
    "$ kubectl -n bridge create configmap side --from-literal=name=west\n"
    'Switched to context "kind-west".\nconfigmap/side created',
    "east": '$ kubectl --context "$EAST" -n bridge get configmap side\n'
    'Error from server (NotFound): configmaps "side" not found',
    "again": "$ kubectl --context=east -n bridge get configmap side -o name\nconfigmap/side",
}
OUTCOMES: Final = {"both": "passed", "west": "passed", "again": "failed"}


def test_each_name_is_a_cluster(site: Any, text: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(CACHE))
    monkeypatch.delenv("KUBECONFIG", raising=False)
    site.page("all.md", *(text(name, block) for name, block in BLOCKS.items()))
    site.file("harness.toml", "[timeouts]\nretry = 1\n")
    site.file("all.harness.yaml", "contexts: {EAST: cluster2, east: cluster2, kind-west: cluster1}\n")
    options = ("--provider", "embedded", "--report-dir", "report")
    site.pytester.run(sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options, "all.md", timeout=180)
    records = json.loads((site.folder / "report" / "report.json").read_text(encoding="utf-8"))["records"]
    outcomes = {record["id"]: record["outcome"] for record in records}
    assert {name: outcomes[name] for name in OUTCOMES} == OUTCOMES


def test_a_page_before_that_makes_no_cluster_leaves_the_names(
    site: Any, text: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(CACHE))
    monkeypatch.delenv("KUBECONFIG", raising=False)
    kind = (
        "kubectl config delete-context kind-west; echo 'ERROR: dial tcp: lookup kind.example.org: no such host'; exit 1"
    )
    made = f'$ printf "%s\\n" "#!/bin/sh" "{kind}" > kind && chmod +x kind && PATH=$PWD:$PATH'
    site.page("made.md", "# Made\n", text("made", f"{made}\n$ kind create cluster --name west"))
    used = text("used", "$ kubectl --context=kind-west get namespace default -o name\nnamespace/default")
    site.page("used.md", "# Used\n\n## Before you begin\n\nFollow [made](made.md).\n\n## Use\n", used)
    site.run("--provider", "embedded", "--report-dir", "report", "used.md")
    records = json.loads((site.folder / "report" / "report.json").read_text(encoding="utf-8"))["records"]
    assert {record["id"]: record["outcome"] for record in records}["used"] == "passed"
