"""Clusters that are rented: every context of the kubeconfig that ``SHOP_KUBECONFIG`` names, in their order."""

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from harness.capability import Capability, Fidelity
from harness.cluster.api import kubeconfig
from harness.cluster.api.client import Api
from harness.cluster.fleet.fleet_folder import FleetFolder, folders
from harness.cluster.fleet.topology import Topology
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider import Cluster, Fleet, Progress
from harness.errors import SettingsError

VARIABLE: Final = "SHOP_KUBECONFIG"
NAMESPACES: Final = "/api/v1/namespaces"
LABEL: Final = "shop.example.com/fleet"
BEFORE: Final = "namespaces.json"
ABLE: Final = {
    **dict.fromkeys(Capability, Fidelity.NONE),
    Capability.API: Fidelity.REAL,
    Capability.CONTROLLERS: Fidelity.REAL,
    Capability.PODS: Fidelity.SIMULATED,
}


class RentedProvider:
    """The clusters stay; of what pages make, namespaces are removed."""

    name = "rented"
    owned = False
    layers = None

    def __init__(self, root: Path, owner: ProcessIdentity, environ: Mapping[str, str]) -> None:
        self._root, self._owner, self._file = root, owner, environ.get(VARIABLE, "")

    def capabilities(self, topology: Topology, /) -> Mapping[Capability, Fidelity]:
        return ABLE

    def unavailable(self, topology: Topology, /) -> str:
        if not Path(self._file).is_file():
            return f"{VARIABLE} names no kubeconfig"
        rented = len(self._config()["contexts"])
        return f"{rented} are rented" if rented < len(topology.clusters) else ""

    def create(self, name: str, topology: Topology, *, progress: Progress) -> Fleet:
        if reason := self.unavailable(topology):
            raise SettingsError(f"no rented clusters: {reason}", remedy=f"set {VARIABLE}")
        progress(f"{name}: rented clusters")
        folder = FleetFolder.make(self._root, name, self._owner)
        file = folder.path / "kubeconfig"
        config = self._config()
        contexts = [item["name"] for item in config["contexts"]]
        parts = [
            kubeconfig.renamed(config, context=context, name=spec.name)
            for spec, context in zip(topology.clusters, contexts, strict=False)
        ]
        kubeconfig.write(file, kubeconfig.joined(parts))
        before = {spec.name: names(Api(file, spec.name)) for spec in topology.clusters}
        (folder.path / BEFORE).write_text(json.dumps(before), encoding="utf-8")
        return Fleet(
            name=name,
            provider=self.name,
            topology=topology,
            clusters=tuple(
                Cluster(
                    name=spec.name,
                    context=spec.name,
                    server=part["clusters"][0]["cluster"]["server"],
                    network=spec.network,
                    version=Api(file, spec.name).version(),
                )
                for spec, part in zip(topology.clusters, parts, strict=True)
            ),
            kubeconfig=file,
            state=folder.path,
            capabilities=ABLE,
            owned=self.owned,
        )

    def reset(self, fleet: Fleet, /, *, progress: Progress) -> None:
        progress(f"{fleet.name}: namespaces of pages")
        for cluster in fleet.clusters:
            end_namespaces(Api(fleet.kubeconfig, cluster.context), fleet.name)

    def destroy(self, fleet: Fleet, /) -> None:
        if fleet.state.exists():
            self.reset(fleet, progress=lambda _: None)
        FleetFolder(fleet.state).remove()

    def sweep(self) -> tuple[str, ...]:
        """Fleets of runs that were killed: their namespaces go as well."""
        left = [folder for folder in folders(self._root) if folder.owner is None or not folder.owner.alive()]
        for folder in left:
            file = folder.path / "kubeconfig"
            if file.is_file():
                for item in kubeconfig.read(file)["contexts"]:
                    end_namespaces(Api(file, item["name"]), folder.path.name)
            folder.remove()
        return tuple(folder.path.name for folder in left)

    def claim_namespaces(self, fleet: Fleet, mentioned: Collection[str], /) -> tuple[str, ...]:
        before = json.loads((fleet.state / BEFORE).read_text(encoding="utf-8"))
        claimed = []
        for cluster in fleet.clusters:
            api = Api(fleet.kubeconfig, cluster.context)
            for name in set(names(api)) & set(mentioned) - set(before[cluster.name]):
                api.merge(f"{NAMESPACES}/{name}", {"metadata": {"labels": {LABEL: fleet.name}}})
                claimed.append(f"{cluster.name}/{name}")
        return tuple(claimed)

    def _config(self) -> kubeconfig.Table:
        return kubeconfig.read(Path(self._file))


def names(api: Api) -> list[str]:
    return [item["metadata"]["name"] for item in api.get(NAMESPACES)["items"]]


def end_namespaces(api: Api, fleet: str) -> None:
    for item in api.request("GET", NAMESPACES, query={"labelSelector": f"{LABEL}={fleet}"})["items"]:
        api.delete(f"{NAMESPACES}/{item['metadata']['name']}")
