"""What a run of pytest holds for the documentation in it: settings, plans, open pages, and what became of them."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, nullcontext, suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from harness.diagnostic import Diagnostic
from harness.errors import ClusterError, HarnessError, MachineError, SettingsError, ShellError
from harness.parse.condition import condition_before
from harness.plan.shard import Shard, parse_shard, read_durations, share
from harness.plan.step import PagePlan, VariantPlan
from harness.plugin.machine_faults import require_writable, told_as_faults
from harness.plugin.options import WORKER_KEY, Options
from harness.plugin.plugins import require_plugins
from harness.plugin.run_clock import RunClock
from harness.plugin.waiting_line import LiveLine
from harness.session.kept_plans import KeptPlans
from harness.session.site import Site, require_variants
from harness.settings import Settings
from harness.source import Location

if TYPE_CHECKING:  # collecting pages needs none of these, and is to be quick
    from harness.cluster.processes import ProcessIdentity
    from harness.match.verdict import Verdict
    from harness.report.step_record import Record
    from harness.session.open_page import Closed, OpenPage
    from harness.session.opening import Opener


def _default(number: signal.Signals) -> None:
    signal.signal(number, signal.SIG_DFL)


HARNESS: "pytest.StashKey[Harness]" = pytest.StashKey()
DURATIONS = "durations.json"  # beside the settings, see `harness merge --durations`


def condition_of(at: Location) -> str:
    """What the page says before a block: for whom it is, or when."""
    try:
        lines = at.path.read_text(encoding="utf-8").splitlines()
    except OSError:  # a step that settings add is in no page
        return ""
    return condition_before(lines, at.line)


@dataclass(kw_only=True)
class Harness:
    """One object a process; workers have their own, and share fleets with the process that started them."""

    config: pytest.Config
    options: Options
    interrupted: bool = False
    closed: "list[Closed]" = field(default_factory=list)
    clock: RunClock = field(default_factory=RunClock)
    swept: list[str] = field(default_factory=list)  # fleets and folders that killed runs had left
    _plans: dict[Path, PagePlan] = field(default_factory=dict)
    _openers: "dict[Path, Opener]" = field(default_factory=dict)
    _opened: "list[OpenPage]" = field(default_factory=list)  # not yet closed

    @classmethod
    def of(cls, config: pytest.Config) -> "Harness":
        """The object of this process, which from now on takes SIGTERM like Ctrl-C: nothing may be left behind."""
        if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
            signal.signal(signal.SIGTERM, signal.default_int_handler)
            config.add_cleanup(partial(_default, signal.SIGTERM))
        return cls(config=config, options=Options.of(config))

    @cached_property
    def owner(self) -> "ProcessIdentity":
        """The process that was started and whose fleets workers share."""
        from harness.cluster.processes import ProcessIdentity  # noqa: PLC0415 - listing pages owns nothing

        worker = getattr(self.config, "workerinput", None)
        return ProcessIdentity.of(worker[WORKER_KEY] if worker else os.getpid())

    @property
    def workers(self) -> int:
        """How many processes run pages at the same time."""
        worker = getattr(self.config, "workerinput", None)
        return int(worker["workercount"]) if worker else 1

    @cached_property
    def site(self) -> Site:
        return Site(
            settings_file=self.options.settings,
            plan_files=self.options.plan_files,
            variants=self.options.variants,
            alternatives=self.options.alternatives,
            timeouts=self.options.timeouts,
        )

    @cached_property
    def live(self) -> LiveLine:
        return LiveLine(self.config)

    @cached_property
    def kept_plans(self) -> KeptPlans:
        """Those of earlier runs, too; pytest's ``--cache-clear`` asks for new ones."""
        return KeptPlans(site=self.site, fresh=bool(self.config.getoption("cacheclear", default=False)))

    def plan(self, path: Path) -> PagePlan:
        if path not in self._plans:
            self._plans[path] = self.kept_plans.plan(self.shown(path))
        return self._plans[path]

    def require_settings(self, page: Path) -> None:
        """Mistakes in settings and packages are the caller's business, at once: no page could be run with them."""
        try:
            settings = self.site.settings(self.shown(page))
            require_plugins(self.options.provider or settings.cluster.provider)
        except SettingsError as error:
            raise pytest.UsageError(str(error)) from error
        if not self._is_worker:
            require_writable(self.options.report_dir)

    def require_variants(self) -> None:
        """A variant that no page knows is a mistake of the caller's."""
        try:
            require_variants(self._plans.values(), self.options.variants)
        except SettingsError as error:
            self._refuse(error)

    def take_shard(
        self,
        items: list[pytest.Item],
        group_of: Callable[[pytest.Item], str | None],
        chain_of: Callable[[pytest.Item], tuple[str, ...]],
    ) -> None:
        """Leave only the items of this shard; what is not documentation belongs to the first one."""
        shard = self._shard()
        if shard is None:
            return
        durations = self.durations()
        groups = [group_of(item) or "" for item in items]
        seconds = {**durations, **dict.fromkeys((one for one in groups if one.endswith("::check")), 0.1)}
        chains = {group: chain_of(item) for item, group in zip(items, groups, strict=True)}
        mine = share(groups, seconds, shard, chains)
        left = [item for item, group in zip(items, groups, strict=True) if group not in mine]
        items[:] = [item for item, group in zip(items, groups, strict=True) if group in mine]
        self.config.hook.pytest_deselected(items=left)

    def _shard(self) -> Shard | None:
        """The part of the run that was asked for; ``None``: all of it."""
        if self.options.shard is None:
            return None
        try:
            return parse_shard(self.options.shard, os.environ)
        except SettingsError as error:
            self._refuse(error)
            return None

    def durations(self) -> Mapping[str, float]:
        """Seconds that pages took in an earlier run, by variant; none when nobody has recorded them."""
        try:
            return read_durations(self.site.settings(self.config.invocation_params.dir / "_").root / DURATIONS)
        except SettingsError as error:
            self._refuse(error)
            return {}

    def _refuse(self, error: SettingsError) -> None:
        """End the run; a worker leaves that to the process that started it, since it would end only itself."""
        if not self._is_worker:
            raise pytest.UsageError(str(error)) from error

    @property
    def _is_worker(self) -> bool:
        return hasattr(self.config, "workerinput")

    def shown(self, path: Path) -> Path:
        """The path as people type it, which messages then show."""
        here = self.config.invocation_params.dir
        return Path(os.path.relpath(path, here))

    def check(self, plan: PagePlan) -> tuple[Diagnostic, ...]:
        from harness.session.checking import check  # noqa: PLC0415 - listing pages checks none

        return check(plan, self.site.settings(plan.page.path))

    def strict(self, plan: PagePlan) -> bool:
        """Whether what proves nothing about the page is a failure."""
        return self.options.strict or self.site.settings(plan.page.path).strict

    def answer_for(self, pages: Sequence[Path]) -> None:
        """Own the fleets that workers make for these pages, and tell mistakes of the caller's in their place."""
        for page in pages:
            self._opener(self.shown(page))
            if self.options.variants:
                with suppress(HarnessError):  # the worker tells it as the page's own failure
                    self.plan(page)
        self.require_variants()
        self._shard()

    def open_page(self, plan: PagePlan, variant: VariantPlan) -> "OpenPage":
        with told_as_faults():
            opened = self._opener(plan.page.path).open(plan, variant)
        self._opened.append(opened)
        self.live.clear()
        return opened

    def record(self, verdict: "Verdict", page: Path) -> "Record":
        from harness.match.verdict import Outcome  # noqa: PLC0415 - listing pages has none
        from harness.report.step_record import record_of  # noqa: PLC0415 - likewise

        failed = verdict.outcome in {Outcome.FAILED, Outcome.ERROR}
        return record_of(verdict, page, condition=condition_of(verdict.step.at) if failed else "")

    def failure_text(self, verdict: "Verdict", page: Path) -> str:
        """The failure by itself; at the end of the run it is told again with what followed from it."""
        from harness.plugin.rerun import run_options  # noqa: PLC0415 - only where something failed
        from harness.report.failure_text import FailureContext, failure_text  # noqa: PLC0415 - likewise
        from harness.report.run_facts import Run  # noqa: PLC0415 - likewise

        return failure_text(self.record(verdict, page), FailureContext(run=Run(options=run_options(self.config))))

    def is_infrastructure(self, error: BaseException) -> bool:
        return isinstance(error, ClusterError | MachineError | ShellError)

    def close_page(self, opened: "OpenPage") -> None:
        """End a page; what that brings is in ``closed``."""
        closed = opened.close(interrupted=self.interrupted)
        if opened in self._opened:  # else the end of an interrupted run has given it back
            self._opened.remove(opened)
        self.live.clear()
        self.closed.append(closed)

    def drain_closed(self) -> "list[Closed]":
        """What pages that ended since the last call brought."""
        drained, self.closed = self.closed, []
        return drained

    def confirm(self, question: str) -> bool:
        """Ask the person at the terminal; nobody there means no, unless ``--yes`` said so beforehand."""
        if self.options.yes:
            return True
        if self._is_worker or sys.__stdin__ is None or not sys.__stdin__.isatty():
            return False
        capture = self.config.pluginmanager.getplugin("capturemanager")
        with capture.global_and_fixture_disabled() if capture else nullcontext():
            sys.stdout.write(f"\n{question} [y/N] ")
            sys.stdout.flush()
            return sys.__stdin__.readline().strip().lower() in {"y", "yes"}

    def close(self) -> None:
        """End pages whose own end was interrupted, then what pages shared; who made the fleets removes them."""
        if not self._openers:  # a run that opened none stays as quick as it is
            return
        from harness.run.interrupts import interrupts_held  # noqa: PLC0415 - only where something is open

        with interrupts_held(), ExitStack() as last:
            for opener in self._openers.values():
                if not self._is_worker:
                    last.callback(opener.resources.close)
                last.callback(opener.close)
            while self._opened:
                last.callback(self._opened.pop().give_back)

    def _opener(self, page: Path) -> "Opener":
        return self._opener_for(self.site.settings(page))

    def _opener_for(self, settings: Settings) -> "Opener":
        from harness.session.opening import Opener  # noqa: PLC0415 - listing pages opens none
        from harness.session.resources import Resources  # noqa: PLC0415 - likewise

        if settings.root not in self._openers:
            options = self.options
            self._openers[settings.root] = Opener(
                resources=Resources(
                    settings=settings,
                    owner=self.owner,
                    fleets=options.fleets or settings.cluster.fleets,
                    workers=self.workers,
                    keep=options.keep or settings.cluster.keep,
                    contexts=dict(options.contexts),
                    read_only=options.dry_run,
                    confirm=self.confirm,
                ),
                provider=options.provider or settings.cluster.provider,
                strict=options.strict or settings.strict,
                stop_page=settings.stop_page if options.stop_page is None else options.stop_page,
                live=self.live.show,
                run_time=self.clock.budget(settings.timeouts),
                **({"evidence": options.report_dir / "evidence"} if options.report_dir else {}),
            )
            if not self._is_worker:
                from harness.run.leftovers import sweep_shells  # noqa: PLC0415 - listing pages sweeps nothing
                from harness.session.workspace.temporary import sweep_folders  # noqa: PLC0415 - likewise

                self.swept += [*self._openers[settings.root].resources.pool.sweep(), *sweep_shells(), *sweep_folders()]
        return self._openers[settings.root]
