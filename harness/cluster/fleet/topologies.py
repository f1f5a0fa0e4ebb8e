"""Named topologies of a site, and the smallest one that serves a page."""

import ipaddress
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

from harness.cluster.fleet.topology import ClusterSpec, Topology, default_topology
from harness.errors import SettingsError
from harness.plan.step import Needs
from harness.settings.sections import ClusterSetting, TopologySetting

CONTEXT = re.compile(r"\{([^{}.]+)\.context\}")
NUMBERED = re.compile(r"cluster(\d+)")


def named_topologies(settings: Mapping[str, TopologySetting]) -> dict[str, Topology]:
    """The topologies of ``[topologies]``; ``SettingsError`` for one that cannot be made."""
    return {name: named_topology(name, setting) for name, setting in settings.items()}


def named_topology(name: str, setting: TopologySetting) -> Topology:
    specs = list(map(spec_of, range(1, len(setting.clusters) + 1), setting.clusters))
    if setting.file is not None:
        specs += read_topology(setting.file)
    problem = trouble(specs)
    if problem:
        place = "" if setting.file is None else f" ({setting.file})"
        raise SettingsError(f"topology {name!r}{place}: {problem}", remedy=f"correct [topologies.{name}]")
    return Topology(name=name, clusters=tuple(specs))


def spec_of(number: int, setting: ClusterSetting) -> ClusterSpec:
    """A cluster of settings; ranges that are not given are those of the cluster's place in the list."""
    usual = default_topology(number).clusters[-1]
    return ClusterSpec(
        name=setting.name,
        network=setting.network,
        pod_subnet=setting.pod_subnet or usual.pod_subnet,
        service_subnet=setting.service_subnet or usual.service_subnet,
        nodes=setting.nodes,
        version=setting.version,
    )


def read_topology(file: Path) -> list[ClusterSpec]:
    """Clusters as a file of JSON lists them: cluster_name, pod_subnet, svc_subnet, network_id; the rest is left."""
    try:
        listed = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{file}: {error.strerror}", remedy="correct `file` of the topology") from error
    except ValueError as error:
        raise SettingsError(f"{file}: not JSON: {error}") from error
    if not isinstance(listed, list):
        raise SettingsError(f"{file}: not a list of clusters", expected='[{"cluster_name": "...", ...}, ...]')
    return [imported(file, number, item) for number, item in enumerate(listed, start=1)]


def imported(file: Path, number: int, item: Any) -> ClusterSpec:
    try:
        return ClusterSpec(
            name=str(item["cluster_name"]),
            network=f"network{item.get('network_id', 0)}",
            pod_subnet=item["pod_subnet"],
            service_subnet=item["svc_subnet"],
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise SettingsError(
            f"{file}: cluster {number} has no {error}",
            expected="cluster_name, pod_subnet, svc_subnet and, where there are several networks, network_id",
        ) from error


def trouble(specs: Iterable[ClusterSpec]) -> str:
    """Why clusters cannot stand together, empty when they can. Clusters of different networks may share ranges."""
    names: set[str] = set()
    ranges: list[tuple[ClusterSpec, ipaddress.IPv4Network]] = []
    for spec in specs:
        if spec.name in names:
            return f"two clusters are called {spec.name!r}"
        names.add(spec.name)
        for text in (spec.pod_subnet, spec.service_subnet):
            try:
                own = ipaddress.IPv4Network(text)
            except ValueError as error:
                return f"{spec.name}: {text!r} is no IPv4 range: {error}"
            for other, taken in ranges:
                if spec.network == other.network and own.overlaps(taken):
                    return f"{own} of {spec.name} overlaps {taken} of {other.name}"
            ranges.append((spec, own))
    return "" if names else "it has no clusters"


def smallest_topology(needs: Needs, named: Iterable[Topology], *, clusters: Collection[str] = ()) -> Topology:
    """The clusters that a page needs, out of the first and smallest topology that has them, else made to measure.

    ``clusters`` are names that the page's context variables stand for, see ``clusters_of``. Numbered ones (cluster1,
    cluster2) may be any clusters of a topology, in its order; other names have to be there.
    """
    numbers = [int(found[1]) for name in clusters if (found := NUMBERED.fullmatch(name))]
    count = max([needs.clusters, len(clusters), *numbers, 1])
    networks = min(needs.networks, count)
    for topology in sorted(named, key=lambda one: len(one.clusters)):
        if (part := part_of(topology, count, networks, clusters)) is not None:
            return part
    if strange := sorted(name for name in clusters if not NUMBERED.fullmatch(name)):
        raise SettingsError(
            f"no topology has cluster {strange[0]!r} on {networks} networks",
            expected=f"a topology with {', '.join(sorted(clusters))}",
            remedy="add one to [topologies], or correct the variable's template",
        )
    return default_topology(count, networks)


def of_version(topology: Topology, version: str) -> Topology:
    """The topology with a version of Kubernetes for clusters that say none; empty leaves it to the tools."""
    said = f"v{version.removeprefix('v')}" if version else ""
    return replace(topology, clusters=tuple(replace(one, version=one.version or said) for one in topology.clusters))


def part_of(topology: Topology, count: int, networks: int, names: Collection[str]) -> Topology | None:
    """``count`` clusters of a topology on exactly ``networks`` networks; ``None`` when it has no such clusters."""
    by_name = [spec for spec in topology.clusters if spec.name in names]
    if names and len(by_name) == len(names):
        rest = [spec for spec in topology.clusters if spec.name not in names]
        choices = ([*by_name, *more] for more in combinations(rest, count - len(by_name)))
    elif all(NUMBERED.fullmatch(name) for name in names):
        choices = (
            [replace(spec, name=f"cluster{number}") for number, spec in enumerate(chosen, start=1)]
            for chosen in combinations(topology.clusters, count)
        )
    else:
        return None
    for choice in choices:
        if len({spec.network for spec in choice}) == networks:
            return Topology(name=topology.name, clusters=tuple(choice))
    return None


def clusters_of(contexts: Iterable[str], variables: Mapping[str, str]) -> frozenset[str]:
    """The clusters whose contexts a page's variables stand for: ``CTX_CLUSTER1`` is ``{cluster1.context}``."""
    return frozenset(name for context in contexts for name in CONTEXT.findall(variables.get(context, "")))
