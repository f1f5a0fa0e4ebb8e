"""What is asked of clusters about a failure reaches the verdict, with the commands of the settings."""

import os
from dataclasses import replace
from pathlib import Path

from harness.capability import Capability, Fidelity
from harness.cluster.fleet.topology import default_topology
from harness.cluster.provider import Cluster, Fleet
from harness.cluster.runner import Runner
from harness.match.verdict import CommandResult, Failure, Outcome, Verdict
from harness.parse.page import Snippet
from harness.plan.step import Command, Role, Step
from harness.session.clusters.page_leaks import Story
from harness.session.clusters.watch import Watch
from harness.source import Location

AT = Location(path=Path("page.md"), line=3)
KUBECTL = """#!/bin/bash
case $* in *"get pods"*) cat <<'END'
{"items": [{"metadata": {"name": "web-1", "namespace": "shop"}, "status": {"phase": "Pending", "containerStatuses": [
  {"name": "web", "image": "example.com/web:1", "state": {"waiting": {"reason": "ErrImagePull"}}}]}}]}
END
esac
"""


def failed(command: str) -> Verdict:
    one = Command(at=AT, text=command, documented=command, expected=None)
    snippet = Snippet(id="s", at=AT, syntax="bash", body=command, body_at=AT)
    step = Step(id="s", at=AT, snippet=snippet, role=Role.PAGE, commands=(one,))
    result = CommandResult(command=one, output=None, failure=Failure.STATUS)
    return Verdict(step=step, variant="", outcome=Outcome.FAILED, results=(result,))


def watch(tmp_path: Path) -> Watch:
    """Over one cluster, whose kubectl is a script: nothing is asked of it but pods."""
    program = tmp_path / "bin" / "kubectl"
    program.parent.mkdir()
    program.write_text(KUBECTL)
    program.chmod(0o755)
    fleet = Fleet(
        name="f",
        provider="kind",
        topology=default_topology(1),
        clusters=(Cluster(name="cluster1", context="cluster1", server="https://x", network="n"),),
        kubeconfig=Path("/none"),
        state=Path("/none"),
        capabilities={Capability.LOGS: Fidelity.NONE},
    )
    variables = {"PATH": f"{program.parent}:{os.environ['PATH']}"}
    return Watch(
        story=Story(variables=variables),
        folder=tmp_path / "evidence",
        fleet=fleet,
        runner=Runner(variables),
        hooks=("echo more about $NAMESPACE",),
    )


def test_a_failure_gets_what_the_clusters_and_the_hooks_say(tmp_path: Path) -> None:
    verdict = watch(tmp_path).with_evidence(failed("kubectl -n shop rollout status deployment/web"))
    assert verdict.pods == ("shop/web-1: container web of image example.com/web:1: ErrImagePull",)
    files = {Path(path).name: Path(path).read_text() for path in verdict.evidence}
    assert files["current-hook-1.txt"] == "$ bash -c 'echo more about $NAMESPACE'\nmore about shop\n"
    assert "ErrImagePull" in files["current-pods.txt"]


def test_what_follows_from_an_earlier_failure_is_not_asked_about(tmp_path: Path) -> None:
    verdict = replace(failed("kubectl get pods"), outcome=Outcome.KNOCK_ON)
    assert watch(tmp_path).with_evidence(verdict) == verdict
    assert not (tmp_path / "evidence").exists()
