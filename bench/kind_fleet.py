"""How long a kind fleet of two takes, against the bare commands in the same run; its memory; its reset; its end.

``python bench/kind_fleet.py [ROUNDS]``: medians, and the ratio. ``HARNESS_KIND_SETTINGS`` names a settings file where
kind's published node image does not do.
"""

import json
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

from harness.cluster.containers import ContainerOptions, ContainerProvider
from harness.cluster.containers.metallb_manifest import metallb_manifest
from harness.cluster.containers.real_metallb import documents
from harness.cluster.fleet.topology import default_topology
from harness.cluster.kind import KindTool
from harness.cluster.kind.kind_tool import cluster_config
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider import Fleet
from harness.cluster.toolchain import Toolchain
from harness.settings import Settings, read_settings

TOPOLOGY = default_topology(2)
IN_A_ROW = 10
FLEET = "fleet of two: MetalLB, routes, found out what it can do"
BARE = "bare commands: two clusters side by side, MetalLB, routes"

# What one types without a harness, as short as it can be.
MAKE = """
set -eu
kind create cluster --config $NAME.yaml --kubeconfig $NAME.kubeconfig --wait 180s
export KUBECONFIG=$PWD/$NAME.kubeconfig
node=$(docker inspect -f '{{(index .NetworkSettings.Networks "kind").IPAddress}}' $NAME-control-plane)
kubectl config set-cluster kind-$NAME --server https://$node:6443
kubectl -n kube-system rollout status daemonset/kube-proxy --timeout=120s
kubectl apply -f metallb.yaml
kubectl -n metallb-system rollout status deployment/controller --timeout=120s
kubectl -n metallb-system rollout status daemonset/speaker --timeout=120s
until kubectl apply -f $NAME.pool.yaml; do sleep 0.5; done
kubectl -n kube-system rollout status deployment/coredns --timeout=120s
"""
CONNECT = """
set -eu
docker exec $HERE-control-plane ip route replace $PODS via $(
  docker inspect -f '{{(index .NetworkSettings.Networks "kind").IPAddress}}' $THERE-control-plane)
"""
POOL = """
apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata: {{name: pool, namespace: metallb-system}}
spec: {{addresses: ["{addresses}"]}}
---
apiVersion: metallb.io/v1beta1
kind: L2Advertisement
metadata: {{name: pool, namespace: metallb-system}}
"""


def quiet(_: str) -> None:
    pass


def seconds(work: Callable[[], object]) -> float:
    started = time.monotonic()
    work()
    return time.monotonic() - started


def script(text: str, folder: Path, programs: str, **environment: str) -> None:
    """``programs`` is a folder that stands first on the path."""
    path = f"{programs}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", text],
        cwd=folder,
        env={**os.environ, **environment, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{text}\n{done.stdout}{done.stderr}")


def bare(settings: Settings, toolchain: Toolchain, folder: Path) -> float:
    programs = str(toolchain.folder(["kind", "kubectl"], progress=quiet))
    manifest = metallb_manifest(settings.cluster.metallb, toolchain, folder=settings.root, progress=quiet)
    rest, workloads = documents(manifest)
    (folder / "metallb.yaml").write_text(yaml.safe_dump_all([*rest, *workloads]))
    names = {spec.name: f"bench-{spec.name}" for spec in TOPOLOGY.clusters}
    for number, spec in enumerate(TOPOLOGY.clusters):
        config = cluster_config(names[spec.name], spec, settings.cluster.kind)
        (folder / f"{names[spec.name]}.yaml").write_text(yaml.safe_dump(config))
        pool = POOL.format(addresses=f"198.18.{number}.1-198.18.{number}.50")
        (folder / f"{names[spec.name]}.pool.yaml").write_text(pool)

    def everything() -> None:
        script("docker network inspect kind || { docker network create kind && touch made; }", folder, programs)
        with ThreadPoolExecutor() as threads:
            list(threads.map(lambda name: script(MAKE, folder, programs, NAME=name), names.values()))
        first, second = TOPOLOGY.clusters
        for here, there in ((first, second), (second, first)):
            script(CONNECT, folder, programs, HERE=names[here.name], THERE=names[there.name], PODS=there.pod_subnet)

    try:
        return seconds(everything)
    finally:
        for name in names.values():
            script(f"kind delete cluster --name {name} --kubeconfig {name}.kubeconfig", folder, programs)
        script("[ ! -e made ] || docker network rm kind", folder, programs)


def memory(fleet: Fleet) -> float:
    """Megabytes that the engine counts for the nodes, page cache left out."""
    nodes = [fleet.extra[f"{cluster.name}.node"] for cluster in fleet.clusters]
    command = ["docker", "stats", "--no-stream", "--format", "{{json .MemUsage}}", *nodes]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    units = {"KiB": 2**-10, "MiB": 1.0, "GiB": 2.0**10}
    used = [json.loads(line).split("/")[0].strip() for line in lines]
    return sum(float(text[:-3]) * units[text[-3:]] for text in used)


def measure(settings: Settings, toolchain: Toolchain, root: Path) -> dict[str, float]:
    cluster = settings.cluster
    owner = ProcessIdentity.of(os.getpid())
    options = ContainerOptions(owner=owner, metallb=cluster.metallb, folder=settings.root)
    provider = ContainerProvider(KindTool(cluster.kind), toolchain, root, options)
    if reason := provider.unavailable(TOPOLOGY):
        sys.exit(f"not measured: {reason}")
    figures: dict[str, float] = {}
    fleets: list[Fleet] = []
    figures[FLEET] = seconds(lambda: fleets.append(provider.create("bench", TOPOLOGY, progress=quiet)))
    (fleet,) = fleets
    figures["memory in MB"] = memory(fleet)
    figures["reset with nothing to do"] = seconds(lambda: provider.reset(fleet, progress=quiet))
    kubectl = str(toolchain.path("kubectl", progress=quiet))

    def page() -> None:
        for one in fleet.clusters:
            command = [kubectl, "--kubeconfig", str(fleet.kubeconfig), "--context", one.context]
            for made in (("namespace", "left"), ("-n", "left", "deployment", "web", "--image=nginx")):
                subprocess.run([*command, "create", *made], check=True, capture_output=True)

    page()
    figures["reset of a namespace with a pod in each"] = seconds(lambda: provider.reset(fleet, progress=quiet))
    figures["memory after one page in MB"] = memory(fleet)
    for _ in range(IN_A_ROW):
        page()
        provider.reset(fleet, progress=quiet)
    figures[f"memory after {IN_A_ROW} more in MB"] = memory(fleet)
    figures["destroy"] = seconds(lambda: provider.destroy(fleet))
    return figures


def main(rounds: int) -> None:
    file = os.environ.get("HARNESS_KIND_SETTINGS")
    settings = read_settings(file=Path(file)) if file else Settings()
    toolchain = Toolchain(Path(platformdirs.user_cache_dir("docs-harness")))
    results: list[dict[str, float]] = []
    for number in range(rounds):
        with tempfile.TemporaryDirectory(prefix="bench-kind-") as folder:
            root = Path(folder)
            figures = measure(settings, toolchain, root / "fleets")
            figures[BARE] = bare(settings, toolchain, root)
            results.append(figures)
            print(f"round {number + 1}: {figures[FLEET]:.1f} s, bare {figures[BARE]:.1f} s")
    for name in results[0]:
        print(f"{statistics.median(result[name] for result in results):8.1f}  {name}")
    ratio = statistics.median(result[FLEET] / result[BARE] for result in results)
    print(f"{ratio:8.2f}  ratio to the bare commands")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
