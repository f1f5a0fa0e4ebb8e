"""What a whole site costs: pages a minute, and the shares of time in start states, failing commands, waiting, resets.

``python bench/site.py [PYTEST ARGUMENTS]``, such as ``content/en --provider embedded -n 2 --fleets 2``; without any it
only tells what five layers cost a cluster: seconds to make and to go back to them, and memory.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import platformdirs
import yaml

from harness.cluster import processes
from harness.cluster.embedded import EmbeddedOptions, EmbeddedProvider
from harness.cluster.fleet.topology import default_topology
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider import Fleet
from harness.cluster.toolchain import Toolchain

SETUP = re.compile(r"^\s*([\d.]+)s setup\b", re.MULTILINE)
NEW = re.compile(r"\bnew after ([\d.]+) s")
READY = re.compile(r"\bready after ([\d.]+) s")
LAYERS = re.compile(r"\b(\d+) of (\d+) layers made in ([\d.]+) s")
COUNT = 5
OBJECTS = 200  # in a layer, beside its kinds
KINDS = 10


def main(arguments: list[str]) -> None:
    if arguments:
        pages(arguments)
    layers()


def pages(arguments: list[str]) -> None:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pytest", *arguments, "-q", "--durations=0", "--durations-min=0.01"]
        done = subprocess.run([*command, "--report-dir", folder], capture_output=True, text=True, check=False)
        report = json.loads((Path(folder) / "report.json").read_text())
    minutes = (time.monotonic() - started) / 60
    everything = list(objects(report))
    steps = [one for one in everything if {"outcome", "page", "commands"} <= one.keys()]
    commands = [one for step in steps for one in step["commands"]]
    clusters = [one["clusters"] for one in everything if isinstance(one.get("clusters"), str) and "leftovers" in one]
    told = "\n".join(clusters)
    in_setup = sum(map(float, SETUP.findall(done.stdout)))
    whole = (sum(one["seconds"] for one in commands) + in_setup) or 1.0
    made = [(int(count), int(of), float(seconds)) for count, of, seconds in LAYERS.findall(told)]
    variants = {(step["page"], step.get("variant", "")) for step in steps}
    print(f"pages           {len(variants):6d}   {len(variants) / minutes:.1f} a minute, {minutes:.1f} minutes")
    share("start states", in_setup, whole, "fleets, layers, resets")
    share("  new fleets", sum(map(float, NEW.findall(told))), whole, f"{len(NEW.findall(told))} made")
    share("  resets", sum(map(float, READY.findall(told))), whole, f"{len(READY.findall(told))} fleets used again")
    layers_made = f"{sum(count for count, _, _ in made)} of {sum(of for _, of, _ in made)} made, the others were there"
    share("  layers", sum(seconds for _, _, seconds in made), whole, layers_made)
    share("failing", sum(one["seconds"] for one in commands if one.get("failure")), whole, "commands that fail")
    again = [one for one in commands if one.get("attempts", 1) > 1]
    share("waiting", sum(one["seconds"] for one in again), whole, f"{len(again)} commands that were repeated")
    print("outcomes        ", dict(Counter(step["outcome"] for step in steps)))


def share(what: str, seconds: float, whole: float, note: str) -> None:
    print(f"{what:16}{seconds:6.0f} s {seconds / whole:4.0%} of {whole:.0f} s: {note}")


def layers() -> None:
    """Five layers one above the other on a fleet of two, then back to each of them."""
    toolchain = Toolchain(Path(platformdirs.user_cache_dir("docs-harness")))
    with tempfile.TemporaryDirectory(prefix="bench-") as root:
        provider = EmbeddedProvider(toolchain, Path(root), EmbeddedOptions(owner=ProcessIdentity.of(os.getpid())))
        fleet = provider.create("bench", default_topology(2, 2), progress=quiet)
        try:
            keeping, going = [], []
            before = memory(fleet)
            for number in range(COUNT):
                fill(fleet, toolchain, number)
                keeping.append(seconds(lambda number=number: provider.remember(fleet, f"layer{number}")))
            layers = [f"layer{number}" for number in (0, 4, 2, 3, 1, 4)]
            going += [seconds(lambda name=name: provider.return_to(fleet, name, progress=quiet)) for name in layers]
            resets = [seconds(lambda: provider.reset(fleet, progress=quiet)), busy(fleet)]
            print(f"keeping a layer {median(keeping):6.1f} s   of {told(keeping)}")
            print(f"going to one    {median(going):6.1f} s   of {told(going)}")
            print(f"first state     {resets[0]:6.1f} s   CPU seconds of the fleet in all: {resets[1]:.0f}")
            print(
                f"memory          {memory(fleet) / 2:6.0f} MB a cluster with {COUNT} layers, {before / 2:.0f} without"
            )
        finally:
            provider.destroy(fleet)


def fill(fleet: Fleet, toolchain: Toolchain, number: int) -> None:
    """A namespace with objects, and kinds, as an installation brings them."""
    kubectl = toolchain.path("kubectl", progress=quiet)
    name = f"layer{number}"
    things = [{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}}]
    things += [config_map(name, index) for index in range(OBJECTS)] + [kind(name, index) for index in range(KINDS)]
    for cluster in fleet.clusters:
        command = [
            str(kubectl),
            "--kubeconfig",
            str(fleet.kubeconfig),
            "--context",
            cluster.context,
            "apply",
            "-f",
            "-",
        ]
        subprocess.run(command, input=yaml.safe_dump_all(things), text=True, capture_output=True, check=True)


def config_map(namespace: str, index: int) -> dict[str, Any]:
    metadata = {"name": f"one-{index}", "namespace": namespace}
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": {"text": "x" * 2000}}


def kind(group: str, index: int) -> dict[str, Any]:
    plural = f"things{index}"
    version = {"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": {"type": "object"}}}
    return {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {"name": f"{plural}.{group}.example.com"},
        "spec": {
            "group": f"{group}.example.com",
            "scope": "Namespaced",
            "names": {"plural": plural, "singular": f"thing{index}", "kind": f"Thing{index}"},
            "versions": [version],
        },
    }


def memory(fleet: Fleet) -> float:
    """Megabytes of all processes, what they share counted once."""
    return sum(one.memory_full_info().pss for state, one in processes.tagged() if state == fleet.state) / 2**20


def busy(fleet: Fleet) -> float:
    """CPU seconds of all processes that live."""
    times = [one.cpu_times() for state, one in processes.tagged() if state == fleet.state]
    return sum(one.user + one.system for one in times)


def seconds(work: Any) -> float:
    started = time.monotonic()
    work()
    return time.monotonic() - started


def median(figures: Iterable[float]) -> float:
    ordered = sorted(figures)
    return ordered[len(ordered) // 2]


def told(figures: Iterable[float]) -> str:
    return ", ".join(f"{one:.1f}" for one in figures)


def quiet(_: str) -> None:
    pass


def objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every table in a JSON document."""
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(one)


if __name__ == "__main__":
    main(sys.argv[1:])
