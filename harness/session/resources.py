"""What the pages of a run share: the toolchain, the providers, the pool of fleets, and sources that settings name."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from shutil import which

from harness.cluster.fleet.pool import FleetPool
from harness.cluster.fleet.room import Room
from harness.cluster.fleet.run_name import run_name
from harness.cluster.guarded_provider import Providers, made
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider import ClusterProvider, Fleet, Progress
from harness.cluster.provider_entry import ProviderContext, ProviderEntry
from harness.cluster.toolchain import TOOLS, Toolchain
from harness.extensions.manager import contributions
from harness.session.clusters.site_toolchain import toolchain_of
from harness.session.user_folders import cache_folder, fleets_folder
from harness.session.workspace.workdir import with_executable_scripts
from harness.settings import Settings


@dataclass(kw_only=True)
class Resources:
    """``owner`` is the process whose end ends the fleets: the one that was started, not its workers.

    ``fleets`` are how many there may be at a time; ``None``: as many of light providers as there are ``workers``.
    """

    settings: Settings
    owner: ProcessIdentity
    fleets: int | None = None
    workers: int = 1
    keep: bool = False
    contexts: Mapping[str, str] = field(default_factory=dict)  # existing clusters, on top of the settings'
    read_only: bool = False
    confirm: Callable[[str], bool] = lambda _: False
    _sources: dict[str, Path] = field(default_factory=dict, init=False)

    @cached_property
    def toolchain(self) -> Toolchain:
        return toolchain_of(self.settings)

    @cached_property
    def entries(self) -> Mapping[str, ProviderEntry]:
        """Every provider that can be chosen, cheapest first."""
        return contributions("harness_providers")

    @cached_property
    def providers(self) -> Mapping[str, ClusterProvider]:
        return Providers({name: made(entry, self.provider_context(name)) for name, entry in self.entries.items()})

    def provider_context(self, name: str) -> ProviderContext:
        """What the provider of that name is made from."""
        return ProviderContext(
            settings=self.settings,
            toolchain=self.toolchain,
            root=fleets_folder() / name,
            owner=self.owner,
            keep=self.keep,
            read_only=self.read_only,
            contexts=self.contexts,
            confirm=self.confirm,
            options=self.entries[name].options(self.settings),
        )

    def claim_namespaces(self, fleet: Fleet, mentioned: Collection[str]) -> tuple[str, ...]:
        """Namespaces that a page made on clusters of others, marked so that they are found again."""
        return self.providers[fleet.provider].claim_namespaces(fleet, mentioned)

    @cached_property
    def pool(self) -> FleetPool:
        light = [name for name, entry in self.entries.items() if entry.light]
        room = Room.for_workers(self.workers, light) if self.fleets is None else Room.of(self.fleets)
        return FleetPool(fleets_folder() / "pool", self.providers, run=run_name(self.owner), room=room, keep=self.keep)

    def source(self, text: str, progress: Progress) -> str:
        """A source of the settings as a path of this machine; a URL stays what it is."""
        if "://" in text:
            return text
        if text not in self._sources:
            found = self.toolchain.source(text, base=self.settings.root, progress=progress)
            self._sources[text] = with_executable_scripts(found, cache_folder() / "sources" / found.parent.name)
        return str(self._sources[text])

    def tools(self, names: frozenset[str], progress: Progress, *, every: bool = True) -> Path | None:
        """A folder with those of the programs that the toolchain knows; the others are left to the PATH.

        So are, but for ``every``, those that are there already.
        """
        known = sorted(one for one in names & TOOLS.keys() if every or which(one) is None)
        return self.toolchain.folder(known, progress=progress) if known else None

    def close(self) -> None:
        """Remove the run's fleets, unless they are kept. Only the owner's process does this."""
        if "pool" in self.__dict__:
            self.pool.close()
