"""The existing provider: clusters that the user already has, by contexts that the settings allow; never deleted."""

import json
import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from harness.capability import Capability, Fidelity
from harness.cluster.api import kubeconfig
from harness.cluster.api.client import Api
from harness.cluster.api.kubectl_client import Kubectl
from harness.cluster.existing.abilities import looked_at, tried, weakest
from harness.cluster.existing.contexts import kubeconfig_files, portable, read_merged
from harness.cluster.existing.namespaces import LABEL, NAMESPACES, end_namespaces
from harness.cluster.fleet.fleet_folder import FleetFolder, folders
from harness.cluster.fleet.topology import ClusterSpec, Topology
from harness.cluster.probe import IMAGE
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider import Cluster, Fleet, Progress
from harness.cluster.runner import Runner
from harness.cluster.toolchain import Toolchain
from harness.cluster.waiting import side_by_side
from harness.errors import ClusterError, SettingsError

LOG = logging.getLogger(__name__)

BEFORE: Final = "namespaces.json"  # names of the namespaces that were there first, by cluster


@dataclass(frozen=True, slots=True, kw_only=True)
class ExistingOptions:
    """``contexts`` maps the fleet's cluster names to the user's contexts, all of which ``allow`` must name.

    ``confirm`` is asked once, with what is about to be used, before the first change. ``read_only`` changes nothing
    and asks nothing; such a fleet says ``read_only`` in its template values.
    """

    owner: ProcessIdentity
    contexts: Mapping[str, str]
    allow: tuple[str, ...]
    confirm: Callable[[str], bool]
    environ: Mapping[str, str]
    kubeconfig: Path | None = None
    read_only: bool = False
    image: str = IMAGE


class ExistingProvider:
    """Fleets below ``root`` are only a kubeconfig and a memory of what was there; the clusters are the user's."""

    name = "existing"
    owned = False
    layers = None

    def __init__(self, toolchain: Toolchain, root: Path, options: ExistingOptions) -> None:
        self._toolchain, self._root, self._options = toolchain, root.absolute(), options
        self._confirmed: set[str] = set()

    def capabilities(self, topology: Topology, /) -> Mapping[Capability, Fidelity]:  # noqa: ARG002
        """Nothing is known of a user's clusters before a fleet of them is made."""
        return dict.fromkeys(Capability, Fidelity.NONE)

    def unavailable(self, topology: Topology, /) -> str:
        """Which cluster has no context that may be used."""
        try:
            for spec in topology.clusters:
                self._context(spec)
        except SettingsError as error:
            return error.message
        return ""

    def create(self, name: str, topology: Topology, *, progress: Progress) -> Fleet:
        """A fleet of the named contexts; ``SettingsError`` for one that may not be used, or was not confirmed."""
        chosen = {spec.name: self._context(spec) for spec in topology.clusters}
        folder = FleetFolder.make(self._root, name, self._options.owner)
        try:
            return self._create(folder.path, topology, chosen, progress)
        except BaseException:
            folder.remove()
            raise

    def reset(self, fleet: Fleet, /, *, progress: Progress) -> None:
        """Delete the namespaces that carry the fleet's label, with all that is in them; everything else stays."""
        if self._options.read_only:
            return
        progress(f"{fleet.name}: namespaces that pages made")
        for cluster in fleet.clusters:
            end_namespaces(Api(fleet.kubeconfig, cluster.context), fleet.name)

    def destroy(self, fleet: Fleet, /) -> None:
        if fleet.state.exists():
            self.reset(fleet, progress=LOG.info)
        FleetFolder(fleet.state).remove()

    def sweep(self) -> tuple[str, ...]:
        swept: list[str] = []
        for folder in folders(self._root):
            if folder.owner is not None and folder.owner.alive():
                continue
            file = folder.path / "kubeconfig"
            if file.is_file() and not self._options.read_only:
                config = kubeconfig.read(file)
                for item in config["contexts"]:
                    end_namespaces(Api(file, item["name"]), folder.path.name)
            folder.remove()
            swept.append(folder.path.name)
        return tuple(swept)

    def claim_namespaces(self, fleet: Fleet, mentioned: Collection[str], /) -> tuple[str, ...]:
        """Label namespaces that are new since the fleet was made and that a page's commands mention.

        Other people's work goes on in such clusters, so a namespace that is only new is not enough. Returns those
        that were labelled, as ``cluster1/foo``.
        """
        if self._options.read_only:
            return ()
        before = json.loads((fleet.state / BEFORE).read_text(encoding="utf-8"))
        labelled: list[str] = []
        for cluster in fleet.clusters:
            api = Api(fleet.kubeconfig, cluster.context)
            for item in api.get(NAMESPACES)["items"]:
                name = item["metadata"]["name"]
                known = name in before[cluster.name] or LABEL in item["metadata"].get("labels", {})
                if name in mentioned and not known:
                    api.merge(f"{NAMESPACES}/{name}", {"metadata": {"labels": {LABEL: fleet.name}}})
                    labelled.append(f"{cluster.name}/{name}")
        return tuple(labelled)

    def _context(self, spec: ClusterSpec) -> str:
        """The user's context for a cluster of the topology."""
        contexts = self._options.contexts
        if spec.name not in contexts:
            raise SettingsError(
                f"no context is named for {spec.name}",
                expected=f"one for each of the page's clusters; named are {', '.join(contexts) or 'none'}",
                remedy=f"--contexts {spec.name}=CONTEXT, or contexts in [cluster]",
            )
        context = contexts[spec.name]
        if context not in self._options.allow:
            raise SettingsError(
                f"context {context!r} may not be used",
                expected=f"one of those that the settings allow: {', '.join(self._options.allow) or 'none'}",
                remedy=f"if pages may change that cluster: allow = [{context!r}] in [cluster]",
            )
        if list(contexts.values()).count(context) > 1:
            raise SettingsError(
                f"context {context!r} is named for several clusters",
                expected="a cluster of its own for each: pages would overwrite their own work",
                remedy="name another context, or leave out the page",
            )
        return context

    def _create(self, state: Path, topology: Topology, chosen: Mapping[str, str], progress: Progress) -> Fleet:
        options = self._options
        config = read_merged(kubeconfig_files(options.kubeconfig, options.environ))
        parts = [
            portable(kubeconfig.renamed(config, context=context, name=name), options.environ, context=context)
            for name, context in chosen.items()
        ]
        file = state / "kubeconfig"
        kubeconfig.write(file, kubeconfig.joined(parts))
        clusters = tuple(
            self._reach(file, spec, str(part["clusters"][0]["cluster"]["server"]))
            for spec, part in zip(topology.clusters, parts, strict=True)
        )
        apis = {cluster.name: Api(file, cluster.context) for cluster in clusters}
        before = {
            name: [item["metadata"]["name"] for item in api.get(NAMESPACES)["items"]] for name, api in apis.items()
        }
        (state / BEFORE).write_text(json.dumps(before), encoding="utf-8")
        self._ask(clusters, chosen)
        kubectl = self._toolchain.path("kubectl", progress=progress)
        runner = Runner({**options.environ, "KUBECONFIG": str(file), "KUBECACHEDIR": str(state / "kube-cache")})

        def look(cluster: Cluster) -> dict[Capability, Fidelity]:
            progress(f"{cluster.name}: what it can do")
            api = apis[cluster.name]
            if options.read_only:
                return looked_at(api)
            client = Kubectl(program=kubectl, kubeconfig=file, context=cluster.context, runner=runner)
            return tried(api, client, fleet=state.name, image=options.image, stopped=lambda: runner.stopped)

        found = side_by_side(look, clusters, stop=runner.stop)
        return Fleet(
            name=state.name,
            provider=self.name,
            topology=topology,
            clusters=clusters,
            kubeconfig=file,
            state=state,
            capabilities=weakest(found, networks=topology.networks),
            path=(self._toolchain.folder(["kubectl"], progress=progress),),
            extra={"read_only": "true"} if options.read_only else {},
            owned=self.owned,
        )

    def _reach(self, file: Path, spec: ClusterSpec, server: str) -> Cluster:
        try:
            version = Api(file, spec.name).version()
        except ClusterError as error:
            raise ClusterError(
                f"{spec.name} does not answer at {server}: {error.message}",
                remedy=f"try it: kubectl --context {self._options.contexts[spec.name]} version",
            ) from error
        return Cluster(
            name=spec.name,
            context=spec.name,
            server=server,
            network=spec.network,
            version=version,
            user_context=self._options.contexts[spec.name],
        )

    def _ask(self, clusters: tuple[Cluster, ...], chosen: Mapping[str, str]) -> None:
        """Show what is about to be changed, once for each cluster."""
        fresh = [cluster for cluster in clusters if cluster.server not in self._confirmed]
        if self._options.read_only or not fresh:
            return
        lines = [f"  {one.name} is {chosen[one.name]} at {one.server} ({one.version})" for one in fresh]
        if not self._options.confirm("\n".join(["Pages will change these clusters:", *lines])):
            raise SettingsError(
                "the clusters were not confirmed, nothing was changed",
                remedy="confirm them (--yes), or look only (--dry-run)",
            )
        self._confirmed.update(cluster.server for cluster in fresh)
