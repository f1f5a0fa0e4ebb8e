"""``harness clusters``: fleets that live longer than a run."""

import argparse
import os
import shlex
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from harness.cluster.fleet.environment import fleet_variables
from harness.cluster.fleet.pool_entry import PoolEntry
from harness.cluster.fleet.run_name import run_owner
from harness.cluster.fleet.topologies import named_topologies, of_version
from harness.cluster.fleet.topology import default_topology
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider_entry import require_provider
from harness.errors import SettingsError
from harness.extensions.manager import origin_of
from harness.report.progress import Progress
from harness.session.clusters.cluster_failure import evidence_kept
from harness.session.resources import Resources
from harness.session.user_folders import evidence_folder
from harness.session.workspace.temporary import sweep_folders
from harness.settings import read_settings
from harness.settings.build import spelling


def add_arguments(parser: argparse.ArgumentParser) -> None:
    said = "read this settings file instead of searching"
    parser.add_argument("--settings", type=Path, metavar="FILE", help=said)
    both = argparse.ArgumentParser(add_help=False)  # before the action and behind it
    both.add_argument("--settings", type=Path, metavar="FILE", default=argparse.SUPPRESS, help=said)
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    actions.add_parser("list", parents=[both], help="every fleet that is up (the default)")
    up = actions.add_parser("up", parents=[both], help="make a fleet and keep it; prints the variables that pages use")
    up.add_argument("--clusters", type=int, default=1, metavar="N", help="default: 1")
    up.add_argument("--networks", type=int, default=1, metavar="N", help="default: 1")
    up.add_argument("--topology", metavar="NAME", help="one of the settings' instead")
    up.add_argument(
        "--provider", metavar="NAME", default="embedded", help="default: embedded; see harness clusters providers"
    )
    actions.add_parser("providers", parents=[both], help="where clusters can come from, and who brings each along")
    down = actions.add_parser("down", parents=[both], help="remove kept fleets")
    down.add_argument("names", nargs="*", metavar="NAME", help="default: all kept ones")


def run(arguments: argparse.Namespace) -> int:
    settings = read_settings(file=arguments.settings, start=Path.cwd())
    resources = Resources(settings=settings, owner=ProcessIdentity.of(os.getpid()), fleets=100, keep=True)
    if arguments.action == "providers":
        sys.stdout.write("".join(f"{line}\n" for name in resources.entries for line in provider_lines(resources, name)))
        return 0
    for name in (*resources.pool.sweep(), *sweep_folders()):
        sys.stdout.write(f"removed what was left of {name}\n")
    if arguments.action == "up":
        return up(resources, arguments)
    if arguments.action == "down":
        return down(resources, frozenset(arguments.names))
    lines = [line for entry in resources.pool.ready() for line in described(entry)]
    sys.stdout.write("".join(f"{line}\n" for line in lines or ["no fleets"]))
    return 0


def down(resources: Resources, names: frozenset[str]) -> int:
    removed = resources.pool.down(names)
    held = {entry.name: run_owner(entry.held_by).pid for entry in resources.pool.ready() if entry.held_by}
    for name in sorted(names - frozenset(removed) - held.keys()):
        raise SettingsError(f"no kept fleet {name!r}", remedy="see which there are: harness clusters list")
    lines = [f"removed {name}\n" for name in removed]
    lines += [f"not removed: {name}, a run uses it (process {pid})\n" for name, pid in held.items()]
    sys.stdout.write("".join(lines) or "no kept fleets\n")
    return 0


def described(entry: PoolEntry) -> Iterator[str]:
    """A fleet in one line, and a line for each layer that it can go back to."""
    fleet, layers = entry.fleet, entry.layers
    clusters = ", ".join(f"{one.name} ({one.network})" for one in fleet.clusters)
    yield f"{fleet.name}  {fleet.provider}  {clusters}  KUBECONFIG={fleet.kubeconfig}"
    for key, name in layers.known.items():
        yield f"  layer {key[:8]}: {name}{' (the fleet is at it)' if key == layers.current else ''}"


def provider_lines(resources: Resources, name: str) -> Iterator[str]:
    """A provider in one line, and a line each for the keys of its table and for why it cannot be used here."""
    entry, origin = resources.entries[name], origin_of("harness_providers", name)
    yield f"{name}  {origin}{', chosen by auto' if entry.automatic else ''}"
    if entry.settings is not None:
        yield f"  settings: [cluster.{name}] {', '.join(spelling(each.name) for each in fields(entry.settings))}"
    if reason := resources.providers[name].unavailable(default_topology(1)):
        yield f"  unavailable: {reason.splitlines()[0]}"


def up(resources: Resources, arguments: argparse.Namespace) -> int:
    topology = default_topology(arguments.clusters, arguments.networks)
    if arguments.topology:
        named = named_topologies(resources.settings.topologies)
        if arguments.topology not in named:
            raise SettingsError(
                f"no topology {arguments.topology!r}", expected=", ".join(sorted(named)) or "none is set"
            )
        topology = named[arguments.topology]
    topology = of_version(topology, resources.settings.cluster.version)
    require_provider(arguments.provider, resources.entries)
    timeout = resources.settings.timeouts.fleet
    with evidence_kept(evidence_folder() / "clusters-up"), Progress() as progress:
        lease = resources.pool.lease(
            arguments.provider, topology, page="harness clusters up", read_only=True, timeout=timeout, progress=progress
        )
    lease.release(clean=True)
    for name, value in fleet_variables(lease.fleet, resources.settings.variables).items():
        sys.stdout.write(f"export {name}={shlex.quote(value)}\n")
    return 0
