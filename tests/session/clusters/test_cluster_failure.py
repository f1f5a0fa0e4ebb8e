"""Clusters that do not come up: what they left is in files, and the message names them and shows the end."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from harness.capability import Capability, Fidelity
from harness.cluster.fleet.topology import Topology
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider import Fleet, Progress
from harness.errors import ClusterError
from harness.match.verdict import Failure, Outcome
from harness.session.clusters.cluster_failure import evidence_kept
from harness.session.opening import Opener
from harness.session.page.not_run import not_opened
from harness.session.resources import Resources
from harness.session.site import Site
from harness.settings import Settings

JOURNAL = "\n".join(f"line {number}" for number in range(1, 31))
EVIDENCE = {
    "cluster1/journal": "not available: no node",
    "cluster2/journal": JOURNAL,
    "cluster2/pods": "coredns Pending",
}


def told(folder: Path, evidence: dict[str, str]) -> ClusterError:
    with pytest.raises(ClusterError) as caught, evidence_kept(folder):
        raise ClusterError("cluster2 did not come up", remedy="look at its journal", evidence=evidence)
    return caught.value


def test_the_message_names_files_and_shows_the_end_of_the_first_that_says_something(tmp_path: Path) -> None:
    error = told(tmp_path, EVIDENCE)
    names = [f"{tmp_path}/{name}.txt" for name in ("cluster1-journal", "cluster2-journal", "cluster2-pods")]
    assert str(error).splitlines() == [
        "cluster2 did not come up",
        "  to fix:   look at its journal",
        "  evidence:",
        *(f"    {name}" for name in names),
        "  the end of cluster2/journal:",
        *(f"  | line {number}" for number in range(11, 31)),
    ]
    assert [Path(name).read_text() for name in names] == list(EVIDENCE.values())


def test_long_lines_are_cut(tmp_path: Path) -> None:
    assert str(told(tmp_path, {"log": "x" * 500})).splitlines()[-1] == "  | " + "x" * 200


def test_nothing_but_reasons_has_no_end(tmp_path: Path) -> None:
    assert str(told(tmp_path, {"log": "not available: gone"})).splitlines()[-1] == f"    {tmp_path}/log.txt"


def test_secrets_are_not_kept(tmp_path: Path) -> None:
    error = told(tmp_path, {"log": "password: hunter2"})
    assert "hunter2" not in str(error) + Path(error.files[0]).read_text()


def test_colours_of_a_console_are_not_kept(tmp_path: Path) -> None:
    error = told(tmp_path, {"console": "[\x1b[0;32m  OK  \x1b[0m] Started \x1b[0;1;39mkubelet\x1b[0m."})
    assert str(error).splitlines()[-1] == "  | [  OK  ] Started kubelet."
    assert Path(error.files[0]).read_text() == "[  OK  ] Started kubelet."


def test_without_evidence_there_is_no_file(tmp_path: Path) -> None:
    assert str(told(tmp_path / "none", {})) == "cluster2 did not come up\n  to fix:   look at its journal"
    assert not (tmp_path / "none").exists()


@dataclass
class Broken:
    """A provider whose clusters do not come up."""

    name: str = "embedded"
    owned: bool = True
    layers: None = None

    def capabilities(self, topology: Topology, /) -> Mapping[Capability, Fidelity]:
        return {Capability.API: Fidelity.REAL}

    def unavailable(self, topology: Topology, /) -> str:
        return ""

    def claim_namespaces(self, fleet: Fleet, mentioned: Collection[str], /) -> tuple[str, ...]:
        return ()

    def create(self, name: str, topology: Topology, *, progress: Progress) -> Fleet:
        raise ClusterError("cluster1 did not\ncome up", evidence={"cluster1/journal": JOURNAL})

    def reset(self, fleet: Fleet, /, *, progress: Progress) -> None:
        raise AssertionError("there is no fleet: none came up")

    def destroy(self, fleet: Fleet, /) -> None:
        raise AssertionError("there is no fleet: none came up")

    def sweep(self) -> tuple[str, ...]:
        return ()


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], object]:
    monkeypatch.setenv("HARNESS_FLEETS", str(tmp_path / "state"))
    page = tmp_path / "a.md"
    page.write_text("---\ntitle: A\n---\n{{< text syntax=bash snip_id=look >}}\n$ kubectl get pods\n{{< /text >}}\n")
    plan = Site().plan(page)
    resources = Resources(settings=Settings(), owner=ProcessIdentity.of(1))
    resources.providers = {"embedded": Broken()}
    opener = Opener(resources=resources, provider="embedded", evidence=tmp_path / "evidence")
    return lambda: opener.open(plan, plan.variants[0])


def test_the_verdict_of_the_first_step_has_the_evidence(tmp_path: Path, opened: Callable[[], object]) -> None:
    with pytest.raises(ClusterError) as caught:
        opened()
    step = Site().plan(tmp_path / "a.md").variants[0].steps[0]
    verdict = not_opened(step, "", caught.value)
    [file] = (tmp_path / "evidence").rglob("*.txt")
    assert (verdict.outcome, verdict.failure, verdict.sentence, verdict.evidence) == (
        Outcome.ERROR,
        Failure.INFRASTRUCTURE,
        "cluster1 did not come up",
        (str(file),),
    )
    assert (file.parent.name, file.read_text()) == ("clusters", JOURNAL)
