"""How long an embedded fleet of two takes, against the bare kwokctl calls in the same run; its memory; its reset.

``python bench/fleet.py [ROUNDS]``: medians, and ratios to the bare tool.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import platformdirs
import yaml

from harness.cluster import processes
from harness.cluster.embedded import EmbeddedOptions, EmbeddedProvider
from harness.cluster.embedded.free_ports import free_ports
from harness.cluster.fleet.topology import default_topology
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider import Fleet
from harness.cluster.toolchain import EMBEDDED, Toolchain

PORTS = (
    "etcdPort",
    "etcdPeerPort",
    "kubeApiserverPort",
    "kubeControllerManagerPort",
    "kubeSchedulerPort",
    "kwokControllerPort",
)
BINARIES = {
    "etcdBinary": "etcd",
    "kubeApiserverBinary": "kube-apiserver",
    "kubeControllerManagerBinary": "kube-controller-manager",
    "kubeSchedulerBinary": "kube-scheduler",
    "kwokControllerBinary": "kwok",
}

ONE_BY_ONE = "bare, one after the other"
AT_ONCE = "bare, side by side"
FLEET = "fleet of two with nodes and MetalLB"


def quiet(_: str) -> None:
    pass


def seconds(work: Callable[[], object]) -> float:
    started = time.monotonic()
    work()
    return time.monotonic() - started


def bare(toolchain: Toolchain, state: Path, *, at_once: bool) -> float:
    """Two `kwokctl create cluster --wait`, with nothing that makes a fleet of them: no nodes, no MetalLB."""
    state.mkdir()
    programs = {tool: toolchain.path(tool, progress=quiet) for tool in EMBEDDED}
    path = f"{toolchain.folder(['kubectl'], progress=quiet)}:{os.environ['PATH']}"

    def create(name: str) -> None:
        options = {"runtime": "binary", **dict(zip(PORTS, free_ports(len(PORTS)), strict=True))}
        options |= {key: str(programs[tool]) for key, tool in BINARIES.items()}
        config = {"apiVersion": "config.kwok.x-k8s.io/v1alpha1", "kind": "KwokctlConfiguration", "options": options}
        (state / f"{name}.yaml").write_text(yaml.safe_dump(config))
        command: list[str | Path] = [
            programs["kwokctl"],
            "create",
            "cluster",
            "--name",
            name,
            "--config",
            state / f"{name}.yaml",
        ]
        command += ["--kubeconfig", state / f"{name}.kubeconfig", "--wait", "60s"]
        environment = {"PATH": path, "HOME": str(state), "KWOK_WORKDIR": str(state), processes.TAG: str(state)}
        subprocess.run(command, env=environment, capture_output=True, check=True)

    def both() -> None:
        with ThreadPoolExecutor(2 if at_once else 1) as pool:
            list(pool.map(create, ("one", "two")))

    try:
        return seconds(both)
    finally:
        processes.end(state)


def memory(fleet: Fleet) -> tuple[float, float]:
    """Megabytes of all processes: as each counts its own, and with what they share counted once."""
    infos = [process.memory_full_info() for state, process in processes.tagged() if state == fleet.state]
    return sum(info.rss for info in infos) / 2**20, sum(info.pss for info in infos) / 2**20


def dirty(fleet: Fleet, toolchain: Toolchain) -> None:
    """What a page might leave behind: a hundred objects, a definition among them."""
    kubectl = toolchain.path("kubectl", progress=quiet)
    for cluster in fleet.clusters:
        objects = [{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "left"}}]
        objects += [
            {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": f"left-{number}", "namespace": "left"}}
            for number in range(100)
        ]
        command: list[str | Path] = [
            kubectl,
            "--kubeconfig",
            fleet.kubeconfig,
            "--context",
            cluster.context,
            "apply",
            "-f",
            "-",
        ]
        subprocess.run(command, input=yaml.safe_dump_all(objects), text=True, capture_output=True, check=True)


def measure(toolchain: Toolchain, root: Path) -> dict[str, float]:
    """One round, below ``root``."""
    provider = EmbeddedProvider(toolchain, root / "fleets", EmbeddedOptions(owner=ProcessIdentity.of(os.getpid())))
    figures = {
        ONE_BY_ONE: bare(toolchain, root / "bare1", at_once=False),
        AT_ONCE: bare(toolchain, root / "bare2", at_once=True),
    }
    started = time.monotonic()
    fleet = provider.create("bench", default_topology(2, 2), progress=quiet)
    figures[FLEET] = time.monotonic() - started
    dirty(fleet, toolchain)
    figures["reset of both"] = seconds(lambda: provider.reset(fleet, progress=quiet))
    own, shared = memory(fleet)
    figures["memory in MB, shared pages counted each time"] = own
    figures["memory in MB, shared pages counted once"] = shared
    figures["destroy"] = seconds(lambda: provider.destroy(fleet))
    return figures


def main(rounds: int) -> None:
    toolchain = Toolchain(Path(platformdirs.user_cache_dir("docs-harness")))
    print("toolchain:", ", ".join(sorted({got.origin for got in toolchain.ensure(EMBEDDED, progress=quiet)})))
    results = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(prefix="bench-") as root:
            results.append(measure(toolchain, Path(root)))
    medians = {name: statistics.median(result[name] for result in results) for name in results[0]}
    for name, median in medians.items():
        print(f"{name:48} {median:8.1f}   of {', '.join(f'{result[name]:.1f}' for result in results)}")
    for name in (ONE_BY_ONE, AT_ONCE):
        print(f"ratio of the fleet to {name:26} {medians[FLEET] / medians[name]:8.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
