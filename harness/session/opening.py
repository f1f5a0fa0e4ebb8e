"""Opening a page: its clusters are chosen and leased, its folders made, its shell started."""

import os
import re
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from harness.capability import Capability, Fidelity
from harness.cluster import charts
from harness.cluster.file_server import served
from harness.cluster.fleet.environment import shell_environment
from harness.cluster.fleet.lease import Lease
from harness.cluster.fleet.topologies import clusters_of, named_topologies, of_version, smallest_topology
from harness.cluster.fleet.topology import Topology
from harness.cluster.provider import Fleet
from harness.match.rules import switched_on
from harness.match.thread import Thread
from harness.plan.commands.budget import page_budget
from harness.plan.commands.replacement import CHARTS, PACKAGED, replaced, repositories_known
from harness.plan.step import Command, PagePlan, VariantPlan
from harness.run.shell_options import ShellOptions
from harness.run.terminal.bash_shell import PexpectShell
from harness.session.clusters.cluster_failure import evidence_kept
from harness.session.clusters.context_names import name_contexts
from harness.session.clusters.page_leaks import Story
from harness.session.clusters.watch import Watch, watch_over
from harness.session.conditions import Conditions, versions_of
from harness.session.open_page import OpenPage
from harness.session.page.chart_copies import ChartCopies
from harness.session.page.page_session import Live, PageSession
from harness.session.page.page_time import PageTime, RunningBudget, no_limit
from harness.session.page.session_options import SessionOptions
from harness.session.provider_offers import NO_CLUSTERS, chosen
from harness.session.resources import Resources
from harness.session.site_state import digest
from harness.session.start_state import Start, StartState, bring_about, described, require_makeable, start_state
from harness.session.user_folders import evidence_folder
from harness.session.workspace.copies import Copies, address_for
from harness.session.workspace.linked_folders import links_of
from harness.session.workspace.local_layers import LocalLayers
from harness.session.workspace.own_repository import from_checkout
from harness.session.workspace.temporary import make_folder, remove_folder
from harness.session.workspace.workdir import Workspace, make_workspace
from harness.settings import Settings

NOTHING: Final = dict.fromkeys(Capability, Fidelity.NONE)
THEIRS: Final = "clusters of your own are used unchanged: {} is neither made nor removed"
NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9_-]+")


def topology_of(plan: PagePlan, variant: VariantPlan, settings: Settings) -> Topology:
    """The clusters that a page is to run on: those that its plan file names, else the smallest that it can do with."""
    named = named_topologies(settings.topologies)
    if (topology := named.get(plan.topology)) is None:
        templates = {**variant.contexts.all, **settings.variables, **plan.variables}
        clusters = clusters_of(variant.needs.contexts, templates)
        topology = smallest_topology(variant.needs, named.values(), clusters=clusters)
    return of_version(topology, settings.cluster.version)


@dataclass(kw_only=True)
class Opener:
    """Opens pages of one run. ``provider`` is what was asked for; ``auto`` chooses for each page."""

    resources: Resources
    provider: str
    strict: bool = False
    stop_page: bool | None = None  # None: only on clusters that are not ours
    live: Live = lambda _: None
    evidence: Path = field(default_factory=evidence_folder)
    run_time: RunningBudget = field(default_factory=lambda: no_limit("run"))
    _copies: Copies = field(init=False)
    _stack: ExitStack = field(default_factory=ExitStack, init=False)
    _chart_urls: dict[str, str] = field(default_factory=dict, init=False)
    _chart_folders: dict[str, Path] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._copies = Copies(source=self._source)
        self._stack.callback(self._copies.close)

    def open(self, plan: PagePlan, variant: VariantPlan) -> OpenPage:
        """Raises ``ClusterError`` when clusters cannot be had, ``SettingsError`` for sources that are not there."""
        settings = self.resources.settings
        page = plan.page.path
        topology = topology_of(plan, variant, settings)
        choice = chosen(self.resources, self.provider, variant, topology, strict=self.strict)
        said = self.evidence / NOT_IN_NAMES.sub("-", str(page.with_suffix(""))).strip("-")
        fresh = start_state(variant, self.resources.toolchain.versions)
        if choice.provider != NO_CLUSTERS:
            require_makeable(fresh, self.resources.pool.failed)
        with evidence_kept(said / f"{variant.variant.name}-clusters".strip("-")):
            lease = self._lease(choice.provider, topology, page, variant, fresh.keys)
        with ExitStack() as undo:
            if lease is not None:
                undo.callback(lease.release)
            fleet = None if lease is None else lease.fleet
            called = {} if fleet is None else name_contexts(fleet, variant.contexts)
            sources = links_of(settings, plan.page.site, variant).items()
            links = {link: Path(self._source(text)) for link, text in sources}
            name = NOT_IN_NAMES.sub("-", page.absolute().parent.name)
            workspace = make_workspace(None, name, links, kubeconfig=None if fleet is None else fleet.kubeconfig)
            undo.callback(workspace.remove)
            files = from_checkout(workspace, variant.steps, plan.page.site, settings.root)
            shell_options = self._shell_options(plan, variant, lease, workspace)
            undo.callback((shell := PexpectShell(shell_options)).close)
            contexts = () if fleet is None else tuple(cluster.context for cluster in fleet.clusters)
            start, story = Start(), Story(variables=shell_options.environment, contexts=contexts)
            path = variant if fleet is None or fleet.owned else unchanged_clusters(variant)
            lost: tuple[Thread, ...] = ()
            if lease is not None and fleet is not None and fleet.owned and fresh.groups:
                lookout = Watch(story=story, folder=said, fleet=fleet, names=variant.contexts)
                start, lost = self._bring_about(fresh, lease, shell, workspace, lookout)
                path = fresh.rest
            hooks, changing = settings.evidence.commands, not variant.read_only
            watch = watch_over(fleet, story, said, changing=changing, hooks=hooks, names=variant.contexts)
            path = self._with_sources(path, fleet)
            options = self._session_options(lease, workspace)
            session = PageSession(
                path, shell, options, live=self.live, watch=watch, time=self._page_time(), carried=lost
            )
            undo.pop_all()  # from here on the page closes what is open
        return OpenPage(
            page=page,
            session=session,
            workspace=workspace,
            lease=lease,
            at_layer=lease is None or not fresh.keys or lease.layer == fresh.keys[-1],
            watch=watch,
            untold=self._first_told(lost),
            label=lambda words: fleet and self.resources.claim_namespaces(fleet, words),
            conditions=Conditions(
                provider=choice.provider,
                reason=choice.reason,
                clusters="" if lease is None else described(lease, start, called),
                versions=versions_of(fleet, variant.needs.tools, self.resources.toolchain),
                files=files,
            ),
        )

    def _bring_about(
        self, state: StartState, lease: Lease, shell: PexpectShell, workspace: Workspace, watch: Watch
    ) -> tuple[Start, tuple[Thread, ...]]:
        """Make what the page stands on, as far as its fleet does not have it; ``watch`` sees what will not come.

        Then what of it could not be made here.
        """
        began, there = time.monotonic(), state.keys.index(lease.layer) + 1 if lease.layer else 0
        kept = LocalLayers(entry=lease.entry.folder, shell=shell, workspace=workspace)
        lost = kept.restore(lease.layer)
        path = self._with_sources(state.path, lease.fleet)
        options = self._session_options(lease, workspace)
        session = PageSession(path, shell, options, live=self.live, watch=watch, carried=lost or ())
        state = state.with_steps(path.steps)

        def remember(key: str, name: str) -> None:
            self.live(f"{lease.fleet.name}: keeping a layer")
            missing = session.carried
            if (kept.save(key, missing) or not missing) and self.resources.pool.remember(lease, key, name):
                lease.layer = key

        bring_about(
            state,
            lease.layer,
            run=session.run_one,
            excuse=session.excuse,
            remember=remember,
            failed=self.resources.pool.failed,
            restored=lost is not None,
        )
        start = Start(layers=len(state.groups), made=len(state.groups) - there, seconds=time.monotonic() - began)
        return start, session.carried

    def _first_told(self, lost: Iterable[Thread]) -> tuple[str, ...]:
        """What this machine lacks for a prerequisite, where no other page of the run has told it."""
        reasons = {one.cause: one.absent for one in lost if one.absent}  # by the step: a reason may have a time
        failed = self.resources.pool.failed
        return tuple(reason for step, reason in reasons.items() if failed.add(digest([step]), reason))

    def close(self) -> None:
        """End what pages shared; fleets are removed by the resources' owner."""
        self._stack.close()

    def _shell_options(
        self, plan: PagePlan, variant: VariantPlan, lease: Lease | None, workspace: Workspace
    ) -> ShellOptions:
        settings = self.resources.settings
        if "helm" in variant.needs.tools and settings.charts:
            self._serve_charts()
            known = {name: self._chart_folders[name] for name in repositories_known(variant, settings.charts)}
            charts.prepare_helm(workspace.home, known, self._chart_urls)
        wanted = variant.needs.tools if variant.needs.clusters or self.provider != NO_CLUSTERS else frozenset[str]()
        tools = self.resources.tools(wanted, self.live, every=bool(variant.needs.clusters))
        environment = shell_environment(
            None if lease is None else lease.fleet,
            home=workspace.home,
            workdir=workspace.workdir,
            templates={**variant.contexts.variables, **settings.variables, **plan.variables},
            inherit=os.environ,
            passed_on=settings.env,
            path=[*self._own_path(), *([tools] if tools else [])],
        )
        return ShellOptions(environment=environment, workdir=workspace.workdir, home=workspace.home)

    def _session_options(self, lease: Lease | None, workspace: Workspace) -> SessionOptions:
        served_here = {url: self._chart_folders[name] for name, url in self._chart_urls.items()}
        return SessionOptions(
            capabilities=NOTHING if lease is None else lease.fleet.capabilities,
            rules=switched_on(self.resources.settings.tolerances),
            strict=self.strict,
            dry_run=self.resources.read_only,
            stand_ins=self.resources.settings.cluster.stand_ins,
            charts=ChartCopies(home=workspace.home, urls=served_here),
            stop_page=(lease is not None and not lease.fleet.owned) if self.stop_page is None else self.stop_page,
        )

    def _page_time(self) -> PageTime:
        timeouts = self.resources.settings.timeouts
        page = RunningBudget.start(page_budget(timeouts))
        return PageTime(page=page, run=self.run_time, cleanup=timeouts.cleanup)

    def _lease(
        self, provider: str, topology: Topology, page: Path, variant: VariantPlan, layers: Sequence[str]
    ) -> Lease | None:
        if provider == NO_CLUSTERS:
            return None
        name = f"{page}::{variant.variant.name}" if variant.variant.name else str(page)
        return self.resources.pool.lease(
            provider,
            topology,
            page=name,
            read_only=variant.read_only and not layers,
            layers=layers,
            timeout=min(self.resources.settings.timeouts.fleet, self.run_time.deadline.left),
            progress=self.live,
        )

    def _serve_charts(self) -> None:
        """Package and serve the settings' chart repositories, once a run."""
        for name, text in self.resources.settings.charts.items():
            self._chart_url(name, text)

    def _chart_url(self, name: str, text: str) -> str:
        """Where the charts of a source are served, packaged when they are first asked for."""
        if name not in self._chart_urls:
            source = Path(self._source(text))
            folder = make_folder("charts")
            self._stack.callback(remove_folder, folder)
            charts.package(source, folder, charts.release_stamp(text, self.resources.toolchain.versions))
            self._chart_folders[name] = folder
            self._chart_urls[name] = self._stack.enter_context(served({name: folder}))[name]
        return self._chart_urls[name]

    def _source(self, text: str) -> str:
        if text.startswith(CHARTS):
            return self._chart_urls[text.removeprefix(CHARTS)]
        if text.startswith(PACKAGED):
            return self._chart_url(text, text.removeprefix(PACKAGED))
        return self.resources.source(text, self.live)

    def _with_sources(self, variant: VariantPlan, fleet: Fleet | None) -> VariantPlan:
        """URLs that something else takes the place of, replaced: only now are the sources fetched."""

        def put_in(command: Command) -> Command:
            if not command.replacements:
                return command
            address = address_for(fleet)
            return replaced(command, lambda one: self._copies.target(one, command, address))

        steps = (replace(step, commands=tuple(put_in(one) for one in step.commands)) for step in variant.steps)
        return replace(variant, steps=tuple(steps))

    def _own_path(self) -> list[Path]:
        own, settings = Path(sys.executable).parent, self.resources.settings
        return [own if text == "{python}" else settings.resolve(text) for text in settings.path]


def unchanged_clusters(variant: VariantPlan) -> VariantPlan:
    """The path on clusters of somebody else, who has there what pages expect: it is neither made nor removed."""
    steps = (replace(step, skip=THEIRS.format(step.prepares)) if step.prepares else step for step in variant.steps)
    return replace(variant, steps=tuple(steps))
