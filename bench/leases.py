"""What the pool of fleets costs and gives: a lease beside the reset, pages that wait on two fleets, memory over leases.

``python bench/leases.py [LEASES]``: embedded fleets of one cluster; the pages are run by pytest itself.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs
import psutil
import yaml

from harness.cluster import processes
from harness.cluster.api.object_metadata import take_snapshot
from harness.cluster.embedded import EmbeddedOptions, EmbeddedProvider
from harness.cluster.fleet.lease import Lease
from harness.cluster.fleet.pool import FleetPool
from harness.cluster.fleet.run_name import run_name
from harness.cluster.fleet.topology import Topology, default_topology
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider import Fleet, Progress
from harness.cluster.toolchain import EMBEDDED, Toolchain

HARNESS = Path(sys.executable).with_name("harness")
TOPOLOGY = default_topology(1)
PAGES = 8
WAIT = 5  # seconds that each page only waits
IN_A_ROW = 10
# It writes to the cluster, or else pages would share a fleet; what it writes is gone at its end.
PAGE = """\
---
title: Page {number}
test: yes
---

{{{{< text bash >}}}}
$ kubectl --context="${{CTX_CLUSTER1}}" create configmap waits-{number}
{{{{< /text >}}}}

{{{{< text bash >}}}}
$ sleep {wait}
{{{{< /text >}}}}

{{{{< text bash >}}}}
$ kubectl --context="${{CTX_CLUSTER1}}" delete configmap waits-{number}
{{{{< /text >}}}}
"""


def quiet(_: str) -> None:
    pass


@dataclass
class Timed:
    """A provider that remembers how long each reset took."""

    provider: EmbeddedProvider
    name: str = "embedded"
    resets: list[float] = field(default_factory=list)

    def create(self, name: str, topology: Topology, *, progress: Progress) -> Fleet:
        return self.provider.create(name, topology, progress=progress)

    def reset(self, fleet: Fleet, /, *, progress: Progress) -> None:
        started = time.monotonic()
        self.provider.reset(fleet, progress=progress)
        self.resets.append(time.monotonic() - started)

    def destroy(self, fleet: Fleet, /) -> None:
        self.provider.destroy(fleet)

    def sweep(self) -> tuple[str, ...]:
        return self.provider.sweep()


@dataclass(frozen=True)
class Leasing:
    """A pool with one fleet, and what its leases take."""

    pool: FleetPool
    provider: Timed

    def lease(self, *, read_only: bool = False) -> Lease:
        return self.pool.lease("embedded", TOPOLOGY, page="bench.md", read_only=read_only, timeout=60, progress=quiet)

    def overhead(self, *, clean: bool, read_only: bool = False) -> float:
        """Milliseconds of leasing and returning, without the reset in between; ``clean`` spares the next one it."""
        before, started = len(self.provider.resets), time.monotonic()
        self.lease(read_only=read_only).release(clean=clean)
        return 1000 * (time.monotonic() - started - sum(self.provider.resets[before:]))


@contextmanager
def leasing(toolchain: Toolchain, root: Path) -> Iterator[Leasing]:
    owner = ProcessIdentity.of(os.getpid())
    provider = Timed(EmbeddedProvider(toolchain, root / "embedded", EmbeddedOptions(owner=owner)))
    pool = FleetPool(root / "pool", {"embedded": provider}, run=run_name(owner), limit=1, keep=False)
    try:
        yield Leasing(pool, provider)
    finally:
        pool.close()


def leave(fleet: Fleet, toolchain: Toolchain) -> None:
    """What a page leaves, so that there is something to reset: a namespace of a hundred objects."""
    objects = [{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "left"}}]
    objects += [
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": f"left-{number}", "namespace": "left"}}
        for number in range(100)
    ]
    command = [
        str(toolchain.path("kubectl", progress=quiet)),
        "--kubeconfig",
        str(fleet.kubeconfig),
        "apply",
        "-f",
        "-",
    ]
    subprocess.run(command, input=yaml.safe_dump_all(objects), text=True, capture_output=True, check=True)


def memory(fleet: Fleet) -> tuple[float, float]:
    """Megabytes of the fleet's processes and of this one."""
    infos = [process.memory_info() for state, process in processes.tagged() if state == fleet.state]
    return sum(info.rss for info in infos) / 2**20, psutil.Process().memory_info().rss / 2**20


def page_lease(leases: Leasing, toolchain: Toolchain) -> Fleet:
    """All that a page that changes its clusters does with a lease; they are looked at before and after it."""
    lease = leases.lease()
    take_snapshot(lease.fleet)
    leave(lease.fleet, toolchain)
    take_snapshot(lease.fleet)
    lease.release()
    return lease.fleet


def measure_leases(leases: Leasing, toolchain: Toolchain, count: int) -> None:
    leases.lease().release(clean=True)  # makes the fleet
    for name, values in (
        ("lease and return, fleet left as it was", [leases.overhead(clean=True) for _ in range(count)]),
        ("lease and return, to read", [leases.overhead(clean=True, read_only=True) for _ in range(count)]),
        ("lease and return, beyond the reset", [leases.overhead(clean=False) for _ in range(IN_A_ROW)]),
    ):
        print(f"{name:56} {statistics.median(values):8.1f} ms, at most {max(values):.1f} (goal: at most 50)")
    fleet = page_lease(leases, toolchain)  # and the next one is the first to reset so much
    resets = len(leases.provider.resets)
    leases.lease().release()
    first = memory(fleet)
    for _ in range(IN_A_ROW):
        page_lease(leases, toolchain)
    leases.lease().release(clean=True)
    last = memory(fleet)
    print(f"{'reset of a hundred objects':56} {statistics.median(leases.provider.resets[resets:]):8.2f} s")
    for name, before, after in zip(("the fleet's processes", "the harness process"), first, last, strict=True):
        what = f"memory of {name} over {IN_A_ROW} leases"
        print(f"{what:56} {before:8.0f} -> {after:.0f} MB, ratio {after / before:.2f}")


def run_pages(folder: Path, environment: dict[str, str], pages: int, *, fleets: int) -> float:
    """Seconds of a pytest of its own."""
    paths = [f"page{number}.md" for number in range(1, pages + 1)]
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--fleets", str(fleets), "--keep", *paths]
    started = time.monotonic()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return time.monotonic() - started


def measure_pages(folder: Path) -> None:
    """On fleets that are kept, since making them is what `fleet.py` measures; that part is told apart."""
    (folder / "harness.toml").touch()
    for number in range(1, PAGES + 1):
        (folder / f"page{number}.md").write_text(PAGE.format(number=number, wait=WAIT))
    ready: dict[int, float] = {}
    made: dict[int, float] = {}
    for fleets in (1, 2):
        environment = {**os.environ, "HARNESS_FLEETS": str(folder / f"state{fleets}")}
        try:
            made[fleets] = run_pages(folder, environment, fleets, fleets=fleets)
            ready[fleets] = run_pages(folder, environment, PAGES, fleets=fleets)
        finally:
            subprocess.run([HARNESS, "clusters", "down"], env=environment, cwd=folder, capture_output=True, check=True)
        print(f"{f'{PAGES} pages that wait {WAIT} s, -n 2 --fleets {fleets}':56} {ready[fleets]:8.1f} s")
        print(f"{f'  before it, fleets made, {fleets} of the pages run':56} {made[fleets]:8.1f} s")
    print(f"{'ratio of two fleets to one (goal: at most 0.55)':56} {ready[2] / ready[1]:8.2f}")


def main(count: int) -> None:
    toolchain = Toolchain(Path(platformdirs.user_cache_dir("docs-harness")))
    toolchain.ensure(EMBEDDED, progress=quiet)
    with tempfile.TemporaryDirectory(prefix="bench-") as root:
        with leasing(toolchain, Path(root)) as leases:
            measure_leases(leases, toolchain, count)
        measure_pages(Path(root))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
