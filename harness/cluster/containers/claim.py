"""What a fleet takes before it is made: names, a network and LoadBalancer addresses that nobody else uses."""

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from filelock import FileLock

from harness.cluster.address_pool import AddressPool, free_pools, ipv4_subnet, parse_pool
from harness.cluster.containers.container_record import ContainerRecord, read_record
from harness.cluster.containers.engine import Engine
from harness.cluster.containers.tool import ClusterTool
from harness.cluster.fleet.fleet_folder import folders
from harness.cluster.fleet.topology import Topology
from harness.cluster.runner import CommandError
from harness.errors import ClusterError

LOG = logging.getLogger(__name__)

LOCK: Final = ".containers.lock"  # held while addresses are chosen, and while the network is made or removed


def claim(
    engine: Engine, tool: ClusterTool, state: Path, topology: Topology, *, network: str, size: int
) -> ContainerRecord:
    """Names, network and ``size`` addresses for each cluster of a new fleet, written down before anything is made."""
    # Another harness on this machine, with folders elsewhere, may have a fleet of the same name.
    mark = hashlib.sha256(str(state.parent).encode()).hexdigest()[:4]
    names = {spec.name: f"harness-{mark}-{state.name}-{spec.name}" for spec in topology.clusters}
    with FileLock(state.parent / LOCK):
        there = engine.nodes()
        if taken := sorted(set(names.values()) & set(there.values())):
            raise ClusterError(
                f"{tool.name} cluster {taken[0]} is there already, and no fleet of ours",
                remedy=f"delete it: {tool.name} {' '.join(tool.deletion(taken[0]))}",
            )
        if engine.subnets(network) is None:
            engine.make_network(network)
        subnet = ipv4_subnet(engine.subnets(network) or (), network=network)
        pools = free_pools(subnet, count=len(names), size=size, used=used_pools(engine, tool, state.parent, there))
        record = ContainerRecord(
            engine=engine.name,
            network=network,
            clusters=names,
            pools={name: str(pool) for name, pool in zip(names, pools, strict=True)},
        )
        record.write(state)
    return record


def give_network_back(engine: Engine, state: Path, network: str) -> None:
    """Remove the network if we made it and the fleet at ``state`` was the last on it."""
    with FileLock(state.parent / LOCK):
        others = [folder.path for folder in folders(state.parent) if folder.path != state]
        if not any(map(read_record, others)):
            engine.remove_network(network)


def used_pools(engine: Engine, tool: ClusterTool, root: Path, nodes: Mapping[str, str]) -> list[AddressPool]:
    """Of our fleets as recorded, also those only just being made; of other people's clusters as these say."""
    records = [record for folder in folders(root) if (record := read_record(folder.path)) is not None]
    ours = {name for record in records for name in record.clusters.values()}
    texts = [text for record in records for text in record.pools.values()]
    others = [node for node, cluster in nodes.items() if cluster not in ours and node == tool.control_plane(cluster)]
    texts += addresses_in_use(engine, tool, others)
    return [pool for text in texts if (pool := parse_pool(text)) is not None]


def addresses_in_use(engine: Engine, tool: ClusterTool, nodes: Sequence[str]) -> list[str]:
    """Address ranges that MetalLB gives out in clusters of others, as their control planes, ``nodes``, say."""
    found: list[str] = []
    for node in nodes:
        ask = (*tool.kubectl, "get", "ipaddresspools.metallb.io", "--all-namespaces", "--output", "json")
        try:
            answer = engine.run_in(node, *ask, timeout=10)
        except CommandError as error:
            # Stopped, still starting, or without MetalLB: it gives out no address.
            LOG.debug("%s names no address pools: %s", node, error)
            continue
        for item in json.loads(answer)["items"]:
            found += item["spec"].get("addresses", ())
    return found
