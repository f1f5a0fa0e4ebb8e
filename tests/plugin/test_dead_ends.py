"""Commands that wait on a cluster end within seconds of a state that waiting does not change, and say which it is."""

import json
import sys
from pathlib import Path
from typing import Any, Final

import platformdirs
import pytest

pytestmark = [pytest.mark.cluster, pytest.mark.slow]

CACHE: Final = Path(platformdirs.user_cache_dir("docs-harness")).parent  # of the real home
PULL_FAILS: Final = (
    '{"status":{"containerStatuses":[{"name":"c","image":"localhost:5000/none:1","imageID":"","ready":false,'
    '"restartCount":0,"state":{"waiting":{"reason":"ErrImagePull","message":"localhost:5000/none:1: not found"}}}]}}'
)
POD: Final = """\
$ kubectl create namespace {name}
$ kubectl apply -f - <<EOF
apiVersion: v1
kind: Pod
metadata:
  name: a
  namespace: {name}
  labels: {{app: a}}
spec:
  {placed}
  containers:
  - name: c
    image: localhost:5000/none:1
EOF"""
FAR: Final = POD.format(name="far", placed="nodeSelector: {moon: full}")
LOST: Final = POD.format(name="lost", placed="nodeName: nowhere")
BROKEN: Final = f"{LOST}\n$ kubectl -n lost patch pod a --subresource=status --type=merge -p '{PULL_FAILS}'"
FULL: Final = """\
$ kubectl create namespace full
$ kubectl -n full create quota none --hard=pods=0
$ kubectl -n full create deployment web --image=nginx"""
HELM: Final = """\
$ mkdir -p chart/templates
$ printf 'apiVersion: v2\\nname: web\\nversion: 1.0.0\\n' > chart/Chart.yaml
$ kubectl create deployment chart --image=nginx --dry-run=client -o yaml > chart/templates/web.yaml"""


def test_waiting_ends_with_the_reason(site: Any, text: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(CACHE))
    monkeypatch.delenv("KUBECONFIG", raising=False)
    waits = {
        "quota": (FULL, "$ kubectl -n full rollout status deployment/web --timeout=5m", "exceeded quota"),
        "image": (BROKEN, "$ kubectl -n lost wait --for=condition=Ready pod -l app=a --timeout=5m", "not found"),
        "node": (FAR, "$ kubectl -n far wait --for=condition=Ready pod/a --timeout=5m", "Unschedulable"),
        "listed": ("$ true", "$ kubectl -n lost get pod a -o jsonpath='{.status.phase}'\nRunning", "not found"),
        "chart": (HELM, "$ helm install web ./chart --wait --timeout 5m -n full", "exceeded quota"),
    }
    parts = [
        part
        for name, (before, command, _) in waits.items()
        for part in (text(f"{name}_made", before), text(name, command))
    ]
    fine = "$ kubectl create deployment ok --image=nginx\n$ kubectl rollout status deployment/ok --timeout=1m"
    site.page("all.md", *parts, text("fine", fine))
    site.file("harness.toml", "")
    options = ("--provider", "embedded", "--page-timeout", "4m", "--report-dir", "report")
    site.pytester.run(sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options, "all.md", timeout=400)
    records = json.loads((site.folder / "report" / "report.json").read_text(encoding="utf-8"))["records"]
    assert {record["id"]: record["outcome"] for record in records if record["id"] in {*waits, "fine"}} == {
        **dict.fromkeys(waits, "failed"),  # each for a reason of its own
        "listed": "knock-on",  # for want of the image that is waited for above it
        "fine": "passed",
    }
    said = {record["id"]: record["sentence"] for record in records}
    assert {name: reason for name, (_, _, reason) in waits.items() if reason not in said[name]} == {}
